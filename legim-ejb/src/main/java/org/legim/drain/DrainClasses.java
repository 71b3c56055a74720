package org.legim.drain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.legim.errand.CourierClasses;
import org.legim.link.DrainNotice;
import org.legim.link.Errand;
import org.legim.link.ErrandAnswer;
import org.legim.link.ErrandCall;
import org.legim.link.ErrandOutcome;
import org.legim.link.Leave;
import org.legim.link.Parcel;
import org.legim.link.Receipt;
import org.legim.link.StopOrder;

/**
 * The classes that a node needs to stop. Some servers take an application's class loader away from
 * it while they undeploy it, so that nothing can be loaded for the first time then.
 */
public final class DrainClasses {

  private static final List<Class<?>> OF_A_STOP =
      List.of(
          ChildOrders.class,
          WayOut.class,
          DrainFile.class,
          DrainGateway.class,
          DrainIntent.class,
          ErrandTalk.class,
          Ingathering.class,
          Leaving.class,
          Outcome.class,
          TreeChildren.class,
          TreeStop.class,
          Turns.class,
          DrainNotice.class,
          Errand.class,
          ErrandAnswer.class,
          ErrandCall.class,
          ErrandOutcome.class,
          Leave.class,
          Parcel.class,
          Receipt.class,
          StopOrder.class);

  private DrainClasses() {}

  /** Loads and initializes all; to be called once, when the node starts. */
  public static void warmUp() {
    for (Class<?> each : all()) {
      try {
        Class.forName(each.getName(), true, each.getClassLoader());
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException(each + " is loaded, and cannot be found", e);
      }
    }
    DrainFile.warmUp();
  }

  /** With those within them, which the compiler makes of switches and anonymous classes too. */
  static List<Class<?>> all() {
    List<Class<?>> all = new ArrayList<>();
    Stream.concat(OF_A_STOP.stream(), CourierClasses.all().stream())
        .forEach(host -> all.addAll(List.of(host.getNestMembers())));
    return all;
  }
}
