package org.legim.process;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.legim.config.KillPoint;

/**
 * What a node of a test keeps from start to start: a folder with its configuration file, its data
 * and what its processes said, and a port of 127.0.0.1.
 *
 * @param folder where all of it is
 * @param name the node's name; of a folder of the {@linkplain #seed seed's form} only the folder's
 * @param data the node's own folder
 * @param variables of its environment, which win over its file
 */
record NodeFolder(Path folder, String name, int port, Path data, Map<String, String> variables) {

  private static final String LOOPBACK = "127.0.0.1";

  /**
   * Makes the folder of a node.
   *
   * @param settings further lines of the configuration file
   */
  static NodeFolder create(Path parent, String name, String... settings) {
    return create(parent, name, parent.resolve(name).resolve("data"), settings);
  }

  /** The same with the data elsewhere. */
  static NodeFolder create(Path parent, String name, Path data, String... settings) {
    try {
      Path folder = Files.createDirectories(parent.resolve(name)).toRealPath();
      NodeFolder node = new NodeFolder(folder, name, Ports.free(), data.toAbsolutePath(), Map.of());
      node.configure(settings);
      return node;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes the folder of a node whose file says no more than a node must be told to have a parent:
   * its port, and the parent's address. The environment alone keeps it off the network.
   *
   * @param name of the folder
   */
  static NodeFolder seed(Path parent, String name, NodeFolder above) {
    try {
      Path folder = Files.createDirectories(parent.resolve(name)).toRealPath();
      int port = Ports.free();
      Path data = folder.resolve(Path.of("legim-data", "" + port));
      NodeFolder node =
          new NodeFolder(folder, name, port, data, Map.of("LEGIM_NODE_BIND", LOOPBACK));
      Files.writeString(node.file(), "node:\n  port: %d\n\n%s\n".formatted(port, above.asParent()));
      return node;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the configuration file again, with other further lines. */
  void configure(String... settings) throws IOException {
    String node =
        """
        node:
          port: %d
          bind: 127.0.0.1
          name: %s
          data: '%s'
        """
            .formatted(port, name, data);
    Files.writeString(file(), node + String.join("\n", settings) + "\n");
  }

  /** The same node with one more variable in its environment. */
  NodeFolder with(String variable, String value) {
    Map<String, String> more = new HashMap<>(variables);
    more.put(variable, value);
    return new NodeFolder(folder, name, port, data, Map.copyOf(more));
  }

  /** The same node, whose process kills itself when it is somewhere for the nth time. */
  NodeFolder killedAt(KillPoint point, int time) {
    return with(LegimProcess.JAVA_OPTS, "-D%s=%s:%d".formatted(KillPoint.PROPERTY, point, time));
  }

  /** The lines by which another node names this one as its parent. */
  String asParent() {
    return asParent(LOOPBACK);
  }

  /** The same by another address of this machine. */
  String asParent(String ip) {
    return "parent:\n  ip: %s\n  port: %d".formatted(ip, port);
  }

  /** The configuration file. */
  Path file() {
    return folder.resolve("legim.yaml");
  }

  /** Starts the node and waits until it is ready. */
  LegimProcess start() {
    LegimProcess process = launch();
    process.awaitReady();
    return process;
  }

  /** Starts the node and does not wait. */
  LegimProcess launch() {
    return LegimProcess.launch(folder, port, variables, file().toString());
  }

  /** The node's id, which it has once it was ready for the first time. */
  String id() {
    return identity().getString("id");
  }

  /** What the node keeps about itself. */
  JsonObject identity() {
    try (JsonReader reader = Json.createReader(Files.newInputStream(identityFile()))) {
      return reader.readObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it keeps that. */
  Path identityFile() {
    return data.resolve("node.json");
  }

  /** Deletes everything that the node keeps, while it is not running. */
  void deleteData() throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** The uploads under way. */
  List<Path> incoming() throws IOException {
    return filesBelow(data.resolve("incoming"));
  }

  /** The files of all blobs, and whatever else lies among them. */
  List<Path> blobs() throws IOException {
    return filesBelow(data.resolve("blobs"));
  }

  /** The names of these files: the SHA-256 of the blobs. */
  Set<String> blobNames() throws IOException {
    return blobs().stream().map(file -> file.getFileName().toString()).collect(Collectors.toSet());
  }

  /** The file of one blob. */
  Path blob(String sha256) {
    return data.resolve(Path.of("blobs", sha256.substring(0, 2), sha256.substring(2, 4), sha256));
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE; // it went while we looked
            }
            throw e;
          }
        });
    return files;
  }
}
