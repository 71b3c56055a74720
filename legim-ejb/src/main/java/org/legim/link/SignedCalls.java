package org.legim.link;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/** The control calls to one neighbour. Thread-safe. */
final class SignedCalls implements Closeable {

  private final Neighbour neighbour;
  private final SigningFilter signing;
  private final LinkApi api;

  /**
   * @param url where the neighbour is deployed, without a slash at the end
   */
  SignedCalls(URI url, LinkTimeouts timeouts) {
    neighbour = new Neighbour(url);
    signing = new SigningFilter(neighbour);
    ClassLoader former = enter();
    try {
      api =
          RestClientBuilder.newBuilder()
              .baseUri(URI.create(url + "/link"))
              .connectTimeout(timeouts.connect().toMillis(), TimeUnit.MILLISECONDS)
              .readTimeout(timeouts.answer().toMillis(), TimeUnit.MILLISECONDS)
              .register(signing)
              .register(new RefusalMapper(neighbour))
              .build(LinkApi.class);
    } finally {
      leave(former);
    }
  }

  /** One call; the message of its exception begins with the neighbour's address. */
  @FunctionalInterface
  interface Call<T> {
    T on(LinkApi api) throws LinkException;
  }

  /** Answers that are no success, as exceptions. */
  private record RefusalMapper(Neighbour neighbour)
      implements ResponseExceptionMapper<LinkException> {

    @Override
    public boolean handles(int status, MultivaluedMap<String, Object> headers) {
      return Response.Status.Family.familyOf(status) != Response.Status.Family.SUCCESSFUL;
    }

    @Override
    public LinkException toThrowable(Response response) {
      byte[] body = response.hasEntity() ? response.readEntity(byte[].class) : new byte[0];
      return neighbour.refusal(response.getStatus(), body);
    }
  }

  /** Calls outside of any session. */
  <T> T unsigned(Call<T> call) throws LinkException {
    return signed(null, call);
  }

  /** Calls in a session. */
  <T> T signed(Session session, Call<T> call) throws LinkException {
    ClassLoader former = enter();
    signing.begin(session);
    try {
      return answer(call.on(api));
    } catch (RuntimeException e) {
      throw failure(e);
    } finally {
      signing.end();
      leave(former);
    }
  }

  private <T> T answer(T answer) throws LinkException {
    if (answer == null) {
      throw neighbour.failed("the answer is empty", null);
    }
    return answer;
  }

  // Each implementation wraps what a filter or a mapper throws in exceptions of its own.
  private LinkException failure(RuntimeException thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof LinkException e) {
        return e;
      }
      if (t instanceof IOException e) {
        return neighbour.unreachable(e);
      }
    }
    String what =
        thrown instanceof ProcessingException
            ? "the answer cannot be understood"
            : "the call failed";
    return neighbour.failed(what + ": " + thrown, thrown);
  }

  // A thread that a server did not start has no context class loader, or a wrong one, and by that
  // the REST client's implementations find their parts.
  private static ClassLoader enter() {
    Thread thread = Thread.currentThread();
    ClassLoader former = thread.getContextClassLoader();
    thread.setContextClassLoader(LinkApi.class.getClassLoader());
    return former;
  }

  private static void leave(ClassLoader former) {
    Thread.currentThread().setContextClassLoader(former);
  }

  @Override
  public void close() throws IOException {
    if (api instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (IOException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException("the client of " + neighbour + " cannot be closed", e);
      }
    }
  }
}
