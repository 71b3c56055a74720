package org.legim.launcher.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The libraries of the application, out of its WAR. In the launcher's own jar they would stand
 * above those of the application in the class loaders, and shadow them.
 */
public final class WarLibrary implements CatalogueLibrary {
  private static final String LIBRARIES = "WEB-INF/lib/";
  private static final String CLASS = "org.legim.catalogue.CatalogueBackup";

  /** Of all that the libraries log; held, as the JDK holds loggers only weakly. */
  private static final Logger ROOT = Logger.getLogger("");

  private final Path war;

  public WarLibrary(Path war) {
    this.war = war;
  }

  @Override
  public Contents copy(Path catalogue, Path copy) throws BackupException {
    return call("copy", List.of(catalogue, copy, nativeFolder(catalogue)));
  }

  @Override
  public Contents renew(Path copy) throws BackupException {
    return call("renew", List.of(copy, nativeFolder(copy)));
  }

  /** Where the node unpacks native libraries: {@code /tmp} may forbid to execute them. */
  private static Path nativeFolder(Path catalogue) throws BackupException {
    Path folder = catalogue.toAbsolutePath().resolveSibling("native");
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new BackupException(folder + " cannot be created: " + e, e);
    }
  }

  private Contents call(String method, List<Path> arguments) throws BackupException {
    ROOT.setLevel(Level.SEVERE);
    Path folder = unpack();
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(jars(folder), ClassLoader.getPlatformClassLoader())) {
      Thread.currentThread().setContextClassLoader(loader);
      return contents(
          loader
              .loadClass(CLASS)
              .getMethod(method, arguments.stream().map(each -> Path.class).toArray(Class[]::new))
              .invoke(null, arguments.toArray()));
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      throw new BackupException(
          Objects.requireNonNullElse(cause.getMessage(), cause.toString()), cause);
    } catch (ReflectiveOperationException | IOException e) {
      throw new BackupException(war + " is of another version than the launcher: " + e, e);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
      delete(folder);
    }
  }

  private static Contents contents(Object answer) {
    Map<?, ?> facts = (Map<?, ?>) answer;
    return new Contents(
        String.valueOf(facts.get("schema")), Long.parseLong(String.valueOf(facts.get("images"))));
  }

  private Path unpack() throws BackupException {
    Path folder;
    try {
      folder = Files.createTempDirectory("legim-libraries-");
    } catch (IOException e) {
      throw new BackupException("no temporary folder can be created: " + e, e);
    }
    try (ZipFile zip = new ZipFile(war.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        String name = entry.getName();
        if (name.startsWith(LIBRARIES) && name.endsWith(".jar")) {
          try (InputStream bytes = zip.getInputStream(entry)) {
            Files.copy(bytes, folder.resolve(name.substring(name.lastIndexOf('/') + 1)));
          }
        }
      }
      return folder;
    } catch (IOException e) {
      delete(folder);
      throw new BackupException("the libraries of " + war + " cannot be unpacked: " + e, e);
    }
  }

  private static URL[] jars(Path folder) throws IOException {
    List<URL> jars = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        jars.add(file.toUri().toURL());
      }
    }
    return jars.toArray(URL[]::new);
  }

  /** Best effort: what stays is in the folder for temporary files. */
  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(BackupFolder::deleteQuietly);
    } catch (IOException | UncheckedIOException e) {
      folder.toFile().deleteOnExit();
    }
  }
}
