package org.legim.catalogue;

import java.util.List;

/**
 * A blob with all nodes that hold it, and on how many it should be.
 *
 * @param image one record that needs it
 * @param holders the ids of the nodes, in their order
 * @param wanted what all images that need it ask for
 */
public record Copies(ImageRecord image, List<String> holders, Wanted wanted) {}
