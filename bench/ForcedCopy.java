import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Copies the files of a folder so that each is on the disk by itself, as it has to be where the
 * original is dropped: written, forced, renamed, its name forced, and that of its folder. Prints
 * the seconds. Run by bench/drain.sh: {@code java bench/ForcedCopy.java FROM TO THREADS}.
 */
final class ForcedCopy {

  private static final int SHARDS = 256;

  private ForcedCopy() {}

  public static void main(String[] arguments) throws Exception {
    Path from = Path.of(arguments[0]);
    Path to = Files.createDirectories(Path.of(arguments[1]));
    List<Path> files;
    try (Stream<Path> all = Files.list(from)) {
      files = all.toList();
    }
    ExecutorService threads = Executors.newFixedThreadPool(Integer.parseInt(arguments[2]));
    long begin = System.nanoTime();
    List<Future<?>> copies = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      Path outer = to.resolve(Integer.toString(i % SHARDS));
      Path inner = outer.resolve(Integer.toString(i / SHARDS));
      copies.add(
          threads.submit(
              () -> {
                copy(file, to, outer, inner);
                return null;
              }));
    }
    for (Future<?> copy : copies) {
      copy.get();
    }
    System.out.printf("%.3f%n", (System.nanoTime() - begin) / 1e9);
    threads.shutdown();
  }

  private static void copy(Path file, Path to, Path outer, Path inner) throws IOException {
    Path part = to.resolve(file.getFileName() + ".part");
    try (FileChannel source = FileChannel.open(file, StandardOpenOption.READ);
        FileChannel target =
            FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long length = source.size();
      for (long done = 0; done < length; ) {
        done += source.transferTo(done, length - done, target);
      }
      target.force(true);
    }
    Files.createDirectories(inner);
    Files.move(part, inner.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    force(inner);
    force(outer);
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
