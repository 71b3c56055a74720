package org.legim.web.http;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.legim.image.WriteCondition;

/**
 * The preconditions of a request, evaluated in the order of RFC 9110 section 13.2.2.
 *
 * <p>Each component is a header field's value, or {@code null} if the request has none; several
 * lines of one field are one value, joined by commas. Dates that are malformed are ignored, as the
 * RFC asks; tags that are malformed match nothing.
 */
public record Preconditions(
    String ifMatch,
    String ifNoneMatch,
    String ifModifiedSince,
    String ifUnmodifiedSince,
    String ifRange) {

  /** What a request's preconditions lead to. */
  public enum Outcome {
    /** Answer as if there were none. */
    PROCEED,
    /** 304: the client has these bytes. */
    NOT_MODIFIED,
    /** 412: the client assumed something else. */
    PRECONDITION_FAILED
  }

  /**
   * Takes what a request says.
   *
   * @param header gives the value of a header field by its name, or {@code null}
   */
  public static Preconditions of(UnaryOperator<String> header) {
    return new Preconditions(
        header.apply("If-Match"),
        header.apply("If-None-Match"),
        header.apply("If-Modified-Since"),
        header.apply("If-Unmodified-Since"),
        header.apply("If-Range"));
  }

  /**
   * For GET and HEAD of something that exists. Of what does not exist there is nothing to evaluate:
   * where the answer would be an error anyway, preconditions are ignored (section 13.2.1).
   */
  public Outcome forRead(Representation current) {
    if (ifMatch != null) {
      if (!EntityTags.parse(ifMatch).matchesStrongly(current.tag())) {
        return Outcome.PRECONDITION_FAILED;
      }
    } else if (isModifiedSince(current, ifUnmodifiedSince).orElse(false)) {
      return Outcome.PRECONDITION_FAILED;
    }
    boolean known =
        ifNoneMatch != null
            ? EntityTags.parse(ifNoneMatch).matchesWeakly(current.tag())
            : !isModifiedSince(current, ifModifiedSince).orElse(true);
    return known ? Outcome.NOT_MODIFIED : Outcome.PROCEED;
  }

  /**
   * For the methods that change something. What {@link #writeCondition} gives has to be asked again
   * when the change is made.
   *
   * @param current empty if there is nothing yet and the request may create it
   */
  public Outcome forWrite(Optional<Representation> current) {
    boolean modified =
        ifMatch == null
            && current.flatMap(found -> isModifiedSince(found, ifUnmodifiedSince)).orElse(false);
    boolean holds = writeCondition().holds(current.map(found -> found.tag().opaque()));
    return holds && !modified ? Outcome.PROCEED : Outcome.PRECONDITION_FAILED;
  }

  /** The part about tags, to be evaluated within the transaction that changes something. */
  public WriteCondition writeCondition() {
    return new WriteCondition(
        Optional.ofNullable(ifMatch).map(value -> EntityTags.parse(value).strong()),
        Optional.ofNullable(ifNoneMatch).map(value -> EntityTags.parse(value).weak()));
  }

  /**
   * Whether a {@code Range} is to be honoured (section 13.1.5): without {@code If-Range}, or if
   * that names these very bytes. To be asked after {@link #forRead}.
   */
  public boolean allowRange(Representation current) {
    if (ifRange == null) {
      return true;
    }
    String value = ifRange.strip();
    return EntityTag.parse(value)
        .map(current.tag()::equalsStrongly)
        .or(() -> HttpDate.parse(value).map(current.lastModified()::equals))
        .orElse(false);
  }

  /** Empty if there is no date to compare with. */
  private static Optional<Boolean> isModifiedSince(Representation current, String date) {
    return Optional.ofNullable(date)
        .flatMap(HttpDate::parse)
        .map(since -> current.lastModified().isAfter(since));
  }
}
