package org.legim.image;

/** Why a node refuses what it was asked, though nothing is wrong with the node. */
public enum Refusal {
  /** There is no image under the id. */
  NO_SUCH_IMAGE,
  /** The id breaks the rule of ids. */
  INVALID_ID,
  /** No bytes came. */
  EMPTY,
  /** The bytes are not an image of an accepted format, or a damaged one. */
  NOT_AN_IMAGE,
  /** The image is longer than the operator allows. */
  TOO_LARGE,
  /** The bytes ended before their announced length. */
  CUT_SHORT,
  /** The node's disk has no room. */
  NO_ROOM,
  /** What is there is not what the client expects to be there. */
  CONDITION_FAILED,
  /** The upload key was used for other bytes. */
  KEY_REUSED,
  /** The image that the upload key made is gone. */
  KEY_OUTLIVED
}
