package org.legim.link;

/** The header fields of requests and answers between nodes. */
public final class LinkHeaders {

  /** The id of the session in which a request is signed. */
  public static final String SESSION = "Legim-Session";

  /** The number of a request among its sender's requests of the session. */
  public static final String COUNTER = "Legim-Counter";

  /** The signature of a request, or of the answer to it. */
  public static final String SIGNATURE = "Legim-Signature";

  /** With a blob: a record that needs it, an {@link ImageHeader}. */
  public static final String IMAGE = "Legim-Image";

  /** With many blobs: how long their {@link Manifest} is, and its SHA-256. */
  public static final String MANIFEST = "Legim-Manifest";

  private LinkHeaders() {}
}
