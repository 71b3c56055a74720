package org.legim.deployed;

import java.io.File;
import java.net.URISyntaxException;
import org.assertj.core.api.Assertions;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The archive under test. */
final class DeployedWar {

  private static final File BUILT = new File("target/legim.war");

  private DeployedWar() {}

  /** The WAR that was built, and what is needed to ask questions inside it. */
  static WebArchive withTests() {
    return ShrinkWrap.createFromZipFile(WebArchive.class, BUILT)
        .addClass(InsideIT.class)
        .addAsLibrary(jarOf(Assertions.class));
  }

  private static File jarOf(Class<?> type) {
    try {
      return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
