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
  private String sent = "";
  private Messages.Told told = Messages.Told.NOTHING;

  Stream(Session session) {
    this.session = session;
  }

  void serve(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      long seen = 0;
      while (!session.isClosed()) {
        State state = session.after(seen, HEARTBEAT);
        if (state.number() == seen) {
          write(out, ":\n\n");
        } else {
          seen = state.number();
          send(out, state);
          Thread.sleep(BREATH);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the server ends
    }
  }

  private void send(OutputStream out, State state) throws IOException {
    String text = Messages.of(state);
    if (!text.equals(sent)) {
      write(out, "event: state\ndata: " + text + "\n\n");
      sent = text;
    }
    if (state.run().isPresent()) {
      Messages.Telling telling = Messages.of(state.run().get(), told);
      told = telling.told();
      write(out, "event: run\ndata: " + telling.message() + "\n\n");
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
