package org.legim.launcher;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/**
 * SIGTERM, Ctrl-C and a closed terminal, caught before the JVM begins to shut down: a shutdown hook
 * would run beside the server's own, which takes the application off the network first, and could
 * not choose the exit code. A second signal means at once.
 */
final class StopSignals {
  private static final List<String> NAMES = List.of("TERM", "INT", "HUP");

  private final CountDownLatch asked = new CountDownLatch(1);
  private final AtomicReference<String> first = new AtomicReference<>();
  private final Runnable hurry;

  /**
   * @param hurry what a second signal does
   */
  StopSignals(Runnable hurry) {
    this.hurry = hurry;
  }

  /** Takes the signals over, where the platform has them and the JVM lets go of them. */
  void install() {
    NAMES.forEach(this::install);
  }

  /** Waits until a signal has asked the process to stop, and names it, as in {@code SIGTERM}. */
  String await() throws InterruptedException {
    asked.await();
    return first.get();
  }

  /** Whether a signal has asked the process to stop. */
  boolean received() {
    return first.get() != null;
  }

  void receive(String name) {
    if (first.compareAndSet(null, name)) {
      asked.countDown();
    } else {
      hurry.run();
    }
  }

  /**
   * By reflection, since javac warns of every mention of {@code sun.misc}, and warnings are errors.
   */
  private void install(String name) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Method handle = signal.getMethod("handle", signal, handler);
      Object receiver =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                receive("SIG" + name);
                return null;
              });
      handle.invoke(null, signal.getConstructor(String.class).newInstance(name), receiver);
    } catch (ReflectiveOperationException e) {
      // Windows has no HUP, and -Xrs keeps all of them from us: the JVM's own ending remains.
      System.getLogger(StopSignals.class.getName())
          .log(System.Logger.Level.DEBUG, "signal " + name + " is not available", e);
    }
  }
}
