package org.legim.route;

import java.util.List;
import org.legim.latency.Choice;
import org.legim.latency.Standing;

/**
 * Where an image would be read from now, and why.
 *
 * @param here whether this node has its bytes, which are then read from its own disk
 * @param choice otherwise, the holders in reach in the order in which they would be asked
 * @param standings what is known of each of the other holders, whether in reach or not
 */
public record Explanation(boolean here, Choice choice, List<Standing> standings) {}
