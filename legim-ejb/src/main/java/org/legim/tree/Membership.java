package org.legim.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.legim.catalogue.Rosters;
import org.legim.link.Member;
import org.legim.link.Roster;

/** The roster of the tree that this node belongs to, in memory and on the disk. Thread-safe. */
final class Membership {

  private static final Roster NONE = new Roster(null, 0, 0, List.of(), Map.of());

  private final Rosters rosters;
  private final Consumer<Membership> changed;

  // Held while the roster is written; readers take what the field holds.
  private final Object writing = new Object();
  private volatile Book book;

  /**
   * @param changed is told of every new roster, no lock held
   */
  Membership(Rosters rosters, Consumer<Membership> changed) {
    this.rosters = rosters;
    this.changed = changed;
    this.book = new Book(rosters.roster().orElse(NONE));
  }

  /** A roster and its members by their ids. */
  private record Book(Roster roster, Map<String, Member> byId) {
    Book(Roster roster) {
      this(roster, new HashMap<>());
      roster.members().forEach(member -> byId.put(member.id(), member));
    }
  }

  /** The roster; without a tree and of epoch 0 if there is none. */
  Roster roster() {
    return book.roster();
  }

  /** The roster of a tree; empty if there is none, or of another tree. */
  Optional<Roster> of(String tree) {
    return Optional.of(roster()).filter(known -> tree.equals(known.tree()));
  }

  /** The roster of the tree of this gateway, to be changed. */
  Roster orEmpty(Identity gateway) {
    return of(gateway.tree())
        .orElseGet(() -> new Roster(gateway.tree(), gateway.epoch(), 0, List.of(), Map.of()));
  }

  static Optional<Member> find(Roster roster, String id) {
    return roster.members().stream().filter(member -> member.id().equals(id)).findFirst();
  }

  /** A member, for people. */
  static String text(Member member) {
    return "%s (%s, node %s)".formatted(member.name(), member.address(), member.id());
  }

  Optional<Member> find(String id) {
    return Optional.ofNullable(book.byId().get(id));
  }

  /** The members that have been in, not those that are only approved. */
  List<Member> entered() {
    return roster().members().stream().filter(Membership::hasEntered).toList();
  }

  static boolean hasEntered(Member member) {
    return member.run() != null;
  }

  /** Replaces the roster, as its gateway. */
  void save(Roster roster) {
    synchronized (writing) {
      rosters.save(roster);
      book = new Book(roster);
    }
    changed.accept(this);
  }

  /** Takes over what the gateway says, if it is news. */
  void hear(Roster heard, String tree) {
    if (heard == null || !tree.equals(heard.tree())) {
      return;
    }
    synchronized (writing) {
      Roster known = roster();
      if (tree.equals(known.tree()) && !heard.isNewerThan(known)) {
        return;
      }
      rosters.save(heard);
      book = new Book(heard);
    }
    changed.accept(this);
  }

  /** The members of two rosters; where they differ, those of the newer one. */
  static Roster merge(Roster one, Roster other, String gateway) {
    Roster newer = other.isNewerThan(one) ? other : one;
    Roster older = newer == one ? other : one;
    Map<String, Member> merged = new LinkedHashMap<>();
    older.members().forEach(member -> merged.put(member.id(), member));
    newer.members().forEach(member -> merged.put(member.id(), member));
    merged.remove(gateway);
    return new Roster(
        newer.tree(),
        newer.epoch(),
        newer.version(),
        List.copyOf(merged.values()),
        newer.settings());
  }

  /** A roster with a member, in the place of one with its id; the next version. */
  static Roster with(Roster roster, Member member) {
    List<Member> members = new ArrayList<>(without(roster, member.id()).members());
    members.add(member);
    return next(roster, members);
  }

  /** The members below a node, the deepest first. */
  static List<Member> below(Roster roster, String id) {
    Map<String, List<Member>> byParent = new HashMap<>();
    roster.members().stream()
        .filter(member -> member.parent() != null)
        .forEach(
            member ->
                byParent.computeIfAbsent(member.parent(), at -> new ArrayList<>()).add(member));
    List<Member> found = new ArrayList<>();
    // Each is taken out once: while nodes move, one may stand below itself.
    List<Member> level = Objects.requireNonNullElse(byParent.remove(id), List.of());
    while (!level.isEmpty()) {
      found.addAll(0, level);
      level =
          level.stream()
              .flatMap(
                  member ->
                      Objects.requireNonNullElse(byParent.remove(member.id()), List.<Member>of())
                          .stream())
              .toList();
    }
    return found.stream().filter(member -> !member.id().equals(id)).toList();
  }

  /** A roster without a member; the next version. */
  static Roster without(Roster roster, String id) {
    return next(
        roster, roster.members().stream().filter(member -> !member.id().equals(id)).toList());
  }

  /** A roster without a member, those below it below another; the next version. */
  static Roster without(Roster roster, String id, String newParent) {
    return next(
        roster,
        roster.members().stream()
            .filter(member -> !member.id().equals(id))
            .map(member -> id.equals(member.parent()) ? below(newParent, member) : member)
            .toList());
  }

  private static Member below(String parent, Member member) {
    return new Member(
        member.id(),
        member.name(),
        parent,
        member.key(),
        member.starts(),
        member.run(),
        member.address());
  }

  /** A roster with settings, in the place of those of their names; the same if these are in it. */
  static Roster with(Roster roster, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(roster.settings());
    all.putAll(settings);
    return all.equals(roster.settings())
        ? roster
        : new Roster(roster.tree(), roster.epoch(), roster.version() + 1, roster.members(), all);
  }

  private static Roster next(Roster roster, List<Member> members) {
    return new Roster(
        roster.tree(), roster.epoch(), roster.version() + 1, members, roster.settings());
  }
}
