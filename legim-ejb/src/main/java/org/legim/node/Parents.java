package org.legim.node;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.legim.link.ParentClient;

/**
 * The links to the nodes that have been this one's parent, one for each URL. They stay open until
 * the end: of a former parent, calls may still be under way. Thread-safe.
 */
final class Parents implements Closeable {

  private final Function<URI, ParentClient> open;
  private final ConcurrentMap<String, ParentClient> links = new ConcurrentHashMap<>();

  Parents(Function<URI, ParentClient> open) {
    this.open = open;
  }

  /** The link to the node that is deployed at a URL. */
  ParentClient link(String url) {
    return links.computeIfAbsent(url, at -> open.apply(URI.create(at)));
  }

  @Override
  public void close() throws IOException {
    IOException failed = null;
    for (ParentClient link : links.values()) {
      try {
        link.close();
      } catch (IOException e) {
        failed = e;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
