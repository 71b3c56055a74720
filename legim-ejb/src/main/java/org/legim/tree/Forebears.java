package org.legim.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.legim.link.GatewayName;
import org.legim.link.Member;

/**
 * The nodes above a parent that does not answer: if it has left the tree, one of them takes its
 * children in.
 *
 * @param lost the id of that parent
 * @param urls the base URLs of those above it, as far as this node knows them, the nearest first
 */
record Forebears(String lost, List<String> urls) {

  /** Those of a node that stands so, or stood so when its parent answered last; empty if none. */
  static Optional<Forebears> of(Standing standing, Membership members) {
    List<String> ancestors = standing.ancestors();
    List<String> urls = new ArrayList<>();
    for (int at = 1; at < ancestors.size(); at++) {
      Optional<String> url =
          at == ancestors.size() - 1
              ? Optional.ofNullable(standing.gateway()).map(GatewayName::url)
              : members.find(ancestors.get(at)).map(Member::address);
      url.ifPresent(urls::add);
    }
    return urls.isEmpty()
        ? Optional.empty()
        : Optional.of(new Forebears(ancestors.get(0), List.copyOf(urls)));
  }
}
