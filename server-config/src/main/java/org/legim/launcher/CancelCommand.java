package org.legim.launcher;

import java.util.List;
import org.legim.launcher.client.DrainApi;
import org.legim.launcher.client.DrainView;

/** Ends a drain that is under way. */
final class CancelCommand implements Command {
  @Override
  public String name() {
    return "cancel";
  }

  @Override
  public Usage usage() {
    return new Usage(name() + " DRAIN " + Target.FORM, "let a node stay that is being retired");
  }

  @Override
  public ExitCode run(List<String> arguments, Terminal terminal) throws Refusal {
    if (arguments.isEmpty() || arguments.get(0).isBlank()) {
      throw new Refusal("cancel needs the id of a drain; ./legim drains shows them");
    }
    String id = arguments.get(0);
    DrainApi gateway = Target.of(arguments.subList(1, arguments.size())).drains();
    return Question.run(
        () -> {
          DrainView drain = gateway.cancel(id);
          terminal.say(
              "the drain %s is %s; %s stays with %d images"
                  .formatted(drain.id(), drain.state(), drain.name(), drain.blobsLeft()));
        },
        terminal);
  }
}
