package org.legim.node;

import java.io.InputStream;
import org.legim.blob.Sha256;
import org.legim.link.BlobPart;
import org.legim.link.BlobService;
import org.legim.link.ImageEntry;
import org.legim.link.LinkException;
import org.legim.route.Relay;

/** Answers what neighbours ask of blobs. */
final class BlobDesk implements BlobService {

  private final Relay relay;

  BlobDesk(Relay relay) {
    this.relay = relay;
  }

  @Override
  public BlobPart open(String node, Sha256 hash, long from, long count) throws LinkException {
    return BlobPart.of(relay.open(node, hash, from, count), from, from == 0 && count < 0);
  }

  @Override
  public void receive(String node, Sha256 hash, long length, ImageEntry image, InputStream body)
      throws LinkException {
    relay.receive(node, hash, length, body, image);
  }
}
