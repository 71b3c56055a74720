package org.legim.image;

import com.drew.lang.SequentialReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Reads an image file's header for the library, and for what it cannot do, at a bounded cost
 * whatever the file says: skipping costs nothing, and both the bytes fetched from the file and
 * those handed out as arrays have a limit. The end of the file and either limit are a {@link
 * BadHeaderException}; any other {@link IOException} is the disk's. Not thread-safe.
 */
final class HeaderReader extends SequentialReader {
  private static final int BUFFER_BYTES = 4096;

  /** Room for two thousand segments of metadata, which is 128 MiB of a JPEG. */
  static final long MAX_FETCHED_BYTES = 8L << 20;

  /** The library keeps what it asks for as an array, so this is what a file can make it hold. */
  static final int MAX_COPIED_BYTES = 256 << 10;

  private final FileChannel channel;
  private final long length;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);

  /** Where in the file the buffer begins. */
  private long bufferStart;

  private long fetched;
  private long copied;

  HeaderReader(FileChannel channel) throws IOException {
    this.channel = channel;
    this.length = channel.size();
  }

  long length() {
    return length;
  }

  /** Moves to any place in the file, or to its end. */
  void seek(long position) throws BadHeaderException {
    if (position < 0 || position > length) {
      throw new BadHeaderException("it ends at byte " + length + " and refers to byte " + position);
    }
    long offset = position - bufferStart;
    if (offset >= 0 && offset <= buffer.limit()) {
      buffer.position((int) offset);
    } else {
      bufferStart = position;
      buffer.limit(0);
    }
  }

  /** Up to that many of the next bytes; fewer at the end of the file. */
  byte[] getBytesUpTo(int count) throws IOException {
    return getBytes((int) Math.min(count, length - getPosition()));
  }

  @Override
  public long getPosition() {
    return bufferStart + buffer.position();
  }

  @Override
  public byte getByte() throws IOException {
    if (!buffer.hasRemaining()) {
      fetch();
    }
    return buffer.get();
  }

  @Override
  public byte[] getBytes(int count) throws IOException {
    if (count < 0 || count > length - getPosition()) {
      throw new BadHeaderException("it ends within its header");
    }
    copied += count;
    if (copied > MAX_COPIED_BYTES) {
      throw new BadHeaderException("its header is too large");
    }
    byte[] bytes = new byte[count];
    getBytes(bytes, 0, count);
    return bytes;
  }

  @Override
  public void getBytes(byte[] target, int offset, int count) throws IOException {
    int done = 0;
    while (done < count) {
      if (!buffer.hasRemaining()) {
        fetch();
      }
      int part = Math.min(count - done, buffer.remaining());
      buffer.get(target, offset + done, part);
      done += part;
    }
  }

  @Override
  public void skip(long count) throws BadHeaderException {
    if (!trySkip(count)) {
      throw new BadHeaderException("it ends within its header");
    }
  }

  @Override
  public boolean trySkip(long count) throws BadHeaderException {
    if (count < 0 || count > length - getPosition()) {
      return false;
    }
    seek(getPosition() + count);
    return true;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, length - getPosition());
  }

  private void fetch() throws IOException {
    long position = getPosition();
    bufferStart = position;
    buffer.clear();
    int count = channel.read(buffer, position);
    buffer.flip();
    if (count <= 0) {
      throw new BadHeaderException("it ends within its header");
    }
    fetched += count;
    if (fetched > MAX_FETCHED_BYTES) {
      throw new BadHeaderException("its header is too large");
    }
  }
}
