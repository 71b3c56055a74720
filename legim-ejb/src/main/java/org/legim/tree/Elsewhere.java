package org.legim.tree;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.legim.link.Caller;
import org.legim.link.GatewayName;
import org.legim.link.JoinAnswer;
import org.legim.link.Member;

/** Sends children on to a node further up, by an address that means the same to them. */
final class Elsewhere {

  private final Membership members;

  Elsewhere(Membership members) {
    this.members = members;
  }

  /**
   * The answer to a child that asked to be let in by a node that takes none.
   *
   * @param uplink that node's own link to its parent
   */
  JoinAnswer answer(String reason, Uplink uplink, Caller caller) {
    return url(uplink, caller)
        .map(url -> JoinAnswer.elsewhere(reason, url))
        .orElseGet(
            () ->
                JoinAnswer.refused(
                    reason
                        + ", and knows the nodes above it only by addresses of its own machine, at "
                        + uplink.address()
                        + "; give this node another parent.ip and parent.port",
                    null));
  }

  // On another machine, the address by which this node reaches a parent on its own would be that
  // of the child itself. Then an address of the parent that others use will do, or if it has none,
  // that of the next node up.
  private Optional<String> url(Uplink uplink, Caller caller) {
    if (Addresses.isLoopback(caller.host()) || !isLoopback(uplink.url())) {
      return Optional.of(uplink.url());
    }
    Standing standing = uplink.standing();
    List<String> ancestors = standing.ancestors();
    return IntStream.range(0, ancestors.size())
        .mapToObj(
            at ->
                at == ancestors.size() - 1
                    ? Optional.ofNullable(standing.gateway()).map(GatewayName::url)
                    : members.find(ancestors.get(at)).map(Member::address))
        .flatMap(Optional::stream)
        .filter(url -> !isLoopback(url))
        .findFirst();
  }

  private static boolean isLoopback(String url) {
    return Addresses.isLoopback(URI.create(url).getHost());
  }
}
