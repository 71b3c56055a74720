package org.legim.catalogue;

import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;

/** What the catalogue keeps as JSON. */
final class Documents {

  private Documents() {}

  // A reader of its own each time: it is rare, and nothing of it outlives the application.
  static <T> T read(String document, Class<T> type, String what) {
    try {
      return JsonbBuilder.create().fromJson(document, type);
    } catch (JsonbException e) {
      throw new CatalogueException(what + " cannot be read: " + e.getMessage(), false, e);
    }
  }

  static String write(Object value) {
    return JsonbBuilder.create().toJson(value);
  }
}
