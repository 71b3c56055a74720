package org.legim.launcher;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * SIGTERM, Ctrl-C and a closed terminal, caught before the JVM begins to shut down: a shutdown hook
 * would run beside the server's own, which takes the application off the network first, and could
 * not choose the exit code. Every further signal hurries.
 */
final class StopSignals {
  private static final List<String> NAMES = List.of("TERM", "INT", "HUP");

  private final CountDownLatch asked = new CountDownLatch(1);
  private final AtomicReference<String> first = new AtomicReference<>();
  private final Runnable hurry;

  /**
   * @param hurry what each further signal does
   */
  StopSignals(Runnable hurry) {
    this.hurry = hurry;
  }

  /** Takes the signals over, where the platform has them and the JVM lets go of them. */
  void install() {
    NAMES.forEach(name -> install(name, () -> receive("SIG" + name)));
  }

  /**
   * Takes SIGTERM over and leaves the terminal to the process that started this one: Ctrl-C goes to
   * both, and it is for that one to say who stops when.
   */
  void installBelowAnother() {
    install("TERM", () -> receive("SIGTERM"));
    install("INT", () -> {});
    install("HUP", () -> {});
  }

  /** Asks the process to stop, for another reason than a signal; again is not at once. */
  void ask(String reason) {
    if (first.compareAndSet(null, reason)) {
      asked.countDown();
    }
  }

  /** Waits until the process is asked to stop, and says by what, as in {@code SIGTERM}. */
  String await() throws InterruptedException {
    asked.await();
    return first.get();
  }

  /** Waits for that only so long, and says whether it has come. */
  boolean await(Duration patience) throws InterruptedException {
    return asked.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether the process has been asked to stop. */
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
  private void install(String name, Runnable receiver) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Method handle = signal.getMethod("handle", signal, handler);
      Object proxied =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                receiver.run();
                return null;
              });
      handle.invoke(null, signal.getConstructor(String.class).newInstance(name), proxied);
    } catch (ReflectiveOperationException e) {
      // Windows has no HUP, and -Xrs keeps all of them from us: the JVM's own ending remains.
      System.getLogger(StopSignals.class.getName())
          .log(System.Logger.Level.DEBUG, "signal " + name + " is not available", e);
    }
  }
}
