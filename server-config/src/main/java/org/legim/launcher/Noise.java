package org.legim.launcher;

import java.util.logging.LogRecord;

/** Warnings of Payara Micro that say nothing an operator could act on. */
final class Noise {
  private Noise() {}

  static boolean is(LogRecord record) {
    return false;
  }
}
