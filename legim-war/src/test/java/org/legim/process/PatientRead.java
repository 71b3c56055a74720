package org.legim.process;

import java.util.concurrent.atomic.AtomicReference;
import org.legim.testing.Answer;
import org.legim.testing.Api;
import org.legim.testing.Eventually;

/** Reads an image as one does who comes again as long as he is told to, by a 503. */
final class PatientRead {

  private PatientRead() {}

  /** The first answer that is none of these. */
  static Answer of(Api api, String id) throws Exception {
    AtomicReference<Answer> last = new AtomicReference<>();
    Eventually.holds(
        id + " is in reach",
        () -> {
          last.set(api.get("images/" + id));
          return last.get().status() != 503;
        });
    return last.get();
  }
}
