package org.legim.launcher.client;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;

/**
 * The Merkle tree hash of RFC 9162 section 2.1.1, over leaves that come one by one; it keeps one
 * hash for each power of two in their number.
 */
final class MerkleTree {
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  /** Complete subtrees from left to right, the last on top, each smaller than the one before. */
  private final Deque<byte[]> subtrees = new ArrayDeque<>();

  private long leaves;

  void add(byte[] leaf) {
    byte[] subtree = sha256(LEAF, leaf, new byte[0]);
    leaves++;
    // Each trailing zero of the number of leaves is a pair of subtrees of equal size.
    for (long pairs = leaves; pairs % 2 == 0; pairs /= 2) {
      subtree = sha256(NODE, subtrees.pop(), subtree);
    }
    subtrees.push(subtree);
  }

  /** The hash over all that were added, in hexadecimal digits. */
  String root() {
    byte[] root = null;
    for (byte[] left : subtrees) {
      root = root == null ? left : sha256(NODE, left, root);
    }
    return HexFormat.of().formatHex(root == null ? sha256().digest() : root);
  }

  private static byte[] sha256(byte kind, byte[] left, byte[] right) {
    MessageDigest digest = sha256();
    digest.update(kind);
    digest.update(left);
    digest.update(right);
    return digest.digest();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
