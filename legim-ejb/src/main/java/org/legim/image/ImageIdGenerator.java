package org.legim.image;

import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidFactory;
import java.time.InstantSource;

/**
 * Makes ids for images whose senders chose none: ULIDs in lower case, 26 characters. Ids of one
 * generator rise strictly, even when the clock is set back; ids of different generators follow the
 * clock to the millisecond. Thread-safe.
 */
public final class ImageIdGenerator {
  private final UlidFactory factory = UlidFactory.newInstance();
  private final InstantSource clock;
  private Ulid last = Ulid.MIN;

  public ImageIdGenerator() {
    this(InstantSource.system());
  }

  ImageIdGenerator(InstantSource clock) {
    this.clock = clock;
  }

  /** A new id, {@linkplain ImageId#isValid valid} and greater than all before it. */
  public synchronized String next() {
    Ulid candidate = factory.create(clock.millis());
    // the library's own monotonic factory starts anew when the clock is set back by 10 seconds
    last = candidate.compareTo(last) > 0 ? candidate : last.increment();
    return last.toLowerCase();
  }
}
