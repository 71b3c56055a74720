package org.legim.launcher;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the parts of a node lie; all were built beside each other.
 *
 * @param war the application
 * @param extension what Payara Micro loads to answer errors as Legim does
 */
record Installation(Path war, Path extension) {
  /** System property that names another WAR, for tests. */
  static final String WAR_PROPERTY = "legim.war";

  static Installation find() throws Refusal {
    Path launcher = launcher();
    Path war = launcher.resolveSibling("../../legim-war/target/legim.war").normalize();
    return of(
        Path.of(System.getProperty(WAR_PROPERTY, war.toString())),
        launcher.resolveSibling("legim-payara.jar"));
  }

  static Installation of(Path war, Path extension) throws Refusal {
    return new Installation(present(war), present(extension));
  }

  private static Path present(Path file) throws Refusal {
    if (!Files.isRegularFile(file)) {
      throw new Refusal(file + " is missing; ./legim builds it where the sources are");
    }
    return file.toAbsolutePath();
  }

  /** The jar that runs {@code ./legim}. */
  static Path launcherJar() throws Refusal {
    return present(launcher());
  }

  private static Path launcher() {
    try {
      return Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
