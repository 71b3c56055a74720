/** Errors as RFC 9457 problems: one list of types, one translation, one form. */
package org.legim.web.problem;
