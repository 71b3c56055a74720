package org.legim.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.legim.blob.Sha256;
import org.legim.catalogue.HoldingState;
import org.legim.catalogue.Revision;
import org.legim.catalogue.Rosters;
import org.legim.catalogue.Tally;
import org.legim.link.Roster;
import org.legim.tree.Identity;
import org.legim.tree.IdentityStore;

/** What stays of a node when it stops; the books only as far as a tree needs them. */
public final class SimDisk implements IdentityStore, Rosters, PartialLedger {

  private Set<Sha256> unneeded = Set.of();
  private Identity identity;
  private Optional<Roster> roster = Optional.empty();
  private Tally tally = new Tally(0, 0, 0);
  private Optional<String> recordsOf = Optional.empty();
  private Revision revision = new Revision(0, 0);
  private boolean broken;
  private final Set<String> awaited = new TreeSet<>();
  private final List<String> calls = new ArrayList<>();

  /** A node that has never been started. */
  private Map<String, String> settings = Map.of();

  public SimDisk(String id) {
    identity = new Identity(id, "tree-of-" + id, 1, 0, "private", "key-" + id, false, null, false);
  }

  private SimDisk(SimDisk other) {
    identity = other.identity;
    roster = other.roster;
    tally = other.tally;
    recordsOf = other.recordsOf;
    revision = other.revision;
  }

  /** The same on another disk, as a backup or a copied folder is. */
  public SimDisk copy() {
    return new SimDisk(this);
  }

  /** As a start of the node finds it. */
  public void start() {
    identity =
        new Identity(
            identity.id(),
            identity.tree(),
            identity.epoch(),
            identity.starts() + 1,
            identity.privateKey(),
            identity.publicKey(),
            identity.member(),
            identity.parent(),
            identity.recovering());
  }

  @Override
  public Identity identity() {
    return identity;
  }

  @Override
  public void change(UnaryOperator<Identity> change) throws IOException {
    if (broken) {
      throw new IOException("the disk is broken");
    }
    identity = change.apply(identity);
  }

  /** From now on the identity can be written, or cannot. */
  public void broken(boolean now) {
    broken = now;
  }

  @Override
  public Optional<Roster> roster() {
    return roster;
  }

  @Override
  public void save(Roster newRoster) {
    roster = Optional.of(newRoster);
  }

  /** What the node holds. */
  public Tally tally() {
    return tally;
  }

  public void hold(long images, long bytes) {
    tally = new Tally(images, images, bytes);
  }

  /** The highest revision of the node's records, and the tree that gave it. */
  public void revision(String tree, long epoch, long counter) {
    recordsOf = Optional.ofNullable(tree);
    revision = new Revision(epoch, counter);
  }

  /** Where the node's log stands. */
  public HoldingState holdings() {
    return new HoldingState("log", 0, 0, recordsOf, Optional.empty(), 0, revision);
  }

  /** The ledger has orders for these nodes. */
  public void orders(String... nodes) {
    awaited.clear();
    awaited.addAll(List.of(nodes));
  }

  /** What the ledger was told, oldest first. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  @Override
  public Set<String> awaited() {
    return Set.copyOf(awaited);
  }

  @Override
  public void lead(String tree) {}

  @Override
  public void beginEpoch(long epoch) {
    calls.add("beginEpoch " + epoch);
  }

  @Override
  public Set<Sha256> dropUnneeded() {
    calls.add("dropUnneeded");
    return unneeded;
  }

  /** What the ledger finds on this disk at the end of a recovery that no image needs. */
  public void unneeded(Set<Sha256> blobs) {
    unneeded = blobs;
  }

  /** The catalogue is lost, and the roster with it. */
  public void loseRoster() {
    roster = Optional.empty();
  }

  @Override
  public long strikeOut(String node) {
    calls.add("strikeOut " + node);
    return 7;
  }

  /** What the operator sets for the whole tree in the configuration beside this disk. */
  public void set(Map<String, String> wanted) {
    settings = wanted;
  }

  Map<String, String> settings() {
    return settings;
  }
}
