import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.legim.blob.BlobStore;
import org.legim.blob.DiskBlobStore;
import org.legim.blob.Incoming;
import org.legim.blob.Room;
import org.legim.blob.Sha256;
import org.legim.catalogue.NewImage;
import org.legim.catalogue.SqliteCatalogue;
import org.legim.image.ImageIdGenerator;
import org.legim.image.ImageSize;

/**
 * Fills the folder of a stopped node with many images, through the node's own store and catalogue.
 * Run by bench/million.sh: {@code java -cp 'LIBS/*' bench/FillStore.java FOLDER IMAGES BLOBS}.
 */
class FillStore {

  private static final int THREADS = 32;

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int images = Integer.parseInt(arguments[1]);
    int blobs = Math.min(images, Integer.parseInt(arguments[2]));
    Path natives = Files.createDirectories(folder.resolve("native"));
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (SqliteCatalogue catalogue =
        SqliteCatalogue.open(
            folder.resolve("catalogue.db"), natives, nodeId(folder), 1, Clock.systemUTC())) {
      Room room = new Room(folder, OptionalLong.empty(), () -> catalogue.tally().bytes());
      BlobStore store =
          DiskBlobStore.open(folder.resolve("blobs"), folder.resolve("incoming"), room);
      ImageIdGenerator ids = new ImageIdGenerator();
      List<Future<?>> parts = new ArrayList<>();
      for (int part = 0; part < THREADS; part++) {
        int first = part;
        parts.add(
            threads.submit(
                () -> {
                  for (int blob = first; blob < blobs; blob += THREADS) {
                    byte[] png = png(blob);
                    NewImage image = keep(store, png, blob);
                    for (int copy = blob; copy < images; copy += blobs) {
                      catalogue.add(image, ids::next, Optional.empty());
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> part : parts) {
        part.get();
      }
      System.out.println(catalogue.tally());
    } finally {
      threads.shutdownNow();
    }
  }

  private static String nodeId(Path folder) throws IOException {
    String json = Files.readString(folder.resolve("node.json"));
    Matcher id = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
    if (!id.find()) {
      throw new IOException("no id in " + folder.resolve("node.json"));
    }
    return id.group(1);
  }

  private static NewImage keep(BlobStore store, byte[] png, int number) throws IOException {
    try (Incoming incoming = store.receive(OptionalLong.of(png.length))) {
      incoming.write(png, 0, png.length);
      Sha256 hash = incoming.finish();
      store.keep(incoming).close();
      return new NewImage(
          "fill-" + number + ".png",
          "image/png",
          png.length,
          Optional.of(new ImageSize(1, 1)),
          hash);
    }
  }

  /** A PNG of one pixel; a text chunk makes each one different. */
  private static byte[] png(int number) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    chunk(png, "IHDR", new byte[] {0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0});
    chunk(png, "tEXt", ("Comment\0" + number).getBytes(StandardCharsets.ISO_8859_1));
    // zlib: header, one stored block of a filter byte and a grey pixel, Adler-32.
    chunk(
        png, "IDAT", new byte[] {0x78, 1, 1, 2, 0, (byte) 0xfd, (byte) 0xff, 0, 0, 0, 2, 0, 1});
    chunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream png, String type, byte[] data)
      throws IOException {
    byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    png.write(number(data.length));
    png.write(name);
    png.write(data);
    png.write(number((int) crc.getValue()));
  }

  private static byte[] number(int value) {
    return new byte[] {
      (byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value
    };
  }
}
