package org.legim.launcher;

/**
 * A line of help.
 *
 * @param form what is typed after {@code ./legim}
 * @param meaning what it does
 */
record Usage(String form, String meaning) {}
