package org.legim.catalogue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.legim.blob.Sha256;
import org.legim.link.Report;

/**
 * Numbers of 64 bits by which two nodes find out whether they know the same: those of all blobs and
 * records, combined by exclusive or. They find accidents, not attacks.
 */
final class Digests {

  private static final int HEX = 16;

  private Digests() {}

  static long of(Sha256 blob) {
    return firstBytes("b " + blob.hex());
  }

  static long of(ImageRecord image) {
    return of(image.id(), image.revision(), image.sha256());
  }

  static long of(String id, Revision revision, Sha256 blob) {
    return firstBytes(
        "i " + id + " " + revision.epoch() + " " + revision.counter() + " " + blob.hex());
  }

  /** Which of the {@link Report#PREFIXES} prefixes a hash begins with. */
  static int prefix(Sha256 blob) {
    return Integer.parseInt(blob.hex(), 0, Report.PREFIX_DIGITS, HEX);
  }

  /** The digits of a prefix. */
  static String digits(int prefix) {
    return String.format("%0" + Report.PREFIX_DIGITS + "x", prefix);
  }

  private static long firstBytes(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return ByteBuffer.wrap(sha256.digest(text.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
