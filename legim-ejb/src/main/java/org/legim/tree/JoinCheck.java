package org.legim.tree;

import java.net.URI;
import java.util.regex.Pattern;
import org.legim.link.Admit;
import org.legim.link.Join;
import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;
import org.legim.link.NodeFacts;
import org.legim.link.NodeStatus;

/** Makes sure that what a stranger says of itself can be stored, shown and logged. */
final class JoinCheck {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~-]{1,64}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._~-]{1,32}");
  private static final int MOST_URL_CHARACTERS = 500;
  private static final int MOST_WAITING = 1000;

  private JoinCheck() {}

  static void check(Admit admit) throws LinkException {
    require(admit.join() != null, "says nothing");
    check(admit.join());
    require(isUrl(admit.address()), "has no http or https address");
    require(
        !admit.path().isEmpty() && admit.path().stream().allMatch(JoinCheck::isId),
        "has no path of ids above it");
  }

  static void check(Join join) throws LinkException {
    require(join.node() != null, "says nothing of itself");
    check(join.node());
    require(join.lost() == null || isId(join.lost()), "has lost a parent that has no id");
    require(isId(join.tree()) && join.epoch() > 0, "has no tree or no epoch");
    require(
        join.waiting().size() <= MOST_WAITING && join.waiting().stream().allMatch(JoinCheck::isId),
        "lists other things than the ids of nodes as waiting");
  }

  private static void check(NodeFacts node) throws LinkException {
    require(isId(node.id()), "has no id of 1 to 64 of A-Za-z0-9._~-");
    require(
        node.name() != null && NAME.matcher(node.name()).matches(),
        "has no name of 1 to 32 of A-Za-z0-9._~-");
    require(isId(node.run()) && isId(node.key()), "has no run or no public key");
    require(node.url() == null || isUrl(node.url()), "has a URL that is neither http nor https");
  }

  /** Whether what a child says of a node below it can be shown. */
  static boolean isShowable(NodeStatus status) {
    return isId(status.id())
        && status.state() != null
        && (status.state().equals(NodeState.GONE)
            || isId(status.parent()) && isId(status.name()) && isUrl(status.address()));
  }

  private static boolean isId(String text) {
    return text != null && ID.matcher(text).matches();
  }

  private static boolean isUrl(String text) {
    if (text == null || text.length() > MOST_URL_CHARACTERS) {
      return false;
    }
    try {
      URI uri = URI.create(text);
      return uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void require(boolean right, String otherwise) throws LinkException {
    if (!right) {
      throw new LinkException(Kind.REFUSED, "the node that asks to join " + otherwise);
    }
  }
}
