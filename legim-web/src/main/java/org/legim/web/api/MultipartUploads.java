package org.legim.web.api;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.legim.catalogue.CatalogueException;
import org.legim.catalogue.Stored;
import org.legim.catalogue.UploadKey;
import org.legim.config.GeoPoint;
import org.legim.flow.Intake;
import org.legim.flow.Upload;
import org.legim.flow.WriteQuorumException;
import org.legim.image.ImageName;
import org.legim.image.RefusedException;
import org.legim.web.http.ContentDisposition;
import org.legim.web.problem.Problem;
import org.legim.web.problem.ProblemException;
import org.legim.web.problem.ProblemType;
import org.legim.web.problem.Problems;

/**
 * The files of one form, each stored while it streams in: a bad one does not spoil the good ones,
 * and those before a torn end are kept. One request each.
 */
final class MultipartUploads {

  private final Intake intake;
  private final ApiUrls urls;
  private final Optional<GeoPoint> from;
  private final List<ImageJson> images = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param from where the client is, if that is known
   */
  MultipartUploads(Intake intake, ApiUrls urls, Optional<GeoPoint> from) {
    this.intake = intake;
    this.urls = urls;
    this.from = from;
  }

  /**
   * Stores the files and says what became of each: 201 if any is stored.
   *
   * @throws ProblemException if none is, or a parameter is wrong
   */
  Response store(UploadHeaders headers, InputStream body) {
    OptionalInt replicas = headers.replicas();
    try {
      FileItemInputIterator parts = MultipartForm.parts(headers.contentType(), body);
      int files = 0;
      while (parts.hasNext()) {
        FileItemInput part = parts.next();
        // A field without a file name is a form's own business: a token, a button.
        if (!part.isFormField()) {
          int index = files++;
          storeFile(part, replicas, headers.key().map(key -> new UploadKey(key, index)));
        }
      }
    } catch (FileUploadException e) {
      problems.add(malformed(": " + e.getMessage() + "."));
    } catch (IOException e) {
      // The server's own words for it are not for clients.
      problems.add(malformed("."));
    }
    return answer();
  }

  private static Problem malformed(String reason) {
    return Problem.of(
        ProblemType.MALFORMED_REQUEST, "The multipart body is malformed or ended early" + reason);
  }

  private void storeFile(FileItemInput part, OptionalInt replicas, Optional<UploadKey> key) {
    String name = nameOf(part);
    try (InputStream bytes = part.getInputStream()) {
      Stored stored =
          intake.add(new Upload(bytes, OptionalLong.empty(), name, replicas, from), key);
      images.add(ImageJson.of(stored.image(), urls));
    } catch (RefusedException | IOException | CatalogueException | WriteQuorumException e) {
      problems.add(Problems.of(e, "the upload of " + name).with("file", name));
    }
  }

  private static String nameOf(FileItemInput part) {
    String disposition = part.getHeaders().getHeader("Content-Disposition");
    return ImageName.clean(ContentDisposition.fileName(disposition).orElse(""));
  }

  private Response answer() {
    List<Map<String, Object>> told = problems.stream().map(Problem::toJson).toList();
    if (!images.isEmpty()) {
      return Response.status(Response.Status.CREATED).entity(new UploadsJson(images, told)).build();
    }
    if (problems.isEmpty()) {
      throw new ProblemException(
          Problem.of(
              ProblemType.MALFORMED_REQUEST,
              "The form has no file: send at least one part with a file name."));
    }
    Problem first = problems.get(0);
    boolean alike = problems.stream().allMatch(each -> each.status() == first.status());
    Problem whole =
        alike
            ? first
            : Problem.of(
                ProblemType.MALFORMED_REQUEST,
                "None of the " + problems.size() + " files was stored, for different reasons.");
    throw new ProblemException(whole.with("images", List.of()).with("problems", told));
  }
}
