package org.legim.config;

/** How the bytes of an image that other nodes hold get to the user. */
public enum Delivery {
  /** By redirect where the user is known to be nearer to a holder than to the gateway. */
  AUTO,
  /** Always through the gateway. */
  PROXY,
  /** By redirect wherever a holder has a public URL. */
  REDIRECT
}
