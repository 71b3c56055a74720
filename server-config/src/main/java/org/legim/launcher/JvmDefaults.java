package org.legim.launcher;

import java.nio.file.Files;
import java.nio.file.Path;

/** System properties that Payara Micro would set to worse values; those of the operator stand. */
final class JvmDefaults {
  private JvmDefaults() {}

  static void set() {
    // Payara brings certificate authorities of its own; those of the JDK are kept up to date, and
    // it is there that an operator adds the authority of the house.
    Path authorities = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
    if (Files.isReadable(authorities)) {
      setIfAbsent("javax.net.ssl.trustStore", authorities.toString());
    }
    // Otherwise node.bind could not be an IPv6 address.
    setIfAbsent("java.net.preferIPv4Stack", "false");
    // Clients send file names in raw UTF-8, which RFC 9110 section 5.5 lets pass and Payara would
    // not. What else this lets pass, RequestCheck refuses.
    setIfAbsent("org.glassfish.grizzly.http.STRICT_HEADER_VALUE_VALIDATION_RFC_9110", "false");
  }

  private static void setIfAbsent(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }
}
