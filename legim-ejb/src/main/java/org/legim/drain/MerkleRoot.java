package org.legim.drain;

import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import org.legim.blob.Sha256;

/**
 * The root of a Merkle tree, as RFC 9162 section 2.1.1 has it, over entries that come one by one.
 */
final class MerkleRoot {

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final MessageDigest digest = Sha256.newDigest();

  /** Perfect trees over all entries so far, each smaller than the one below it. */
  private final Deque<Perfect> perfect = new ArrayDeque<>();

  /** Adds the next entry. */
  void add(byte[] entry) {
    digest.update(LEAF);
    Perfect added = new Perfect(1, digest.digest(entry));
    while (!perfect.isEmpty() && perfect.peek().entries == added.entries) {
      added = join(perfect.pop(), added);
    }
    perfect.push(added);
  }

  private Perfect join(Perfect left, Perfect right) {
    digest.update(NODE);
    digest.update(left.hash);
    return new Perfect(left.entries + right.entries, digest.digest(right.hash));
  }

  /** The root over all entries so far, in hexadecimal digits; ends this. */
  String finish() {
    if (perfect.isEmpty()) {
      return HexFormat.of().formatHex(digest.digest());
    }
    Perfect root = perfect.pop();
    while (!perfect.isEmpty()) {
      root = join(perfect.pop(), root);
    }
    return HexFormat.of().formatHex(root.hash);
  }

  private static final class Perfect {
    private final long entries;
    private final byte[] hash;

    Perfect(long entries, byte[] hash) {
      this.entries = entries;
      this.hash = hash;
    }
  }
}
