package org.legim.launcher.client;

import jakarta.json.JsonObject;
import org.legim.launcher.client.BlobPage.Blob;
import org.legim.launcher.client.DrainView.Certificate;
import org.legim.launcher.client.StopPlanView.Receiver;
import org.legim.launcher.client.StopPlanView.Step;

/** Reads what a gateway says of drains, as leniently as {@link Json} does. */
final class DrainReader {
  private DrainReader() {}

  static StopPlanView plan(JsonObject json) {
    return new StopPlanView(
        Json.text(json, "name"),
        Json.number(json, "blobs"),
        Json.number(json, "bytes"),
        Json.number(json, "bytesStaying"),
        Json.objects(json, "steps").stream().map(DrainReader::step).toList(),
        Json.objects(json, "receivers").stream().map(DrainReader::receiver).toList(),
        Json.optionalNumber(json, "seconds"),
        Json.flag(json, "possible"),
        Json.texts(json, "obstacles"));
  }

  private static Step step(JsonObject json) {
    return new Step(
        Json.text(json, "name"),
        Json.flag(json, "online"),
        Json.number(json, "blobs"),
        Json.number(json, "bytes"));
  }

  private static Receiver receiver(JsonObject json) {
    return new Receiver(
        Json.text(json, "name"), Json.number(json, "bytes"), Json.number(json, "bytesFree"));
  }

  static DrainView drain(JsonObject json) {
    return new DrainView(
        Json.text(json, "id"),
        Json.text(json, "name"),
        Json.text(json, "cause"),
        Json.text(json, "state"),
        Json.text(json, "begun"),
        Json.optionalText(json, "ended"),
        Json.text(json, "reason"),
        Json.number(json, "blobsDone"),
        Json.number(json, "bytesDone"),
        Json.number(json, "blobsLeft"),
        Json.number(json, "bytesLeft"),
        Json.number(json, "blobsSkipped"),
        Json.number(json, "bytesPerSecond"),
        Json.optionalNumber(json, "secondsLeft"),
        Json.texts(json, "errors"),
        Json.optionalObject(json, "certificate").map(DrainReader::certificate));
  }

  private static Certificate certificate(JsonObject json) {
    return new Certificate(
        Json.number(json, "blobs"), Json.number(json, "bytes"), Json.text(json, "root"));
  }

  static BlobPage page(JsonObject json) {
    return new BlobPage(
        Json.objects(json, "blobs").stream().map(DrainReader::blob).toList(),
        Json.optionalText(json, "next"));
  }

  private static Blob blob(JsonObject json) {
    return new Blob(
        Json.text(json, "sha256"), Json.number(json, "bytes"), Json.optionalText(json, "image"));
  }
}
