package org.legim.route;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.legim.blob.Blob;
import org.legim.blob.Sha256;
import org.legim.link.BlobLink;
import org.legim.link.BlobStream;
import org.legim.link.ImageEntry;
import org.legim.link.LinkException;
import org.legim.link.Parcel;
import org.legim.link.Receipt;

/** Nodes below this one that answer as a test says, asked in the order of their making. */
final class FakeBranches implements Branches {

  final List<String> requests = new ArrayList<>();
  final List<String> closed = new ArrayList<>();
  private final Map<String, Answer> nodes = new LinkedHashMap<>();
  private final long length;

  /** All nodes say that the blob has so many bytes. */
  FakeBranches(long length) {
    this.length = length;
  }

  /** A node that has the bytes. */
  FakeBranches whole(String node, byte[] bytes) {
    return answering(node, (from, count) -> part(bytes, from, count));
  }

  /** A node whose connection breaks after so many bytes of what it was asked for. */
  FakeBranches breaking(String node, byte[] bytes, int after) {
    return answering(
        node,
        (from, count) -> {
          byte[] all = part(bytes, from, count);
          return Arrays.copyOf(all, Math.min(all.length, after));
        });
  }

  /** A node that refuses. */
  FakeBranches refusing(String node, LinkException.Kind kind) {
    return answering(
        node,
        (from, count) -> {
          throw new LinkException(kind, node);
        });
  }

  FakeBranches answering(String node, Answer answer) {
    nodes.put(node, answer);
    return this;
  }

  private static byte[] part(byte[] bytes, long from, long count) {
    int end = count < 0 ? bytes.length : (int) (from + count);
    return Arrays.copyOfRange(bytes, (int) from, end);
  }

  @Override
  public List<String> reachable(Collection<String> asked) {
    return nodes.keySet().stream().filter(asked::contains).toList();
  }

  @Override
  public Optional<BlobLink> towards(String node) {
    return nodes.containsKey(node) ? Optional.of(new Link()) : Optional.empty();
  }

  /** What a node sends: if that is less than was asked for, the connection breaks after it. */
  @FunctionalInterface
  interface Answer {
    byte[] bytes(long from, long count) throws LinkException;
  }

  private final class Link implements BlobLink {

    @Override
    public List<Receipt> send(String node, List<Parcel> parcels) {
      throw new UnsupportedOperationException();
    }

    @Override
    public BlobStream open(String node, Sha256 hash, long from, long count) throws LinkException {
      requests.add(node + " " + from + " " + count);
      byte[] bytes = nodes.get(node).bytes(from, count);
      InputStream broken =
          new InputStream() {
            @Override
            public int read() throws IOException {
              throw new LinkException(LinkException.Kind.FAILED, node + " broke off");
            }
          };
      InputStream body = new SequenceInputStream(new ByteArrayInputStream(bytes), broken);
      long announced = count < 0 ? length - from : count;
      return new BlobStream(body, announced, () -> closed.add(node));
    }

    @Override
    public void put(String node, Blob blob, ImageEntry image) {
      throw new UnsupportedOperationException();
    }
  }
}
