/**
 * One running node: puts disk, catalogue and tree together and owns their life from start to stop.
 */
package org.legim.node;
