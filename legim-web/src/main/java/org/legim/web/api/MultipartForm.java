package org.legim.web.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.RequestContext;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;

/** A multipart body as a stream of its parts; nothing is spooled to memory or disk. */
final class MultipartForm {

  /** A file name of 255 bytes, percent-encoded and given in both forms, fits. */
  private static final int MOST_PART_HEADER_BYTES = 8 << 10;

  private MultipartForm() {}

  static FileItemInputIterator parts(String contentType, InputStream body) throws IOException {
    var parser = new JakartaServletFileUpload<DiskFileItem, DiskFileItemFactory>();
    parser.setHeaderCharset(StandardCharsets.UTF_8);
    parser.setMaxPartHeaderSize(MOST_PART_HEADER_BYTES);
    return parser.getItemIterator(new Body(contentType, body));
  }

  private record Body(String contentType, InputStream stream) implements RequestContext {

    @Override
    public String getCharacterEncoding() {
      return StandardCharsets.UTF_8.name();
    }

    @Override
    public long getContentLength() {
      return -1;
    }

    @Override
    public String getContentType() {
      return contentType;
    }

    @Override
    public InputStream getInputStream() {
      return stream;
    }

    @Override
    public boolean isMultipartRelated() {
      return false;
    }
  }
}
