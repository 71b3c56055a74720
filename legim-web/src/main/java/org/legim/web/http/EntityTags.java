package org.legim.web.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.legim.image.WriteCondition;

/**
 * The value of {@code If-Match} and {@code If-None-Match} (RFC 9110 sections 13.1.1 and 13.1.2).
 *
 * @param any {@code *}: whatever exists
 * @param listed the tags otherwise
 */
record EntityTags(boolean any, List<EntityTag> listed) {
  private static final EntityTags ANY = new EntityTags(true, List.of());

  /** A malformed list matches nothing: what it meant cannot be known. */
  private static final EntityTags NOTHING = new EntityTags(false, List.of());

  static EntityTags parse(String value) {
    if (value.strip().equals("*")) {
      return ANY;
    }
    List<EntityTag> tags = new ArrayList<>();
    EntityTagParser parser = new EntityTagParser(value);
    parser.skipSeparators();
    while (!parser.atEnd()) {
      Optional<EntityTag> tag = parser.next();
      boolean separated = parser.skipSeparators();
      if (tag.isEmpty() || !separated && !parser.atEnd()) {
        return NOTHING;
      }
      tags.add(tag.get());
    }
    return new EntityTags(false, tags);
  }

  boolean matchesStrongly(EntityTag current) {
    return any || listed.stream().anyMatch(current::equalsStrongly);
  }

  boolean matchesWeakly(EntityTag current) {
    return any || listed.stream().anyMatch(current::equalsWeakly);
  }

  /** Those that a strong tag can equal under strong comparison. */
  WriteCondition.Tags strong() {
    return tags(listed.stream().filter(tag -> !tag.weak()));
  }

  /** Those that a strong tag can equal under weak comparison. */
  WriteCondition.Tags weak() {
    return tags(listed.stream());
  }

  private WriteCondition.Tags tags(Stream<EntityTag> tags) {
    Set<String> opaque = tags.map(EntityTag::opaque).collect(Collectors.toUnmodifiableSet());
    return any ? WriteCondition.Tags.ANY : WriteCondition.Tags.of(opaque);
  }
}
