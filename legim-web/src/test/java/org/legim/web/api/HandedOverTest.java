package org.legim.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.legim.blob.Sha256;
import org.legim.link.BlobEntry;
import org.legim.web.FakeDrains;
import org.legim.web.SampleRecords;
import org.legim.web.api.BlobPageJson.BlobJson;

class HandedOverTest {

  private static final String FIRST = "0a".repeat(32);
  private static final String SECOND = SampleRecords.HASH.hex();

  private final HandedOver handedOver =
      new HandedOver(
          new FakeDrains(new BlobEntry(FIRST, 5), new BlobEntry(SECOND, 10)),
          Map.of(new Sha256(SECOND), SampleRecords.image("", "image/png"))::get);

  @Test
  void isPagesInTheOrderOfHashes() {
    BlobPageJson page = handedOver.page("d1", "", 1);
    assertThat(page.blobs()).extracting(BlobJson::sha256).containsExactly(FIRST);
    assertThat(page.next()).isEqualTo(FIRST);

    BlobPageJson last = handedOver.page("d1", page.next(), 1);
    assertThat(last.blobs()).extracting(BlobJson::sha256).containsExactly(SECOND);
    assertThat(last.next()).isNull();
  }

  @Test
  void namesAnImageOfEachBlobThatIsStillNeeded() {
    assertThat(handedOver.page("d1", "", 2).blobs())
        .containsExactly(new BlobJson(FIRST, 5, null), new BlobJson(SECOND, 10, "a"));
  }
}
