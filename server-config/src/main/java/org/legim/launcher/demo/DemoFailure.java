package org.legim.launcher.demo;

/** The demo cannot go on; the message says why, and may have several lines. */
public final class DemoFailure extends Exception {
  DemoFailure(String message) {
    super(message);
  }
}
