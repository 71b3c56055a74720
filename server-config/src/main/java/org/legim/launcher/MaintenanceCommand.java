package org.legim.launcher;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.legim.launcher.client.DrainApi;
import org.legim.launcher.client.TimeSpan;

/** Announces that a node will be away, so that its stop moves nothing. */
final class MaintenanceCommand implements Command {
  private static final String FORM = "NODE TIME " + Target.FORM;
  private static final int WORDS = 2;

  @Override
  public String name() {
    return "maintenance";
  }

  @Override
  public Usage usage() {
    return new Usage(name() + " " + FORM, "let a node be away, as for PT10M, with its images");
  }

  @Override
  public ExitCode run(List<String> arguments, Terminal terminal) throws Refusal {
    if (arguments.size() < WORDS) {
      throw new Refusal("maintenance needs a node and a time; it is ./legim maintenance " + FORM);
    }
    String node = arguments.get(0);
    Duration time = time(arguments.get(1));
    DrainApi gateway = Target.of(arguments.subList(WORDS, arguments.size())).drains();
    return Question.run(
        () -> {
          gateway.maintenance(node, time);
          terminal.say(
              "%s may be away for %s; if it stops within this time, nothing is moved"
                  .formatted(node, TimeSpan.of(time.toSeconds())));
        },
        terminal);
  }

  private static Duration time(String text) throws Refusal {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new Refusal("\"%s\" is no time; ten minutes are PT10M, a day is P1D".formatted(text));
    }
  }
}
