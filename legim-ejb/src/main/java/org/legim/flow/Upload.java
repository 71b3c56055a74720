package org.legim.flow;

import java.io.InputStream;
import java.util.OptionalLong;

/**
 * An image that a client sends.
 *
 * @param body its bytes; the caller closes it
 * @param announced how many bytes will come, where the client said so
 * @param name the file name that the client gave, already cleaned, or an empty text
 */
public record Upload(InputStream body, OptionalLong announced, String name) {}
