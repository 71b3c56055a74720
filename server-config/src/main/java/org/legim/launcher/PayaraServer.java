package org.legim.launcher;

import fish.payara.micro.BootstrapException;
import fish.payara.micro.boot.PayaraMicroBoot;
import fish.payara.micro.boot.PayaraMicroLauncher;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Logger;

/** Payara Micro in this JVM, with the WAR deployed. */
final class PayaraServer {
  /** Of Payara's launcher; held, as the JDK holds loggers only weakly. */
  private static final Logger SHUTDOWN_HOOK = Logger.getLogger("PayaraMicro");

  private final PayaraMicroBoot payara;

  private PayaraServer(PayaraMicroBoot payara) {
    this.payara = payara;
  }

  /** Starts the server and deploys; returns when the application is up. */
  static PayaraServer start(PayaraArguments arguments, Path extension) throws StartFailure {
    DeploymentWatch deployment = new DeploymentWatch();
    deployment.begin();
    try {
      PayaraMicroBoot payara =
          PayaraMicroLauncher.create(arguments.toList().toArray(String[]::new));
      Optional<String> failure = deployment.failure();
      if (failure.isPresent()) {
        throw new StartFailure("the application did not start: " + failure.get());
      }
      payara.addLibrary(extension.toFile());
      ClassLoader loader = payara.getClass().getClassLoader();
      loader.loadClass("org.legim.payara.ErrorAnswers").getMethod("install").invoke(null);
      return new PayaraServer(payara);
    } catch (StartFailure e) {
      throw e;
    } catch (Exception e) {
      throw new StartFailure("the server did not start: " + DeploymentWatch.rootCause(e));
    } finally {
      deployment.end();
    }
  }

  /** Stops in order; returns when the application's last {@code @PreDestroy} has ended. */
  void stop() throws BootstrapException {
    payara.shutdown();
  }

  /** Payara's shutdown hook complains when the server has been stopped before. */
  static void silenceShutdownHook() {
    SHUTDOWN_HOOK.setFilter(record -> false);
  }
}
