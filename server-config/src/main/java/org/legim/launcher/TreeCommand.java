package org.legim.launcher;

import java.util.List;
import org.legim.launcher.client.Decision;
import org.legim.launcher.client.HealthView;
import org.legim.launcher.client.NodeView;
import org.legim.launcher.client.TreeTable;

/** Draws the tree of nodes, and says how to let those in that wait for it. */
final class TreeCommand implements Command {
  @Override
  public String name() {
    return "tree";
  }

  @Override
  public Usage usage() {
    return new Usage(name() + " " + Target.FORM, "draw the tree of nodes");
  }

  @Override
  public ExitCode run(List<String> arguments, Terminal terminal) throws Refusal {
    Target target = Target.of(arguments);
    return Question.run(
        () -> {
          NodeView root = target.api().tree();
          TreeTable.lines(root).forEach(terminal.out()::println);
          root.health().flatMap(HealthView::line).ifPresent(terminal.out()::println);
          pending(root, arguments).forEach(terminal.out()::println);
        },
        terminal);
  }

  /** A line for each node that waits, to be copied: it asks the same gateway. */
  static List<String> pending(NodeView root, List<String> target) {
    String rest = target.isEmpty() ? "" : " " + String.join(" ", target);
    return root.all()
        .filter(NodeView::isPending)
        .map(
            node ->
                "%s waits to be let in: ./legim %s %s%s"
                    .formatted(node.name(), Decision.APPROVE.word(), handle(node, root), rest))
        .toList();
  }

  /** What names the node alone: nobody keeps a stranger from calling itself as a member does. */
  private static String handle(NodeView node, NodeView root) {
    long named = root.all().filter(each -> each.name().equals(node.name())).count();
    return named == 1 ? node.name() : node.id();
  }
}
