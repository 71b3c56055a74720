package org.legim.launcher.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What runs in the processes of the demo in place of nodes: joins by a file in the common folder,
 * and shows all who did in a flat tree.
 */
final class FakeNodeProcess {
  private static final Path FOLDER = Path.of("");

  private FakeNodeProcess() {}

  /** A jar that is started as the launcher's would be. */
  static Path jar(Path file) throws IOException {
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
            .map(entry -> Path.of(entry).toUri().toString())
            .collect(Collectors.joining(" "));
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeNodeProcess.class.getName());
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
    new JarOutputStream(Files.newOutputStream(file), manifest).close();
    return file;
  }

  public static void main(String[] arguments) throws IOException {
    String yaml = Files.readString(Path.of(arguments[1]));
    String name = find("name: (.+)", yaml);
    if (Files.exists(Path.of("doomed-" + name))) {
      System.out.println("legim: " + name + " is doomed");
      System.exit(7);
    }
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(
                InetAddress.getLoopbackAddress(), Integer.parseInt(find("port: (.+)", yaml))),
            0);
    server.createContext("/legim/api/", FakeNodeProcess::answer);
    server.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> append("stopped", name)));
    Files.writeString(FOLDER.resolve(name + ".pid"), String.valueOf(ProcessHandle.current().pid()));
    append("joined", name);
    System.out.println("legim: node " + name + " ready at http://127.0.0.1");
    while (System.in.read() >= 0) {
      // until the lifeline ends
    }
    System.exit(0);
  }

  private static String find(String pattern, String yaml) {
    Matcher matcher = Pattern.compile(pattern).matcher(yaml);
    if (!matcher.find()) {
      throw new IllegalArgumentException(yaml);
    }
    return matcher.group(1);
  }

  private static void append(String file, String line) {
    try {
      Files.writeString(
          FOLDER.resolve(file), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    if (exchange.getRequestMethod().equals("PUT")) {
      append("images", exchange.getRequestURI().getPath());
    }
    List<String> joined = Files.readAllLines(FOLDER.resolve("joined"));
    String children =
        joined.stream()
            .skip(1)
            .map(name -> "{\"name\":\"%s\",\"state\":\"online\",\"images\":48}".formatted(name))
            .collect(Collectors.joining(","));
    byte[] body =
        "{\"name\":\"%s\",\"state\":\"online\",\"children\":[%s]}"
            .formatted(joined.get(0), children)
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
