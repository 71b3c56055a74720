package org.legim.link;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Signs the control calls to one neighbour, and lets through only answers that it signed. */
final class SigningFilter implements ClientRequestFilter, ClientResponseFilter {

  /** More than any message has. */
  private static final int MOST_BYTES = 16 << 20;

  private static final String SENT = "legim.sent";
  private static final int SUCCESSES = 200;
  private static final int REDIRECTS = 300;

  private final Neighbour neighbour;
  private final Jsonb json = JsonbBuilder.create();

  /** Calls run in the thread of their caller from end to end. */
  private final ThreadLocal<Session> session = new ThreadLocal<>();

  SigningFilter(Neighbour neighbour) {
    this.neighbour = neighbour;
  }

  private record Sent(Session session, long counter) {}

  /** The calling thread's calls are signed in this session from now on. */
  void begin(Session next) {
    session.set(next);
  }

  /** The calling thread's calls are no longer signed. */
  void end() {
    session.remove();
  }

  // The message is written here, not by the provider: its bytes must be known for the headers.
  @Override
  public void filter(ClientRequestContext request) {
    byte[] body = json.toJson(request.getEntity()).getBytes(StandardCharsets.UTF_8);
    request.setEntity(body);
    Session in = session.get();
    if (in == null) {
      return;
    }
    Signature signature = in.sign(request.getMethod(), path(request.getUri()), body);
    MultivaluedMap<String, Object> headers = request.getHeaders();
    headers.putSingle(LinkHeaders.SESSION, signature.session());
    headers.putSingle(LinkHeaders.COUNTER, Long.toString(signature.counter()));
    headers.putSingle(LinkHeaders.SIGNATURE, signature.text());
    request.setProperty(SENT, new Sent(in, signature.counter()));
  }

  @Override
  public void filter(ClientRequestContext request, ClientResponseContext response)
      throws IOException {
    byte[] body = body(response);
    response.setEntityStream(new ByteArrayInputStream(body));
    int status = response.getStatus();
    boolean success = status >= SUCCESSES && status < REDIRECTS;
    if (success
        && request.getProperty(SENT) instanceof Sent sent
        && !sent.session.isAnswer(
            sent.counter, status, body, response.getHeaderString(LinkHeaders.SIGNATURE))) {
      throw neighbour.failed("the answer is not signed by whom the session is with", null);
    }
  }

  private byte[] body(ClientResponseContext response) throws IOException {
    InputStream stream = response.getEntityStream();
    byte[] body = stream == null ? new byte[0] : stream.readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      throw neighbour.failed("the answer has more than " + MOST_BYTES + " bytes", null);
    }
    return body;
  }

  private String path(URI uri) {
    return uri.getRawPath().substring(neighbour.url().getRawPath().length());
  }
}
