import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Arrays;
import org.legim.catalogue.SqliteCatalogue;
import org.legim.link.ImageEntry;
import org.sqlite.SQLiteDataSource;

/**
 * Fills a gateway's new catalogue by SQL, as if its leaves had reported all their images long ago.
 * Nothing of it has to survive a crash.
 */
final class Fill {

  private static final int PER_COMMIT = 20_000;
  private static final int PER_BATCH = 200;

  private Fill() {}

  static void fill(Path folder, Images images) throws Exception {
    Path file = folder.resolve("catalogue.db");
    SqliteCatalogue.open(file, folder, Gateway.ID, 1, Clock.systemUTC()).close();
    try (Connection db = connect(file);
        Statement statement = db.createStatement()) {
      statement.execute("pragma journal_mode = off");
      statement.execute("pragma synchronous = off");
      statement.execute("pragma locking_mode = exclusive");
      statement.execute("pragma cache_size = -1000000");
      rows(db, images);
      statement.execute("update revision set epoch = 1, counter = " + images.count());
    }
  }

  static Connection connect(Path file) throws SQLException {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + file);
    return source.getConnection();
  }

  private static void rows(Connection db, Images images) throws Exception {
    db.setAutoCommit(false);
    long[] digests = new long[images.groups()];
    String[] nodes = new String[images.leaves()];
    Arrays.setAll(nodes, Leaf::id);
    MessageDigest sha256 = Images.sha256();
    try (PreparedStatement image =
            db.prepareStatement(
                "insert into image (id, epoch, counter, name, type, bytes, width, height, sha256,"
                    + " created, modified) values (?, 1, ?, 'photo.jpg', 'image/jpeg', 200000,"
                    + " 4000, 3000, ?, 1700000000000, 1700000000000)");
        PreparedStatement holder =
            db.prepareStatement("insert into holder (sha256, node, bytes) values (?, ?, 200000)")) {
      for (int k = 0; k < images.count(); k++) {
        ImageEntry entry = images.entry(k);
        int group = images.group(k);
        digests[group] ^=
            Images.blobDigest(sha256, entry.sha256()) ^ Images.recordDigest(sha256, entry);
        image.setString(1, entry.id());
        image.setLong(2, entry.counter());
        image.setString(3, entry.sha256());
        image.addBatch();
        for (int leaf = group; leaf < images.leaves(); leaf += images.groups()) {
          holder.setString(1, entry.sha256());
          holder.setString(2, nodes[leaf]);
          holder.addBatch();
        }
        if (k % PER_BATCH == PER_BATCH - 1) {
          image.executeBatch();
          holder.executeBatch();
        }
        if (k % PER_COMMIT == PER_COMMIT - 1) {
          db.commit();
        }
      }
      image.executeBatch();
      holder.executeBatch();
    }
    leaves(db, images, digests);
    db.commit();
    db.setAutoCommit(true);
  }

  private static void leaves(Connection db, Images images, long[] digests) throws Exception {
    try (PreparedStatement tally =
            db.prepareStatement(
                "insert into tally (node, images, blobs, bytes, digest) values (?, ?, ?, ?, ?)");
        PreparedStatement reported =
            db.prepareStatement(
                "insert into reported (node, tree, log, acked) values (?, ?, ?, ?)")) {
      for (int leaf = 0; leaf < images.leaves(); leaf++) {
        tally.setString(1, Leaf.id(leaf));
        tally.setLong(2, images.perLeaf());
        tally.setLong(3, images.perLeaf());
        tally.setLong(4, images.perLeaf() * Images.BYTES);
        tally.setLong(5, digests[leaf % images.groups()]);
        tally.execute();
        reported.setString(1, Leaf.id(leaf));
        reported.setString(2, Gateway.TREE);
        reported.setString(3, LeafHoldings.log(leaf));
        reported.setLong(4, images.perLeaf());
        reported.execute();
      }
    }
  }
}
