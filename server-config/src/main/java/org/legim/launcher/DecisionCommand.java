package org.legim.launcher;

import java.util.List;
import org.legim.launcher.client.Decision;

/** Decides about one node at the gateway: lets it in, keeps it out, or gives it up. */
final class DecisionCommand implements Command {
  private final Decision decision;

  DecisionCommand(Decision decision) {
    this.decision = decision;
  }

  @Override
  public String name() {
    return decision.word();
  }

  @Override
  public Usage usage() {
    return new Usage(name() + " NAME " + Target.FORM, decision.meaning());
  }

  @Override
  public ExitCode run(List<String> arguments, Terminal terminal) throws Refusal {
    if (arguments.isEmpty() || arguments.get(0).isBlank()) {
      throw new Refusal(name() + " needs the name or id of a node; ./legim tree shows them");
    }
    String node = arguments.get(0);
    Target target = Target.of(arguments.subList(1, arguments.size()));
    return Question.run(
        () -> {
          target.api().decide(decision, node);
          terminal.say(decision.done(node));
        },
        terminal);
  }
}
