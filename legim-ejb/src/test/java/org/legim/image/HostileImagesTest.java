package org.legim.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.image.HeifFile.box;
import static org.legim.image.HeifFile.bytes;
import static org.legim.image.HeifFile.extents;
import static org.legim.image.HeifFile.fileType;
import static org.legim.image.HeifFile.fullBox;
import static org.legim.image.HeifFile.ints;
import static org.legim.image.HeifFile.join;
import static org.legim.image.HeifFile.primaryItem;
import static org.legim.image.HeifFile.shorts;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.legim.image.Fixtures.Fixture;

/** Files made to exhaust whoever reads them: each is judged, at a bounded cost in memory. */
class HostileImagesTest {
  private static final int LARGE = 90 << 20;

  /** What one inspection may allocate in all; only part of that lives at once. */
  private static final long MAX_ALLOCATED_BYTES = 16L << 20;

  private static final String UNREADABLE = "unreadable";

  @TempDir private Path folder;

  private final ImageInspector inspector = new ImageInspector();

  static Iterable<Fixture> fixtures() {
    return Fixtures.all();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void readsTheHeaderOfALargeFileOnly(Fixture fixture) throws Exception {
    Path file = fixture.writeTo(folder);
    try (RandomAccessFile larger = new RandomAccessFile(file.toFile(), "rw")) {
      // zeros after the last HEIF box would be a box without end: give them one of their own
      larger.seek(larger.length());
      larger.writeInt(LARGE);
      larger.write("free".getBytes(ISO_8859_1));
      larger.setLength(larger.length() - 8 + LARGE);
    }

    assertThat(inspect(file, fixture.format())).isEqualTo(fixture.size().toString());
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void survivesTruncationAnywhere(Fixture fixture) throws Exception {
    byte[] whole = fixture.bytes();
    for (int length = 0; length < whole.length; length++) {
      String verdict = inspect(write(Arrays.copyOf(whole, length)), fixture.format());

      assertThat(verdict).isIn(UNREADABLE, "none", fixture.size().toString());
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void survivesDamageAnywhere(Fixture fixture) throws Exception {
    Random random = new Random(fixture.name().hashCode());
    for (int run = 0; run < 300; run++) {
      byte[] damaged = fixture.bytes();
      int span = Math.min(damaged.length, 512);
      for (int flips = random.nextInt(1, 9); flips > 0; flips--) {
        damaged[random.nextInt(span)] = (byte) (random.nextBoolean() ? random.nextInt() : 0xFF);
      }

      assertThat(inspect(write(damaged), fixture.format())).isNotEmpty();
    }
  }

  @Test
  void readsAJpegWithThousandsOfSegments() throws Exception {
    byte[] start = hex("ffd8");
    byte[] comment = hex("fffe 0002");
    byte[] frame = hex("ffc0 000b 08 0015 0021 01 010101 ffda");

    Path some = write(join(start, repeat(comment, 100_000), frame));
    assertThat(inspect(some, ImageFormat.JPEG)).isEqualTo(new ImageSize(33, 21).toString());
    Path tooMany = write(join(start, repeat(comment, 10_000_000), frame));
    assertThat(inspect(tooMany, ImageFormat.JPEG)).isEqualTo(UNREADABLE);
  }

  @Test
  void skipsAJpegsLargeMetadata() throws Exception {
    byte[] segment = Arrays.copyOf(hex("ffe1 ffff"), 0xFFFF + 2);
    byte[] frame = hex("ffc0 000b 08 0015 0021 01 010101 ffda");
    Path file = write(join(hex("ffd8"), repeat(segment, 1400), frame));

    assertThat(inspect(file, ImageFormat.JPEG)).isEqualTo(new ImageSize(33, 21).toString());
  }

  @Test
  void keepsFewFrameHeaders() throws Exception {
    byte[] frame = Arrays.copyOf(hex("ffc0 ffff"), 0xFFFF + 2);
    Path file = write(join(hex("ffd8"), repeat(frame, 1000)));

    assertThat(inspect(file, ImageFormat.JPEG)).isEqualTo(UNREADABLE);
  }

  @Test
  void inflatesNothingInAPng() throws Exception {
    byte[] png =
        Fixtures.all().stream()
            .filter(f -> f.name().equals("deep.png"))
            .findFirst()
            .orElseThrow()
            .bytes();
    byte[] header = Arrays.copyOf(png, 33);
    byte[] text = join(ints(LARGE), "zTXt".getBytes(ISO_8859_1), new byte[LARGE]);
    Path file = write(join(header, text));

    assertThat(inspect(file, ImageFormat.PNG)).isEqualTo(new ImageSize(33, 21).toString());
  }

  @Test
  void readsATiffDirectoryOnce() throws Exception {
    // each entry claims as many values as fit, and the next directory is this one
    ByteBuffer file = ByteBuffer.allocate(8 + 2 + 12 * 0xFFFF + 4);
    file.put(hex("4d4d002a 00000008")).putShort((short) 0xFFFF);
    for (int i = 0; i < 0xFFFF; i++) {
      file.putShort((short) 0x8769).putShort((short) 4).putInt(LARGE / 4).putInt(0);
    }
    file.putInt(8);
    Path hostile = write(file.array());
    try (RandomAccessFile larger = new RandomAccessFile(hostile.toFile(), "rw")) {
      larger.setLength(LARGE);
    }

    assertThat(inspect(hostile, ImageFormat.TIFF)).isEqualTo(UNREADABLE);
  }

  @Test
  void givesUpOnABigTiffWithoutEnd() throws Exception {
    Path hostile = write(hex("4d4d002b 00080000 0000000000000010 7fffffffffffffff"));
    try (RandomAccessFile larger = new RandomAccessFile(hostile.toFile(), "rw")) {
      larger.setLength(LARGE);
    }

    assertThat(inspect(hostile, ImageFormat.TIFF)).isEqualTo(UNREADABLE);
  }

  @Test
  void givesUpOnTooManyBoxes() throws Exception {
    byte[] boxes = repeat(box("free"), LARGE / 8);

    assertThat(inspect(write(join(fileType(), boxes)), ImageFormat.AVIF)).isEqualTo(UNREADABLE);
  }

  @Test
  void readsNestedBoxesWithoutRecursion() throws Exception {
    ByteBuffer nest = ByteBuffer.allocate(8 * 100_000);
    while (nest.hasRemaining()) {
      nest.putInt(nest.remaining()).put("iprp".getBytes(ISO_8859_1));
    }
    byte[] meta = fullBox("meta", 0, primaryItem(1), nest.array());

    assertThat(inspect(write(join(fileType(), meta)), ImageFormat.HEIC)).isEqualTo(UNREADABLE);
  }

  @Test
  void findsOnePropertyAmongVeryMany() throws Exception {
    byte[] associations = fullBox("ipma", 1, ints(1), shorts(1), bytes(1), shorts(0x7FFF));
    byte[] properties =
        box("ipco", repeat(extents(1, 1), 0x7FFE), extents(33, 21), repeat(extents(1, 1), 0x8000));
    byte[] meta = fullBox("meta", 0, primaryItem(1), box("iprp", properties, associations));

    assertThat(inspect(write(join(fileType(), meta)), ImageFormat.HEIC))
        .isEqualTo(new ImageSize(33, 21).toString());
  }

  /** The verdict in words; fails on any exception but the one for images, and on any error. */
  private String inspect(Path file, ImageFormat format) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    String verdict;
    try {
      verdict = inspector.sizeOf(file, format).map(ImageSize::toString).orElse("none");
    } catch (UnreadableImageException e) {
      assertThat(e.getMessage()).isNotBlank();
      verdict = UNREADABLE;
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MAX_ALLOCATED_BYTES);
    return verdict;
  }

  private Path write(byte[] bytes) throws IOException {
    Path file = folder.resolve("image");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(bytes);
    }
    return file;
  }

  private static byte[] repeat(byte[] part, int times) {
    byte[] all = new byte[part.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(part, 0, all, i * part.length, part.length);
    }
    return all;
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
