package org.legim.link;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;
import java.nio.charset.StandardCharsets;
import org.legim.link.LinkException.Kind;

/**
 * A record as the value of the header {@link LinkHeaders#IMAGE}: its JSON in base64url, since names
 * may hold any character and headers may not.
 */
public final class ImageHeader {

  private static final Jsonb JSON = JsonbBuilder.create();

  private ImageHeader() {}

  /** The value of the header. */
  public static String write(ImageEntry image) {
    return Base64Url.encode(JSON.toJson(image).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @param value may be null
   * @throws LinkException of kind REFUSED if it is not what {@link #write} writes
   */
  public static ImageEntry read(String value) throws LinkException {
    try {
      if (value != null) {
        String json = new String(Base64Url.decode(value), StandardCharsets.UTF_8);
        ImageEntry image = JSON.fromJson(json, ImageEntry.class);
        if (image != null && image.id() != null && image.sha256() != null) {
          return image;
        }
      }
    } catch (JsonbException | IllegalArgumentException e) {
      throw new LinkException(Kind.REFUSED, LinkHeaders.IMAGE + " is not a record", e);
    }
    throw new LinkException(Kind.REFUSED, "the header " + LinkHeaders.IMAGE + " is missing");
  }
}
