package org.legim.web.http;

import java.util.Optional;

/**
 * An entity tag (RFC 9110 section 8.8.3).
 *
 * @param opaque what stands between the quotes
 * @param weak whether it stands for equivalent rather than equal bytes
 */
public record EntityTag(String opaque, boolean weak) {
  public EntityTag {
    if (!opaque.chars().allMatch(EntityTag::isTagCharacter)) {
      throw new IllegalArgumentException("Not an opaque tag: " + opaque);
    }
  }

  /** The tag of a representation that is named by its bytes. */
  public static EntityTag strong(String opaque) {
    return new EntityTag(opaque, false);
  }

  /** Reads one tag with nothing around it; empty if it is malformed. */
  public static Optional<EntityTag> parse(String text) {
    EntityTagParser parser = new EntityTagParser(text);
    Optional<EntityTag> tag = parser.next();
    return parser.atEnd() ? tag : Optional.empty();
  }

  /** Section 8.8.3.2: neither may be weak. */
  public boolean equalsStrongly(EntityTag other) {
    return !weak && !other.weak && opaque.equals(other.opaque);
  }

  /** Section 8.8.3.2: either may be weak. */
  public boolean equalsWeakly(EntityTag other) {
    return opaque.equals(other.opaque);
  }

  /** As in a header field. */
  @Override
  public String toString() {
    return (weak ? "W/\"" : "\"") + opaque + '"';
  }

  /** Visible ASCII but the quote, and what HTTP calls obs-text. */
  static boolean isTagCharacter(int c) {
    return c == '!' || c >= '#' && c <= '~' || c >= 0x80 && c <= 0xFF;
  }
}
