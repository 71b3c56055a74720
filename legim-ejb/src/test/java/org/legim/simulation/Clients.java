package org.legim.simulation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.legim.blob.Sha256;
import org.legim.catalogue.ImageRecord;
import org.legim.catalogue.Stored;
import org.legim.flow.Upload;
import org.legim.image.RefusedException;
import org.legim.image.SampleImages;
import org.legim.image.WriteCondition;
import org.legim.route.OpenImage;

/** Those who upload, replace, delete and read. */
final class Clients {

  private static final int NAMES = 24;
  private static final int SHORTEST = 40;
  private static final int RECENT = 6;

  private final World world;
  private final List<byte[]> recent = new ArrayList<>();
  private int made;

  Clients(World world) {
    this.world = world;
  }

  /** One request, of whatever kind. */
  void act() {
    int choice = world.random().nextInt(10);
    List<String> ids = world.model().ids();
    if (choice < 3 || ids.isEmpty()) {
      put("new-" + made, newImage());
    } else if (choice < 5) {
      put("name-" + world.random().nextInt(NAMES), newImage());
    } else if (choice < 6 && !recent.isEmpty() && world.chance(0.7)) {
      // Also bytes whose images have been deleted, and that nodes are about to drop.
      byte[] again = recent.get(world.random().nextInt(recent.size()));
      put(world.chance(0.5) ? "again-" + made++ : any(ids), again);
    } else if (choice < 6) {
      String like = any(ids);
      world
          .model()
          .certain(like)
          .map(hash -> world.model().bytes(hash))
          .ifPresent(bytes -> put(world.chance(0.5) ? "like-" + made++ : any(ids), bytes));
    } else if (choice < 8) {
      String id = any(ids);
      Optional<byte[]> bytes = world.model().certain(id).map(hash -> world.model().bytes(hash));
      delete(id);
      if (world.chance(0.3)) {
        // While the nodes that held them are about to drop them.
        bytes.ifPresent(same -> put("again-" + made++, same));
      }
    } else {
      read(any(ids));
    }
  }

  private String any(List<String> ids) {
    return ids.get(world.random().nextInt(ids.size()));
  }

  private byte[] newImage() {
    made++;
    byte[] image =
        SampleImages.gif(world.random().nextLong(), SHORTEST + world.random().nextInt(100));
    recent.add(image);
    if (recent.size() > RECENT) {
      recent.remove(0);
    }
    return image;
  }

  private SimulatedNode gateway() {
    SimulatedNode gateway = world.gateway().process();
    return gateway == null || world.gateway().isStalled() ? null : gateway;
  }

  /** What a node that is alone gets. */
  void fill(Machine alone) {
    for (int i = 0; i < 12 && alone.process() != null; i++) {
      List<String> ids = world.model().ids();
      String id = ids.isEmpty() || world.chance(0.5) ? "own-" + made : any(ids);
      Optional<byte[]> known =
          Optional.of(ids)
              .filter(some -> !some.isEmpty() && world.chance(0.4))
              .map(some -> world.chance(0.5) && some.contains(id) ? id : any(some))
              .flatMap(some -> world.model().certain(some))
              .map(hash -> world.model().bytes(hash));
      put(alone.process(), id, known.orElseGet(this::newImage));
      if (world.chance(0.2)) {
        delete(alone.process(), id);
      }
      world.run(world.random().nextLong(World.SECOND));
    }
  }

  private void put(String id, byte[] bytes) {
    put(gateway(), id, bytes);
  }

  private void put(SimulatedNode gateway, String id, byte[] bytes) {
    // As the public API has it: in a recovery nobody knows whether the id is free.
    if (gateway == null || gateway.tree.isRecovering() && gateway.catalogue.find(id).isEmpty()) {
      return;
    }
    var digest = Sha256.newDigest();
    digest.update(bytes);
    Sha256 hash = Sha256.of(digest);
    world.model().willUpload(hash, bytes);
    world.count("put");
    world.trace(() -> "client puts " + id + " as " + hash);
    try {
      Upload upload =
          new Upload(new ByteArrayInputStream(bytes), OptionalLong.of(bytes.length), id);
      Stored stored = gateway.intake.put(id, upload, WriteCondition.NONE);
      world.trace(() -> "client has stored " + stored.image());
    } catch (Crash e) {
      if (e.node() != gateway) {
        throw e;
      }
    } catch (RefusedException | IOException e) {
      throw new AssertionError("put " + id, e);
    }
  }

  private void delete(String id) {
    delete(gateway(), id);
  }

  private void delete(SimulatedNode gateway, String id) {
    if (gateway == null) {
      return;
    }
    world.count("delete");
    world.trace(() -> "client deletes " + id);
    try {
      gateway.delete(id);
    } catch (Crash e) {
      if (e.node() != gateway) {
        throw e;
      }
    } catch (RefusedException e) {
      world.trace(() -> "client finds no " + id);
    }
  }

  private void read(String id) {
    SimulatedNode gateway = gateway();
    if (gateway == null) {
      return;
    }
    world.count("read");
    try {
      Optional<ImageRecord> record = gateway.reads.find(id);
      if (record.isPresent()) {
        Optional<byte[]> bytes = bytes(gateway, record.get());
        world.count(bytes.isPresent() ? "read well" : "read of a deleted image");
      }
    } catch (Crash e) {
      if (e.node() != gateway) {
        throw e;
      }
    } catch (IOException e) {
      world.count("read in vain");
      world.trace(() -> "client cannot read " + id + ": " + e);
    }
  }

  /** Reads an image and makes sure that it is right. */
  static Optional<byte[]> bytes(SimulatedNode gateway, ImageRecord record) throws IOException {
    Optional<OpenImage> opened = gateway.reads.open(record);
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    try (OpenImage image = opened.get()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      image.blob().copy(0, image.blob().bytes(), out);
      var digest = Sha256.newDigest();
      digest.update(out.toByteArray());
      if (!Sha256.of(digest).equals(image.record().sha256())) {
        throw new AssertionError("wrong bytes of " + image.record());
      }
      return Optional.of(out.toByteArray());
    }
  }
}
