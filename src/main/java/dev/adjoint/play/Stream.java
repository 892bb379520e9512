package dev.adjoint.play;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Tells one page what changes, as server-sent events, until it goes away.
///
/// A page that reads slowly misses the states in between, and holds nobody up: what is sent is
/// the state of the moment in which it can be sent.
final class Stream {
  /// A page that is gone is known by a write that fails, so there is one now and then.
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  /// The least time between two events.
  private static final Duration BREATH = Duration.ofMillis(80);

  private final Session session;

  Stream(Session session) {
    this.session = session;
  }

  void serve(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      State seen = session.state();
      send(out, seen);
      while (!session.isClosed()) {
        State next = session.after(seen.number(), HEARTBEAT);
        if (next.number() == seen.number()) {
          write(out, ":\n\n");
        } else {
          send(out, next);
          seen = next;
          Thread.sleep(BREATH);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the server ends
    }
  }

  private static void send(OutputStream out, State state) throws IOException {
    write(out, "event: state\ndata: " + Json.of(Messages.of(state)) + "\n\n");
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
