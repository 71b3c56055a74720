package org.legim.catalogue;

/**
 * A client's name for one file of one request, by which a repeated request is recognised.
 *
 * @param key the {@code Idempotency-Key} of the request
 * @param part which of the request's files, from 0
 */
public record UploadKey(String key, int part) {}
