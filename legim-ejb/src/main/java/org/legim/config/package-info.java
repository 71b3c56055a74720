/**
 * The settings of one node: where they come from, what they may be, and what to say when they are
 * wrong.
 */
package org.legim.config;
