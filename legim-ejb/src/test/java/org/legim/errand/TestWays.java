package org.legim.errand;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.legim.blob.Blob;
import org.legim.blob.Sha256;
import org.legim.link.BlobLink;
import org.legim.link.BlobStream;
import org.legim.link.ErrandOutcome.Result;
import org.legim.link.ImageEntry;
import org.legim.link.LinkException;
import org.legim.link.Parcel;
import org.legim.link.Receipt;
import org.legim.route.Branches;

/** Ways to other nodes, which answer as a test says. */
public final class TestWays implements Branches {

  /** Every request: the way, the receiver, and how many blobs. */
  public final List<String> requests = new CopyOnWriteArrayList<>();

  public final Set<String> below = new HashSet<>();
  public boolean parent = true;

  /** What a receiver makes of a blob. */
  public Answer answer = parcel -> receipt(parcel, Result.SENT, null);

  public static Receipt receipt(Parcel parcel, Result result, String detail) {
    return new Receipt(parcel.image().sha256(), result, detail);
  }

  @Override
  public List<String> reachable(Collection<String> nodes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<BlobLink> towards(String node) {
    return below.contains(node) ? Optional.of(new Link("down")) : Optional.empty();
  }

  @Override
  public Optional<BlobLink> up() {
    return parent ? Optional.of(new Link("up")) : Optional.empty();
  }

  /** A receiver. */
  @FunctionalInterface
  public interface Answer {
    Receipt to(Parcel parcel) throws LinkException;
  }

  private final class Link implements BlobLink {
    private final String way;

    Link(String way) {
      this.way = way;
    }

    @Override
    public List<Receipt> send(String node, List<Parcel> parcels) throws LinkException {
      requests.add(way + " " + node + " " + parcels.size());
      List<Receipt> receipts = new ArrayList<>();
      for (Parcel parcel : parcels) {
        Receipt receipt = answer.to(parcel);
        if (receipt != null) {
          receipts.add(receipt);
        }
      }
      return receipts;
    }

    @Override
    public BlobStream open(String node, Sha256 hash, long from, long count) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void put(String node, Blob blob, ImageEntry image) {
      throw new UnsupportedOperationException();
    }
  }
}
