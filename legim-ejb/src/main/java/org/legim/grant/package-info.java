/**
 * What the gateway signs so that another node gives one blob to whoever brings it, for a minute.
 */
package org.legim.grant;
