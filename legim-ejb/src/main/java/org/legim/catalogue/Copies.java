package org.legim.catalogue;

import java.util.List;

/**
 * A blob with all nodes that hold it.
 *
 * @param image one record that needs it
 * @param holders the ids of the nodes, in their order
 */
public record Copies(ImageRecord image, List<String> holders) {}
