package org.legim.config;

/** What a node does with its images when it is stopped. */
public enum OnStop {
  /** They move to where they stay served. */
  DRAIN,
  /** They stay on this disk and are served again after the next start. */
  KEEP
}
