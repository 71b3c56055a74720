package org.legim.launcher;

import java.util.List;
import org.legim.launcher.client.DrainTable;

/** Lists the drains that the gateway remembers. */
final class DrainsCommand implements Command {
  @Override
  public String name() {
    return "drains";
  }

  @Override
  public Usage usage() {
    return new Usage(name() + " " + Target.FORM, "list the nodes that leave or have left");
  }

  @Override
  public ExitCode run(List<String> arguments, Terminal terminal) throws Refusal {
    Target target = Target.of(arguments);
    return Question.run(
        () -> DrainTable.lines(target.drains().all()).forEach(terminal.out()::println), terminal);
  }
}
