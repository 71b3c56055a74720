package org.legim.image;

/**
 * A file that begins like an image but holds none. The message is a whole sentence that may be
 * shown to whoever sent the file.
 */
public final class UnreadableImageException extends Exception {
  UnreadableImageException(ImageFormat format, String why, Throwable cause) {
    super("The " + format + " file cannot be read: " + why + ".", cause);
  }
}
