package org.legim.drain;

/**
 * What a drain has handed over, so that it can be checked against those who hold it now.
 *
 * @param blobs how many
 * @param bytes how long these are together
 * @param root of the Merkle tree over their hashes in ascending order, built as RFC 9162 section
 *     2.1.1 has it: a leaf is SHA-256 of 0x00 and the 32 bytes of a blob's hash, a node SHA-256 of
 *     0x01 and its two children; in hexadecimal digits
 */
public record Certificate(long blobs, long bytes, String root) {}
