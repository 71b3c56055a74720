package org.legim.link;

/**
 * What a request carries to show who sent it.
 *
 * @param session the session that it is signed in, as {@link LinkHeaders#SESSION}
 * @param counter unique among the sender's requests of the session, as {@link LinkHeaders#COUNTER}
 * @param text HMAC-SHA256 in base64url, as {@link LinkHeaders#SIGNATURE}
 */
public record Signature(String session, long counter, String text) {

  /**
   * Reads the three headers of a request.
   *
   * @throws LinkException of kind REFUSED if one is missing or no counter is a number
   */
  public static Signature read(String session, String counter, String text) throws LinkException {
    if (session == null || counter == null || text == null) {
      throw new LinkException(
          LinkException.Kind.REFUSED,
          "the request is not signed: it needs the headers %s, %s and %s"
              .formatted(LinkHeaders.SESSION, LinkHeaders.COUNTER, LinkHeaders.SIGNATURE));
    }
    try {
      return new Signature(session, Long.parseLong(counter), text);
    } catch (NumberFormatException e) {
      throw new LinkException(
          LinkException.Kind.REFUSED, LinkHeaders.COUNTER + " is not a number: " + counter, e);
    }
  }
}
