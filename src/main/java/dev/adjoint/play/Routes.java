package dev.adjoint.play;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.adjoint.play.Server.Answer;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// What the server has to give, behind the token.
final class Routes {
  /// A browser with some tabs; each holds one stream.
  private static final int MOST_STREAMS = 8;

  private final Session session;
  private final AtomicInteger streams = new AtomicInteger();

  Routes(Session session) {
    this.session = session;
  }

  /// What is done for a path.
  ///
  /// @param method the one that it takes
  record Route(String method, HttpHandler handler) {}

  Optional<Route> find(String path) {
    return Optional.ofNullable(
        switch (path) {
          case "/" -> new Route("GET", this::page);
          case "/document" -> new Route("GET", this::document);
          case "/events" -> new Route("GET", this::events);
          default -> null;
        });
  }

  private void page(HttpExchange exchange) throws IOException {
    PlainPage page = PlainPage.of(session.state());
    exchange.getResponseHeaders().set("Content-Security-Policy", page.policy());
    Server.send(exchange, Answer.html(page.html()));
  }

  private void document(HttpExchange exchange) throws IOException {
    Optional<State.Picture> picture = session.state().picture();
    Server.send(
        exchange,
        picture
            .map(p -> Answer.json(p.document()))
            .orElse(Answer.text(404, "there is no picture yet\n")));
  }

  private void events(HttpExchange exchange) throws IOException {
    try {
      if (streams.incrementAndGet() > MOST_STREAMS) {
        Server.send(exchange, Answer.text(503, "there are too many open pages\n"));
        return;
      }
      new Stream(session).serve(exchange);
    } finally {
      streams.decrementAndGet();
    }
  }
}
