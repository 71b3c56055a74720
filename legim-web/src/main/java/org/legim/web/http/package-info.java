/** RFC 9110 and its companions as plain functions: ranges, preconditions, file names in headers. */
package org.legim.web.http;
