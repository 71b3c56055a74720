package org.legim.launcher;

import java.util.List;
import org.legim.launcher.client.ApiException;
import org.legim.launcher.client.DrainApi;
import org.legim.launcher.client.DrainView;
import org.legim.launcher.client.StopPlanTable;
import org.legim.launcher.client.StopPlanView;

/** Retires a node: shows what that takes, asks, begins, and follows to the end. */
final class RetireCommand implements Command {
  private final Operator operator;

  RetireCommand(Operator operator) {
    this.operator = operator;
  }

  @Override
  public String name() {
    return "retire";
  }

  @Override
  public Usage usage() {
    return new Usage(name() + " " + RetireOrder.FORM, "hand over what a node holds, and let it go");
  }

  @Override
  public ExitCode run(List<String> arguments, Terminal terminal) throws Refusal {
    RetireOrder order = RetireOrder.of(arguments);
    if (!order.yes() && !operator.isPresent()) {
      throw new Refusal(
          "retire asks before it moves anything, and there is no terminal to ask on; give --yes");
    }
    DrainApi gateway = Target.of(order.target()).drains();
    return Question.answer(() -> retire(order, gateway, terminal), terminal);
  }

  private ExitCode retire(RetireOrder order, DrainApi gateway, Terminal terminal)
      throws ApiException, InterruptedException {
    StopPlanView plan = gateway.plan(order.node());
    StopPlanTable.lines(plan).forEach(terminal.out()::println);
    if (!plan.possible() && !order.force()) {
      terminal.complain(plan.name() + " cannot be retired now; nothing was changed");
      return ExitCode.FAILED;
    }
    if (!order.yes() && !agrees(plan, terminal)) {
      terminal.say("nothing was changed");
      return ExitCode.FAILED;
    }
    DrainView drain = gateway.retire(order.node(), order.force());
    StopSignals signals = new StopSignals(() -> Runtime.getRuntime().halt(1));
    signals.install();
    DrainFollower follower = new DrainFollower(gateway, signals, operator.isPresent(), terminal);
    return follower.follow(drain, order.target());
  }

  private boolean agrees(StopPlanView plan, Terminal terminal) {
    terminal.out().print("Retire " + plan.name() + "? [y/N] ");
    terminal.out().flush();
    return operator.agrees();
  }
}
