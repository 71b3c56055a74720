package org.legim.drain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.legim.blob.Sha256;
import org.legim.errand.Flights.Flight;
import org.legim.flow.Reason;
import org.legim.link.DrainNotice;
import org.legim.link.DrainNotice.Phase;
import org.legim.link.Errand;
import org.legim.link.ErrandAnswer;
import org.legim.link.ErrandCall;
import org.legim.link.ErrandOutcome;
import org.legim.link.ErrandOutcome.Result;
import org.legim.link.LinkException;

/** Answers the nodes that ask for errands. */
final class ErrandDesk {

  private static final int MOST_ERRANDS = 2000;

  private final Shared shared;
  private final Register register;
  private final Consumer<Flight> relieved;

  /**
   * @param relieved hears of copies that were made for relief
   */
  ErrandDesk(Shared shared, Register register, Consumer<Flight> relieved) {
    this.shared = shared;
    this.register = register;
    this.relieved = relieved;
  }

  /** See {@link Drains#errands}. */
  ErrandAnswer answer(ErrandCall call) throws LinkException {
    call.done().forEach(outcome -> take(call.node(), outcome));
    Optional<DrainNotice> gone = register.gone(call.node(), call.run());
    if (gone.isPresent()) {
      return new ErrandAnswer(List.of(), gone.get(), false);
    }
    if (shared.site().tree().member(call.node()).isEmpty()) {
      throw new LinkException(
          LinkException.Kind.REFUSED, "node " + call.node() + " is no member of this tree");
    }
    Optional<LeavingNode> departure = register.departure(call.node());
    return departure.isPresent() ? leaving(call, departure.get()) : staying(call);
  }

  private ErrandAnswer leaving(ErrandCall call, LeavingNode departure) {
    Drain drain = departure.drain();
    List<Errand> errands = new ArrayList<>();
    if (!shared.site().tree().isRecovering() && drain.isPlanned()) {
      int wanted = wanted(call);
      errands.addAll(shared.outbox().take(call.node(), wanted));
      errands.addAll(departure.next(wanted - errands.size()));
      // Only a node that knows that it leaves holds nothing for good when it says so.
      if (errands.isEmpty()
          && call.held() == 0
          && drain.id().equals(call.drain())
          && register.letGo(departure)) {
        return new ErrandAnswer(List.of(), new DrainNotice(drain.id(), Phase.GONE, null), false);
      }
    }
    return new ErrandAnswer(
        errands, new DrainNotice(drain.id(), Phase.DRAINING, null), hasOrders(call.node()));
  }

  private ErrandAnswer staying(ErrandCall call) {
    DrainNotice notice = null;
    if (call.drain() == null) {
      register.notices().heard(call.node());
    } else {
      notice = register.notices().over(call.node(), call.run(), call.drain());
    }
    List<Errand> errands =
        shared.site().tree().isRecovering() || notice != null
            ? List.of()
            : shared.outbox().take(call.node(), wanted(call));
    return new ErrandAnswer(errands, notice, hasOrders(call.node()));
  }

  private static int wanted(ErrandCall call) {
    return Math.max(0, Math.min(MOST_ERRANDS, call.wanted()));
  }

  private boolean hasOrders(String node) {
    return shared.site().ledger().awaited().contains(node);
  }

  private void take(String sender, ErrandOutcome outcome) {
    if (outcome.sha256() == null || !Sha256.isValid(outcome.sha256()) || outcome.result() == null) {
      return;
    }
    Sha256 blob = new Sha256(outcome.sha256());
    if (outcome.result() == Result.SENT) {
      shared.flights().sent(blob, sender, outcome.receiver()).ifPresent(this::sent);
    } else {
      shared
          .flights()
          .failed(blob, sender, outcome.receiver())
          .ifPresent(flight -> failed(flight, outcome));
    }
  }

  private void sent(Flight flight) {
    flight.drain().flatMap(register::drain).ifPresent(drain -> drain.copied(flight));
    if (flight.reason() == Reason.RELIEF) {
      relieved.accept(flight);
    }
    shared.dispatch().ends().sent(flight);
    if (flight.receiver().equals(shared.site().self())) {
      register.lookAgain(); // the gateway makes no reports
    }
  }

  private void failed(Flight flight, ErrandOutcome outcome) {
    if (flight.reason() != Reason.CHECK) {
      notCopied(flight, outcome);
    }
    shared.dispatch().ends().failed(flight, outcome);
  }

  private void notCopied(Flight flight, ErrandOutcome outcome) {
    switch (outcome.result()) {
      case DAMAGED, ABSENT -> { // another holder may have it whole
        shared.damaged().add(flight.blob(), flight.sender());
        shared.reservations().giveBack(flight);
      }
      case NO_ROOM -> {
        shared.setbacks().full(flight.receiver());
        shared.setbacks().failed(flight.blob(), flight.receiver());
      }
      default -> {
        shared.setbacks().failed(flight.blob(), flight.receiver());
        shared.reservations().giveBack(flight);
      }
    }
    flight
        .drain()
        .flatMap(register::drain)
        .ifPresent(drain -> drain.errors().add(sentence(flight, outcome)));
    register.lookAgain();
  }

  private String sentence(Flight flight, ErrandOutcome outcome) {
    String sender = shared.site().tree().nameOf(flight.sender());
    String receiver = shared.site().tree().nameOf(flight.receiver());
    String detail = outcome.detail() == null ? "" : ": " + outcome.detail();
    return switch (outcome.result()) {
      case DAMAGED -> "blob " + flight.blob() + " is damaged at " + sender + detail;
      case NO_ROOM -> receiver + " had no room for a blob of " + flight.bytes() + " bytes" + detail;
      case ABSENT -> "blob " + flight.blob() + " was not found at " + sender + detail;
      default -> sender + " could not copy a blob to " + receiver + detail;
    };
  }
}
