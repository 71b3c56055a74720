package org.legim.image;

import com.drew.imaging.jpeg.JpegProcessingException;
import com.drew.imaging.jpeg.JpegSegmentData;
import com.drew.imaging.jpeg.JpegSegmentReader;
import com.drew.imaging.jpeg.JpegSegmentType;
import com.drew.metadata.Metadata;
import com.drew.metadata.jpeg.JpegDirectory;
import com.drew.metadata.jpeg.JpegReader;
import java.io.IOException;

/** The dimensions in a JPEG's frame header (ITU-T T.81 section B.2.2). */
final class JpegSize {
  /** The bytes of a frame header before and for each component. */
  private static final int FIXED_BYTES = 6;

  private static final int COMPONENT_BYTES = 3;

  private JpegSize() {}

  static ImageSize read(HeaderReader in) throws IOException {
    JpegReader frameHeaders = new JpegReader();
    JpegSegmentData segments;
    try {
      segments = JpegSegmentReader.readSegments(in, frameHeaders.getSegmentTypes());
    } catch (JpegProcessingException e) {
      throw new BadHeaderException("its segments make no sense", e);
    }
    for (JpegSegmentType type : frameHeaders.getSegmentTypes()) {
      byte[] segment = segments.getSegment(type);
      if (segment != null) {
        Metadata metadata = new Metadata();
        frameHeaders.extract(segment, metadata, type);
        return size(segment, metadata.getFirstDirectoryOfType(JpegDirectory.class));
      }
    }
    throw new BadHeaderException("it has no frame header");
  }

  /** The library looks for the next marker in anything, so garbage may pass for a frame header. */
  private static ImageSize size(byte[] segment, JpegDirectory frame) throws BadHeaderException {
    Integer components = frame.getInteger(JpegDirectory.TAG_NUMBER_OF_COMPONENTS);
    if (components == null
        || components == 0
        || segment.length != FIXED_BYTES + COMPONENT_BYTES * components) {
      throw new BadHeaderException("its frame header makes no sense");
    }
    return ImageSize.stated(
        frame.getInteger(JpegDirectory.TAG_IMAGE_WIDTH),
        frame.getInteger(JpegDirectory.TAG_IMAGE_HEIGHT));
  }
}
