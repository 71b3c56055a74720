package org.legim.launcher.client;

import java.net.URI;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import org.legim.launcher.client.BlobPage.Blob;
import org.legim.launcher.client.DrainView.Certificate;
import org.legim.launcher.client.ReadBack.Fate;

/**
 * Checks a drain without trust in the gateway's word: computes the root of its certificate from
 * what is listed, and reads every blob back.
 */
public final class DrainCheck {
  private final DrainApi drains;
  private final ReadBack images;
  private final Consumer<String> complaints;
  private final MerkleTree tree = new MerkleTree();

  private boolean checked;
  private long blobs;
  private long bytes;
  private long deleted;
  private long wrong;

  /**
   * A check that has yet to run, once.
   *
   * @param complaints takes a line for each blob that is not as it should be
   */
  public DrainCheck(URI node, Optional<String> apiKey, Consumer<String> complaints) {
    this.drains = new DrainApi(node, apiKey);
    this.images = new ReadBack(node, apiKey);
    this.complaints = complaints;
  }

  /** Whether all is as it should be; each thing that is not has been complained about. */
  public boolean run(String id) throws ApiException, InterruptedException {
    DrainView drain = drains.find(id);
    if (drain.certificate().isEmpty()) {
      complaints.accept(
          "the drain %s is %s; it has a certificate once it is gone".formatted(id, drain.state()));
      return false;
    }
    checked = true;
    Optional<String> after = Optional.of("");
    while (after.isPresent()) {
      BlobPage page = drains.handedOver(id, after.get());
      for (Blob blob : page.blobs()) {
        count(blob);
        read(blob);
      }
      after = page.next();
    }
    compare(drain.certificate().get());
    return wrong == 0;
  }

  private void count(Blob blob) throws ApiException {
    try {
      tree.add(HexFormat.of().parseHex(blob.sha256()));
    } catch (IllegalArgumentException e) {
      throw new ApiException("\"%s\" is no SHA-256".formatted(blob.sha256()), e);
    }
    blobs++;
    bytes += blob.bytes();
  }

  private void read(Blob blob) throws InterruptedException {
    try {
      Fate fate = images.read(blob);
      if (fate == Fate.DELETED) {
        deleted++;
      } else if (fate == Fate.DAMAGED) {
        complain("blob %s does not come back with its bytes".formatted(blob.sha256()));
      }
    } catch (ApiException e) {
      complain("blob %s: %s".formatted(blob.sha256(), e.getMessage()));
    }
  }

  private void compare(Certificate certificate) {
    Certificate listed = new Certificate(blobs, bytes, tree.root());
    if (!listed.equals(certificate)) {
      complain(
          "the certificate is about %s, and what is listed is %s"
              .formatted(words(certificate), words(listed)));
    }
  }

  private void complain(String line) {
    wrong++;
    complaints.accept(line);
  }

  private static String words(Certificate certificate) {
    return "%d blobs, %d bytes, root %s"
        .formatted(certificate.blobs(), certificate.bytes(), certificate.root());
  }

  /** What was found, in one line; none if nothing was looked at. */
  public Optional<String> summary() {
    return checked ? Optional.of(words()) : Optional.empty();
  }

  private String words() {
    String found = words(new Certificate(blobs, bytes, tree.root()));
    if (wrong > 0) {
      return "%s: %d complaints".formatted(found, wrong);
    }
    return deleted == 0
        ? found + ": all found with equal bytes"
        : "%s: %d found with equal bytes, %d deleted or replaced since"
            .formatted(found, blobs - deleted, deleted);
  }
}
