package org.legim.config;

/** One value as it was written, not yet checked. */
public record Setting(ConfigKey key, String value, Origin origin) {
  @Override
  public String toString() {
    return origin + ": " + key.key() + "=" + (key.secret() ? "<hidden>" : value);
  }
}
