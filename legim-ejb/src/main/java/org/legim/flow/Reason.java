package org.legim.flow;

import java.util.Locale;

/** Why a blob moves, or is to be looked at. */
public enum Reason {
  /** The gateway passes on what was uploaded. */
  PLACE,
  /** A node leaves. */
  BACKFLOW,
  /** A node that backflow has filled passes on to those below it. */
  RELIEF,
  /** There are too few copies. */
  REPAIR,
  /** Nothing moves: a node looks whether its own copy is whole. */
  CHECK;

  /** As nodes tell each other, and users read it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
