package org.legim.launcher;

import java.util.List;
import org.legim.launcher.client.FlowTable;

/** Lists what moves between the nodes. */
final class FlowsCommand implements Command {
  @Override
  public String name() {
    return "flows";
  }

  @Override
  public Usage usage() {
    return new Usage(name() + " " + Target.FORM, "list what moves between the nodes, and why");
  }

  @Override
  public ExitCode run(List<String> arguments, Terminal terminal) throws Refusal {
    Target target = Target.of(arguments);
    return Question.run(
        () -> FlowTable.lines(target.api().flows()).forEach(terminal.out()::println), terminal);
  }
}
