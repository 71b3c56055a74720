package org.legim.payara;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpPacket;
import org.glassfish.grizzly.http.HttpProbe;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.util.FastHttpDateFormat;
import org.glassfish.grizzly.http.util.MimeHeaders;
import org.glassfish.grizzly.memory.Buffers;

/**
 * Gives a body to the answers to requests that cannot be parsed. Grizzly's codec writes those
 * itself, bare, to the connection: the probe hears of the error just before, and the filter, which
 * stands between codec and connection, puts a whole answer in the place of the bare one.
 */
final class CodecErrors extends BaseFilter {
  private static final int SMALLEST_ERROR = 400;
  private static final String TOO_LARGE = "too large";

  private final Attribute<byte[]> answer =
      Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(CodecErrors.class.getName());

  /** To be added to the codec. */
  HttpProbe probe() {
    return new HttpProbe.Adapter() {
      @Override
      @SuppressWarnings("rawtypes") // as Grizzly declares it
      public void onErrorEvent(Connection connection, HttpPacket packet, Throwable error) {
        if (packet instanceof HttpRequestPacket request && !request.getResponse().isCommitted()) {
          answer.set(connection, answer(request, error));
        }
      }
    };
  }

  @Override
  public NextAction handleWrite(FilterChainContext ctx) {
    byte[] instead = answer.remove(ctx.getConnection());
    if (instead != null && ctx.getMessage() instanceof Buffer) {
      ctx.setMessage(Buffers.wrap(ctx.getMemoryManager(), instead));
    }
    return ctx.getInvokeAction();
  }

  static byte[] answer(HttpRequestPacket request, Throwable error) {
    Problem problem = Problem.of(status(request, error), path(request));
    byte[] body = problem.json();
    String head =
        String.join(
            "\r\n",
            "HTTP/1.1 " + problem.status() + " " + problem.title(),
            "Date: " + FastHttpDateFormat.getCurrentDate(),
            "Content-Type: " + Problem.CONTENT_TYPE,
            "Content-Length: " + body.length,
            "Connection: close",
            "\r\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    if (request.getMethod() != Method.HEAD) {
      bytes.writeBytes(body);
    }
    return bytes.toByteArray();
  }

  private static int status(HttpRequestPacket request, Throwable error) {
    HttpResponsePacket response = request.getResponse();
    if (response.getStatus() >= SMALLEST_ERROR) {
      return response.getStatus();
    }
    if (error instanceof MimeHeaders.MaxHeaderCountExceededException) {
      return 431;
    }
    if (String.valueOf(error.getMessage()).contains(TOO_LARGE)) {
      return path(request).isEmpty() ? 414 : 431;
    }
    return SMALLEST_ERROR;
  }

  private static String path(HttpRequestPacket request) {
    boolean unread = request.getRequestURIRef().getOriginalRequestURIBC().isNull();
    return unread ? "" : RequestCheck.path(request);
  }
}
