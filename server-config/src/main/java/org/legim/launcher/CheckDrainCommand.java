package org.legim.launcher;

import java.util.List;
import org.legim.launcher.client.DrainCheck;

/** Checks the certificate of a drain against what the tree holds now. */
final class CheckDrainCommand implements Command {
  @Override
  public String name() {
    return "check-drain";
  }

  @Override
  public Usage usage() {
    return new Usage(
        name() + " DRAIN " + Target.FORM, "read back all that a drain has handed over");
  }

  @Override
  public ExitCode run(List<String> arguments, Terminal terminal) throws Refusal {
    if (arguments.isEmpty() || arguments.get(0).isBlank()) {
      throw new Refusal("check-drain needs the id of a drain; ./legim drains shows them");
    }
    String id = arguments.get(0);
    Target target = Target.of(arguments.subList(1, arguments.size()));
    DrainCheck check = new DrainCheck(target.node(), target.apiKey(), terminal::complain);
    return Question.answer(
        () -> {
          boolean right = check.run(id);
          check.summary().ifPresent(terminal::say);
          return right ? ExitCode.STOPPED : ExitCode.FAILED;
        },
        terminal);
  }
}
