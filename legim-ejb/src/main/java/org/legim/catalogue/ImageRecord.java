package org.legim.catalogue;

import java.time.Instant;
import java.util.Optional;
import org.legim.blob.Sha256;
import org.legim.image.ImageSize;

/**
 * What exists under an id: facts about an image, and the blob that is its bytes.
 *
 * @param id the image's id
 * @param revision how new this record is
 * @param name the file name that the client gave, or an empty text
 * @param type the media type, as judged by the bytes
 * @param bytes the length of the image
 * @param size width and height; empty for an SVG that has none
 * @param sha256 the name of the blob
 * @param created when the id was first stored
 * @param modified when its present bytes were stored
 */
public record ImageRecord(
    String id,
    Revision revision,
    String name,
    String type,
    long bytes,
    Optional<ImageSize> size,
    Sha256 sha256,
    Instant created,
    Instant modified) {}
