package org.legim.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.legim.blob.BlobStore;
import org.legim.blob.DiskBlobStore;
import org.legim.blob.HotBlobs;
import org.legim.blob.HotMemory;
import org.legim.blob.Incoming;
import org.legim.blob.Room;
import org.legim.blob.Sha256;
import org.legim.catalogue.Catalogue;
import org.legim.catalogue.Holdings;
import org.legim.catalogue.SqliteCatalogue;

class FoundBlobsTest {

  @TempDir Path folder;

  private final List<String> changes = new ArrayList<>();

  @Test
  void areAllHeldByOneChangeSoThatNoCrashLeavesSomeToTheSweep() throws IOException {
    Room room = new Room(folder, OptionalLong.empty(), () -> 0);
    BlobStore blobs = DiskBlobStore.open(folder.resolve("blobs"), folder.resolve("in"), room);
    List<Sha256> stored = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      stored.add(store(blobs, i));
    }
    try (SqliteCatalogue catalogue =
        SqliteCatalogue.open(
            folder.resolve("catalogue.db"), folder, "node", 1, Clock.systemUTC())) {

      FoundBlobs.keep(blobs, watched(catalogue));

      assertThat(changes).containsExactly("found");
      assertThat(stored).allMatch(catalogue.holdings()::holds);
    }
  }

  @Test
  void areSetAsideWhereTheyAreDamagedSoThatTheSweepLeavesThem() throws IOException {
    Room room = new Room(folder, OptionalLong.empty(), () -> 0);
    DiskBlobStore disk = DiskBlobStore.open(folder.resolve("blobs"), folder.resolve("in"), room);
    BlobStore blobs = new HotBlobs(disk, new HotMemory(1 << 20));
    Sha256 whole = store(blobs, 1);
    Sha256 damaged = store(blobs, 2);
    String hex = damaged.hex();
    Path file = folder.resolve(Path.of("blobs", hex.substring(0, 2), hex.substring(2, 4), hex));
    Files.write(file, new byte[] {3});
    try (SqliteCatalogue catalogue =
        SqliteCatalogue.open(
            folder.resolve("catalogue.db"), folder, "node", 1, Clock.systemUTC())) {

      FoundBlobs.keep(blobs, catalogue);

      assertThat(catalogue.holdings().holds(whole)).isTrue();
      assertThat(catalogue.holdings().holds(damaged)).isFalse();
      assertThat(folder.resolve("damaged").resolve(hex)).hasBinaryContent(new byte[] {3});
    }
  }

  private static Sha256 store(BlobStore blobs, int content) throws IOException {
    try (Incoming incoming = blobs.receive(OptionalLong.of(1))) {
      incoming.write(new byte[] {(byte) content}, 0, 1);
      blobs.keep(incoming).close();
      return incoming.hash();
    }
  }

  private Catalogue watched(Catalogue catalogue) {
    Holdings holdings =
        proxy(
            Holdings.class,
            (proxy, method, args) -> {
              if (!method.getName().equals("state")) {
                changes.add(method.getName());
              }
              return method.invoke(catalogue.holdings(), args);
            });
    return proxy(
        Catalogue.class,
        (proxy, method, args) ->
            method.getName().equals("holdings") ? holdings : method.invoke(catalogue, args));
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
