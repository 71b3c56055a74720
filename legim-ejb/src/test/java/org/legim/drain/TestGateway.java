package org.legim.drain;

import java.util.ArrayList;
import java.util.List;
import org.legim.link.DrainNotice;
import org.legim.link.DrainNotice.Phase;
import org.legim.link.Errand;
import org.legim.link.ErrandAnswer;
import org.legim.link.ErrandCall;
import org.legim.link.Leave;
import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;

/** A gateway that says what a test has it say. */
final class TestGateway implements DrainGateway {

  final List<Leave> leaves = new ArrayList<>();
  final List<ErrandCall> calls = new ArrayList<>();

  /** What it says to those that ask for leave. */
  DrainNotice toLeave = notice(Phase.DRAINING);

  /** What it says to those that ask for errands. */
  DrainNotice toErrands = notice(Phase.DRAINING);

  /** The errands of the next answer only. */
  List<Errand> errands = List.of();

  boolean orders;
  boolean away;

  /** How many answers are lost. */
  int lost;

  /** How many calls were under way at the same time. */
  int mostAtOnce;

  private int atOnce;

  /** Runs while a call is under way. */
  Runnable meanwhile = () -> {};

  static DrainNotice notice(Phase phase) {
    return new DrainNotice("drain-1", phase, phase == Phase.DRAINING ? null : "because");
  }

  @Override
  public DrainNotice leave(Leave leave) throws LinkException {
    comeIn();
    leaves.add(leave);
    meanwhile.run();
    goOut();
    return toLeave;
  }

  @Override
  public ErrandAnswer errands(ErrandCall call) throws LinkException {
    comeIn();
    calls.add(call);
    meanwhile.run();
    goOut();
    ErrandAnswer answer = new ErrandAnswer(errands, toErrands, orders);
    errands = List.of();
    return answer;
  }

  ErrandCall lastCall() {
    return calls.get(calls.size() - 1);
  }

  private void comeIn() throws LinkException {
    atOnce++;
    mostAtOnce = Math.max(mostAtOnce, atOnce);
    if (away) {
      atOnce--;
      throw new LinkException(Kind.NO_WAY, "no way to the gateway");
    }
  }

  private void goOut() throws LinkException {
    atOnce--;
    if (lost > 0) {
      lost--;
      throw new LinkException(Kind.UNREACHABLE, "no answer in time");
    }
  }
}
