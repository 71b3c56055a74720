package org.legim.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.legim.web.FakeDrains;
import org.legim.web.api.BlobPageJson.BlobJson;

/** The JSON of drains, member by member, as the JSON-B of Payara Micro writes it. */
class DrainJsonTest {

  private final Jsonb json = JsonbBuilder.create();

  @Test
  void ofADrainUnderWayHasNeitherEndNorCertificate() {
    assertThat(json.toJson(DrainJson.of(FakeDrains.underWay())))
        .isEqualTo(
            "{\"id\":\"d1\",\"node\":\"id-1\",\"name\":\"hanoi\",\"cause\":\"retire\","
                + "\"state\":\"draining\",\"begun\":\"2026-11-23T10:00:00.250Z\",\"blobs\":90,"
                + "\"bytes\":9000,\"blobsDone\":40,\"bytesDone\":4000,\"blobsLeft\":60,"
                + "\"bytesLeft\":6000,\"blobsSkipped\":10,\"bytesPerSecond\":500,"
                + "\"secondsLeft\":12,\"errors\":[\"blob ab is damaged\"],\"leavers\":["
                + "{\"node\":\"id-1\",\"name\":\"hanoi\",\"parent\":\"id-0\","
                + "\"state\":\"draining\"}]}");
  }

  @Test
  void ofADrainThatHasEndedHasBoth() {
    assertThat(json.toJson(new DrainsJson(List.of(DrainJson.of(FakeDrains.gone())))))
        .startsWith("{\"drains\":[{\"id\":\"d1\",")
        .contains(
            "\"ended\":\"2026-11-23T10:00:02.250Z\",\"reason\":\"All is handed over.\"",
            "\"certificate\":{\"blobs\":100,\"bytes\":10000,\"root\":\"0a\"}")
        .doesNotContain("secondsLeft");
  }

  @Test
  void ofAStopPlan() {
    assertThat(json.toJson(StopPlanJson.of(new FakeDrains().plan("hanoi"))))
        .isEqualTo(
            "{\"node\":\"id-1\",\"name\":\"hanoi\",\"possible\":false,"
                + "\"obstacles\":[\"2000 bytes are missing.\"],\"blobs\":90,\"bytes\":9000,"
                + "\"bytesStaying\":1000,\"steps\":[{\"node\":\"id-1\",\"name\":\"hanoi\","
                + "\"online\":true,\"blobs\":100,\"bytes\":10000}],\"receivers\":["
                + "{\"node\":\"id-0\",\"name\":\"vietnam\",\"bytes\":9000,"
                + "\"bytesFree\":5000},{\"node\":\"id-2\",\"name\":\"da-nang\",\"bytes\":0,"
                + "\"bytesFree\":2000}]}");
  }

  @Test
  void ofAPageOfBlobs() {
    BlobPageJson page =
        new BlobPageJson(List.of(new BlobJson("0a", 5, "a"), new BlobJson("0b", 6, null)), "0b");

    assertThat(json.toJson(page))
        .isEqualTo(
            "{\"blobs\":[{\"sha256\":\"0a\",\"bytes\":5,\"image\":\"a\"},"
                + "{\"sha256\":\"0b\",\"bytes\":6}],\"next\":\"0b\"}");
  }
}
