package org.legim.image;

import java.io.IOException;

/** What a file's header says is wrong, in contrast to the disk failing to give it. */
final class BadHeaderException extends IOException {
  /**
   * @param why the second half of a sentence that {@link UnreadableImageException} begins
   */
  BadHeaderException(String why) {
    super(why);
  }

  BadHeaderException(String why, Throwable cause) {
    super(why, cause);
  }
}
