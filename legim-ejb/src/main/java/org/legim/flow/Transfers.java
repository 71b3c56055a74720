package org.legim.flow;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.blob.Blob;
import org.legim.blob.Sha256;
import org.legim.catalogue.ImageRecord;
import org.legim.config.GeoPoint;
import org.legim.link.BlobLink;
import org.legim.link.ErrandOutcome.Result;
import org.legim.link.LinkException;
import org.legim.link.Parcel;
import org.legim.link.Receipt;
import org.legim.tree.StayingNode;

/** Sends blobs of this node to nodes below it that have room. */
final class Transfers {

  private static final Logger LOG = Logger.getLogger(Transfers.class.getName());

  /** What a blob takes besides its bytes, generously: its record, a folder, the last block. */
  private static final long MARGIN_BYTES = 64 << 10;

  private final Placement.Site site;
  private final Pledges pledges;
  private final LongSupplier nanos;
  private volatile Progress progress;

  Transfers(Placement.Site site, LongSupplier nanos) {
    this.site = site;
    this.pledges = new Pledges(nanos);
    this.nanos = nanos;
    this.progress = new Progress(nanos);
  }

  /** The nodes that a blob has been sent to, or is on its way to, and that have not reported it. */
  Set<String> receivers(Sha256 hash) {
    return pledges.receivers(hash);
  }

  /**
   * Chooses who takes one more copy of a blob, and pledges it.
   *
   * @param nodes that can be sent to, whether they hold the blob or not
   * @param holders who holds the blob
   * @param near where the copy should be, if possible
   * @return empty if nobody has enough room
   */
  synchronized Optional<String> pledge(
      ImageRecord image,
      Collection<StayingNode> nodes,
      Collection<String> holders,
      Optional<GeoPoint> near) {
    Set<String> taken = new HashSet<>(holders);
    taken.addAll(receivers(image.sha256()));
    Optional<String> receiver = choose(image, nodes, taken, near);
    receiver.ifPresent(node -> pledges.begin(image.sha256(), node, image.bytes()));
    return receiver;
  }

  /**
   * Chooses who is to have a blob and a record of it, and pledges it. Who has the blob already, or
   * is getting it, comes first: that makes no copy more than there will be anyhow.
   *
   * @param nodes that can be sent to
   * @param holders who holds the blob
   * @return empty if nobody has enough room
   */
  synchronized Optional<String> pledgeRecord(
      ImageRecord image, Collection<StayingNode> nodes, Collection<String> holders) {
    Set<String> near = new HashSet<>(holders);
    near.addAll(receivers(image.sha256()));
    Optional<String> receiver =
        nodes.stream()
            .map(StayingNode::id)
            .filter(near::contains)
            .findFirst()
            .or(() -> choose(image, nodes, Set.of(), Optional.empty()));
    receiver.ifPresent(node -> pledges.begin(image.sha256(), node, image.bytes()));
    return receiver;
  }

  private Optional<String> choose(
      ImageRecord image,
      Collection<StayingNode> nodes,
      Set<String> taken,
      Optional<GeoPoint> near) {
    List<StayingNode> left = nodes.stream().map(this::withoutPledged).toList();
    ReceiverChoice choice = new ReceiverChoice(site.self(), left, site.random());
    return near.map(place -> choice.chooseNear(place, image.bytes(), taken))
        .orElseGet(() -> choice.choose(image.bytes(), taken))
        .map(StayingNode::id);
  }

  private StayingNode withoutPledged(StayingNode node) {
    return node.less(pledges.bytes(node.id()) + MARGIN_BYTES);
  }

  /** Sends a blob to a node that was pledged; returns whether the node has made it durable. */
  boolean send(ImageRecord image, String node) {
    boolean sent = false;
    try (Blob blob = site.blobs().open(image.sha256()).orElse(null)) {
      if (blob != null) {
        link(node).put(node, blob, image.entry());
        sent = true;
      }
    } catch (IOException e) {
      LOG.log(Level.INFO, "blob {0} was not placed at node {1}: {2}", args(image, node, e));
    } finally {
      ended(image, node, sent);
    }
    return sent;
  }

  /**
   * Sends a blob to a node that was pledged; when this returns, the node has made the blob and this
   * very record durable, and has signed that.
   *
   * @throws LinkException if it has not, or nobody knows
   */
  void deliver(ImageRecord image, String node) throws LinkException {
    boolean sent = false;
    try (Blob blob = site.blobs().open(image.sha256()).orElseThrow(Transfers::unreadable)) {
      List<Receipt> receipts = link(node).send(node, List.of(new Parcel(blob, image.entry())));
      requireSent(image, receipts);
      sent = true;
    } catch (LinkException e) {
      throw e;
    } catch (IOException e) {
      throw new LinkException(LinkException.Kind.FAILED, "the blob cannot be read: " + e, e);
    } finally {
      ended(image, node, sent);
    }
  }

  private static LinkException unreadable() {
    return new LinkException(LinkException.Kind.FAILED, "the blob is not here");
  }

  private static void requireSent(ImageRecord image, List<Receipt> receipts) throws LinkException {
    Receipt receipt = receipts.get(0);
    if (!image.sha256().hex().equals(receipt.sha256()) || receipt.result() != Result.SENT) {
      LinkException.Kind kind =
          receipt.result() == Result.NO_ROOM
              ? LinkException.Kind.NO_ROOM
              : LinkException.Kind.FAILED;
      throw new LinkException(kind, "the receipt is " + receipt);
    }
  }

  /** A pledged transfer has not been begun, and will not be. */
  void withdraw(ImageRecord image, String node) {
    pledges.failed(image.sha256(), node, image.bytes());
  }

  private void ended(ImageRecord image, String node, boolean sent) {
    if (sent) {
      pledges.sent(image.sha256(), node, image.bytes());
      progress.copied(image.bytes());
    } else {
      pledges.failed(image.sha256(), node, image.bytes());
    }
  }

  /** What has been sent since {@link #beginAnew}. */
  Progress progress() {
    return progress;
  }

  /** What is sent from now on has nothing to do with what was sent before. */
  void beginAnew() {
    progress = new Progress(nanos);
  }

  private BlobLink link(String node) throws LinkException {
    return site.branches()
        .towards(node)
        .orElseThrow(() -> new LinkException(LinkException.Kind.NO_WAY, "no way to it now"));
  }

  private static Object[] args(ImageRecord image, String node, IOException e) {
    return new Object[] {image.sha256(), node, e.getMessage()};
  }
}
