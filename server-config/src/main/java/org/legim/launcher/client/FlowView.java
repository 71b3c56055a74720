package org.legim.launcher.client;

/**
 * What moves for one reason, as {@code GET /flows} shows it. Texts are fit to be printed.
 *
 * @param drain the id of the drain that it moves for, or an empty text
 */
public record FlowView(
    String reason,
    String drain,
    long images,
    long bytes,
    long bytesPerSecond,
    long imagesLeft,
    long bytesLeft) {}
