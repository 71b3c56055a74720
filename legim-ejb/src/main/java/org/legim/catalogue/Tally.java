package org.legim.catalogue;

/**
 * What a node holds.
 *
 * @param images how many images
 * @param blobs how many different blobs
 * @param bytes how many bytes the blobs take
 */
public record Tally(long images, long blobs, long bytes) {

  static final Tally NONE = new Tally(0, 0, 0);
}
