package org.legim.catalogue;

import java.util.Optional;

/**
 * A write that has its revision, and is not yet true.
 *
 * @param image the record as it will stand
 * @param key what the client will know it by
 * @param made whether this gateway has made the id, so that nobody else can have used it
 */
public record PreparedWrite(ImageRecord image, Optional<UploadKey> key, boolean made) {}
