package org.legim.process;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A line to a port of 127.0.0.1 that can be bad: it listens on a port of its own and passes on what
 * comes, both ways, unless it is cut, silent or slow.
 */
final class CutProxy implements AutoCloseable {

  /** How the line is. */
  enum Line {
    GOOD,

    /** Connections are reset, and new ones too. */
    CUT,

    /** Nothing comes through and nobody is told, as when a cable is pulled. */
    SILENT,

    /** Each piece takes its time. */
    SLOW
  }

  private static final int PIECE_BYTES = 16 * 1024;
  private static final long SLOW_PIECE_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final int target;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "cut-proxy");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Line line = Line.GOOD;

  private CutProxy(int target, ServerSocket server) {
    this.target = target;
    this.server = server;
  }

  /** Makes a good line to a port, where nobody needs to listen yet. */
  static CutProxy to(int target) {
    try {
      int port = Ports.free();
      CutProxy proxy =
          new CutProxy(target, new ServerSocket(port, 200, InetAddress.getLoopbackAddress()));
      proxy.threads.execute(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens. */
  int port() {
    return server.getLocalPort();
  }

  /** Makes the line good or bad, also for those who talk over it now. */
  void set(Line how) {
    Line before = line;
    line = how;
    // What was held back by silence is not made up for: its ends have no common view any more.
    if (how == Line.CUT || before == Line.SILENT && how != Line.SILENT) {
      reset();
    }
  }

  /** Whether what is sent does not arrive. */
  boolean isBroken() {
    return line == Line.CUT || line == Line.SILENT;
  }

  private void reset() {
    open.forEach(CutProxy::reset);
    open.clear();
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // It is closed already.
    }
    close(socket);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket caller = server.accept();
        if (line == Line.CUT) {
          reset(caller);
        } else {
          threads.execute(() -> connect(caller));
        }
      } catch (IOException e) {
        // It was closed, or the caller went.
      }
    }
  }

  private void connect(Socket caller) {
    Socket called = new Socket();
    open.add(caller);
    open.add(called);
    try {
      called.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
      caller.setTcpNoDelay(true);
      called.setTcpNoDelay(true);
      threads.execute(() -> pass(caller, called));
      pass(called, caller);
    } catch (IOException e) {
      hangUp(caller, called);
    }
  }

  /** Ends both ways when one of them ends: no one here leaves a connection half open. */
  private void pass(Socket from, Socket to) {
    byte[] piece = new byte[PIECE_BYTES];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        while (line == Line.SILENT && !from.isClosed()) {
          LockSupport.parkNanos(LOOK_NANOS);
        }
        if (line == Line.CUT) {
          return;
        }
        if (line == Line.SLOW) {
          LockSupport.parkNanos(SLOW_PIECE_NANOS);
        }
        out.write(piece, 0, length);
      }
    } catch (IOException e) {
      // One of them is gone.
    } finally {
      hangUp(from, to);
    }
  }

  private void hangUp(Socket one, Socket other) {
    open.remove(one);
    open.remove(other);
    close(one);
    close(other);
  }

  private static void close(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      // There is nothing left to do with it.
    }
  }

  @Override
  public void close() {
    close(server);
    line = Line.CUT;
    reset();
    threads.shutdownNow();
  }
}
