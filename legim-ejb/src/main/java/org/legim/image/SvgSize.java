package org.legim.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The dimensions that an SVG's root element states, in CSS pixels (SVG 2 section 8.2): {@code
 * width} and {@code height} if both are absolute lengths, else the size of its {@code viewBox}.
 */
final class SvgSize {
  /** The root element's start tag has to end within them. */
  private static final int MAX_HEAD_BYTES = 256 << 10;

  /** In both orders. */
  private static final String BYTE_ORDER_MARKS = "\uFEFF\uFFFE";

  private static final String NUMBER = "[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?";
  private static final Pattern LENGTH = Pattern.compile("(" + NUMBER + ")([a-zA-Z]*)");
  private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");
  private static final int MAX_ATTRIBUTE_CHARACTERS = 200;

  /** CSS Values 3 section 6.2: how many pixels one of each absolute unit has. */
  private static final Map<String, Double> PIXELS =
      Map.of(
          "",
          1.0,
          "px",
          1.0,
          "in",
          96.0,
          "cm",
          96 / 2.54,
          "mm",
          96 / 25.4,
          "q",
          96 / 101.6,
          "pt",
          96 / 72.0,
          "pc",
          16.0);

  private SvgSize() {}

  static Optional<ImageSize> read(FileChannel channel) throws IOException {
    String head = decode(Channels.newInputStream(channel).readNBytes(MAX_HEAD_BYTES));
    try {
      XMLStreamReader xml = parser().createXMLStreamReader(new StringReader(head));
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamReader.START_ELEMENT) {
          return size(xml);
        }
      }
      return Optional.empty();
    } catch (XMLStreamException | RuntimeException e) {
      // such as a root element that needs the entities of its DTD; an SVG may have no size
      return Optional.empty();
    }
  }

  /**
   * Decoded here, as the JDK's parser writes each malformed byte to the standard error stream. What
   * matters is ASCII, so legacy encodings may be taken for UTF-8.
   */
  private static String decode(byte[] head) {
    boolean wide =
        head.length > 1 && BYTE_ORDER_MARKS.indexOf(ByteBuffer.wrap(head).getChar()) >= 0;
    String text = new String(head, wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** The JDK's own parser, whatever the server brings, without anything that reaches outside. */
  private static XMLInputFactory parser() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setXMLResolver((publicId, systemId, base, namespace) -> InputStream.nullInputStream());
    return factory;
  }

  private static Optional<ImageSize> size(XMLStreamReader root) {
    OptionalDouble width = length(attribute(root, "width"));
    OptionalDouble height = length(attribute(root, "height"));
    if (width.isPresent() && height.isPresent()) {
      return pixels(width.getAsDouble(), height.getAsDouble());
    }
    String viewBox = attribute(root, "viewBox");
    if (viewBox == null) {
      return Optional.empty();
    }
    String[] box = SEPARATOR.split(viewBox.strip());
    return box.length == 4
        ? pixels(Double.parseDouble(box[2]), Double.parseDouble(box[3]))
        : Optional.empty();
  }

  private static String attribute(XMLStreamReader root, String name) {
    // null as the namespace would stand for any
    String value = root.getAttributeValue("", name);
    return value == null || value.length() > MAX_ATTRIBUTE_CHARACTERS ? null : value;
  }

  private static OptionalDouble length(String value) {
    if (value == null) {
      return OptionalDouble.empty();
    }
    Matcher length = LENGTH.matcher(value.strip());
    if (!length.matches()) {
      return OptionalDouble.empty();
    }
    Double unit = PIXELS.get(length.group(2).toLowerCase(Locale.ROOT));
    return unit == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(Double.parseDouble(length.group(1)) * unit);
  }

  private static Optional<ImageSize> pixels(double width, double height) {
    // false for a NaN too
    boolean sensible =
        width > 0 && height > 0 && width <= Integer.MAX_VALUE && height <= Integer.MAX_VALUE;
    return sensible ? Optional.of(new ImageSize(round(width), round(height))) : Optional.empty();
  }

  private static int round(double pixels) {
    return (int) Math.max(1, Math.round(pixels));
  }
}
