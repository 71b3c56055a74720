package org.legim.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a node of a test keeps from start to start: a folder with its configuration file, its data
 * and what its processes said, and a port of 127.0.0.1.
 *
 * @param folder where all of it is
 * @param data the node's own folder
 */
record NodeFolder(Path folder, String name, int port, Path data) {

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
      return new NodeFolder(folder, name, freePort(), data.toAbsolutePath()).configured(settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private NodeFolder configured(String... settings) throws IOException {
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
    return this;
  }

  /** A port that nobody listens on now. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
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
    return LegimProcess.launch(folder, port, file().toString());
  }

  /** The uploads under way. */
  List<Path> incoming() throws IOException {
    return filesBelow(data.resolve("incoming"));
  }

  /** The files of all blobs, and whatever else lies among them. */
  List<Path> blobs() throws IOException {
    return filesBelow(data.resolve("blobs"));
  }

  /** The file of one blob. */
  Path blob(String sha256) {
    return data.resolve(Path.of("blobs", sha256.substring(0, 2), sha256.substring(2, 4), sha256));
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause(); // a file that went while we looked: look again
    }
  }
}
