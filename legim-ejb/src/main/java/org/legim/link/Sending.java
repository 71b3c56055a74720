package org.legim.link;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.core5.io.CloseMode;

/** The body of a request while it is written; another thread sees whether it gets on. */
final class Sending extends OutputStream {

  private final ConnectionEndpoint endpoint;
  private final OutputStream out;
  private final LongSupplier nanos;
  private volatile long last;
  private volatile boolean broken;
  private final AtomicLong written = new AtomicLong();

  Sending(ConnectionEndpoint endpoint, OutputStream out, LongSupplier nanos) {
    this.endpoint = endpoint;
    this.out = out;
    this.nanos = nanos;
    this.last = nanos.getAsLong();
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    broken = true;
    out.write(bytes, offset, length);
    broken = false;
    written.addAndGet(length);
    last = nanos.getAsLong();
  }

  /** Whether writing failed, rather than what was to be written. */
  boolean isBroken() {
    return broken;
  }

  /** How many bytes were written. */
  long written() {
    return written.get();
  }

  boolean isOverdue(long now, long limit) {
    return now - last > limit;
  }

  void cut() {
    endpoint.close(CloseMode.IMMEDIATE);
  }
}
