import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.legim.link.ImageEntry;
import org.legim.link.Report;

/**
 * Images that nobody keeps in memory: everything about number k follows from k. They are spread
 * evenly over the leaves and over all hashes, and their hashes rise with their numbers. Leaves
 * whose numbers differ by a multiple of {@link #groups} hold the same ones.
 *
 * @param copies how many leaves hold each image; divides the number of leaves
 */
record Images(int leaves, int perLeaf, int copies) {

  static final long BYTES = 200_000;
  static final long TIME = 1_700_000_000_000L;
  private static final String ID = "image-";

  int count() {
    return groups() * perLeaf;
  }

  int groups() {
    return leaves / copies;
  }

  static String id(int k) {
    String digits = Integer.toString(k);
    return ID + "0000000000".substring(digits.length()) + digits;
  }

  /** The number of an id; -1 if it was not made here. */
  static int number(String id) {
    return id.startsWith(ID) ? Integer.parseInt(id.substring(ID.length())) : -1;
  }

  String hash(int k) {
    long step = Long.divideUnsigned(-1L, count());
    HexFormat hex = HexFormat.of();
    StringBuilder digits = new StringBuilder(64);
    digits.append(hex.toHexDigits(k * step + Long.remainderUnsigned(mix(k), step)));
    for (int part = 1; part < 4; part++) {
      digits.append(hex.toHexDigits(mix(4L * k + part)));
    }
    return digits.toString();
  }

  static long revision(int k) {
    return k + 1L;
  }

  ImageEntry entry(int k) {
    return new ImageEntry(
        id(k), 1, revision(k), "photo.jpg", "image/jpeg", BYTES, 4000, 3000, hash(k), TIME, TIME);
  }

  /** Which leaves hold an image: those of this group. */
  int group(int k) {
    return (int) ((k % groups() + Math.floorMod(mix(k / groups()), (long) groups())) % groups());
  }

  boolean holds(int leaf, int k) {
    return k >= 0 && k < count() && group(k) == leaf % groups();
  }

  /** The number of a leaf's image, of {@code perLeaf}, in the order of their hashes. */
  int ofLeaf(int leaf, int index) {
    long turn = Math.floorMod(mix(index), (long) groups());
    return index * groups() + (int) Math.floorMod(leaf - turn, (long) groups());
  }

  /** As in {@code org.legim.catalogue.Digests}. */
  static long blobDigest(MessageDigest sha256, String hash) {
    return first("b " + hash, sha256);
  }

  /** As in {@code org.legim.catalogue.Digests}. */
  static long recordDigest(MessageDigest sha256, ImageEntry image) {
    return first(
        "i " + image.id() + " " + image.epoch() + " " + image.counter() + " " + image.sha256(),
        sha256);
  }

  static int prefix(String hash) {
    return Integer.parseInt(hash, 0, Report.PREFIX_DIGITS, 16);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long first(String text, MessageDigest sha256) {
    byte[] hash = sha256.digest(text.getBytes(StandardCharsets.ISO_8859_1));
    return java.nio.ByteBuffer.wrap(hash).getLong();
  }

  // SplitMix64.
  private static long mix(long seed) {
    long z = seed * 0x9e3779b97f4a7c15L + 0x632be59bd9b4e019L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
