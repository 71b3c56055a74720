package org.legim.catalogue;

import java.util.Optional;
import org.legim.link.Roster;

/** The roster of the tree as this node last heard it, kept on its disk. */
public interface Rosters {

  /** The roster; empty before the first. */
  Optional<Roster> roster();

  /** Replaces the roster, durably. */
  void save(Roster roster);
}
