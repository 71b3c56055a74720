package org.legim.catalogue;

import java.util.Optional;
import java.util.function.Supplier;
import org.legim.image.RefusedException;
import org.legim.image.WriteCondition;

/** What makes the records of images whose blobs are durable on this node. */
public interface ImageWrites {

  /**
   * Stores an image under a new id.
   *
   * @param freshId makes ids until one is free
   * @param key recognises a repeated request, which then gets the image of the first
   * @throws RefusedException if the key was used for other bytes, or its image is gone
   */
  Stored add(NewImage image, Supplier<String> freshId, Optional<UploadKey> key)
      throws RefusedException;

  /**
   * Stores an image under a given id, replacing what is there.
   *
   * @throws RefusedException if the condition does not hold for what is there
   */
  Stored put(String id, NewImage image, WriteCondition condition) throws RefusedException;
}
