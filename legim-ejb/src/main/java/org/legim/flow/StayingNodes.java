package org.legim.flow;

import java.util.List;
import org.legim.tree.StayingNode;

/** The nodes of the tree that may hold images for others, as the gateway sees them now. */
public interface StayingNodes {

  /** All that are online, stay, and have reported what they hold, the gateway included. */
  List<StayingNode> staying();

  /** Whether the gateway still waits for nodes to report: then nothing is placed or released. */
  boolean isRecovering();
}
