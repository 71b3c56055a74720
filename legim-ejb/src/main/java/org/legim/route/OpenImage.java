package org.legim.route;

import java.io.Closeable;
import java.io.IOException;
import org.legim.blob.Blob;
import org.legim.catalogue.ImageRecord;

/**
 * An image whose bytes can be read.
 *
 * @param record what it is
 * @param blob its bytes
 */
public record OpenImage(ImageRecord record, Blob blob) implements Closeable {

  @Override
  public void close() throws IOException {
    blob.close();
  }
}
