package dev.adjoint.play;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.adjoint.play.Server.Answer;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the server has to give, behind the token.
final class Routes {
  private static final String FILES = "/files/";

  /// A browser with some tabs; each holds one stream.
  static final int MOST_STREAMS = 8;

  private static final Pattern PLACE = Pattern.compile("loop=(\\d{1,6})&step=(\\d{1,18})");

  private final Project project;
  private final Session session;
  private final Desk desk;
  private final AtomicInteger streams = new AtomicInteger();

  Routes(Project project, Session session, Desk desk) {
    this.project = project;
    this.session = session;
    this.desk = desk;
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
          case "/run" -> new Route("POST", exchange -> done(exchange, desk::run));
          case "/restart" -> new Route("POST", exchange -> done(exchange, desk::restart));
          case "/stop" -> new Route("POST", exchange -> done(exchange, desk::stop));
          case "/rewind" -> new Route("POST", this::rewind);
          default ->
              path.startsWith(FILES)
                  ? new Route("GET", exchange -> file(exchange, path.substring(FILES.length())))
                  : null;
        });
  }

  private void page(HttpExchange exchange) throws IOException {
    // What it may do its own policy says, which knows its scripts.
    exchange.getResponseHeaders().set("Content-Security-Policy", "frame-ancestors 'none'");
    Server.send(exchange, Answer.html(document().html()));
  }

  private void document(HttpExchange exchange) throws IOException {
    Server.send(exchange, Answer.json(document().json()));
  }

  private PageDocument document() {
    State state = session.state();
    return state
        .picture()
        .map(State.Picture::document)
        .orElseGet(() -> PageDocument.none(project, state.version().text()));
  }

  /// What is asked for begins; events tell of it.
  private static void done(HttpExchange exchange, Runnable task) throws IOException {
    task.run();
    Server.send(exchange, Answer.text(202, ""));
  }

  private void rewind(HttpExchange exchange) throws IOException {
    Matcher place =
        PLACE.matcher(Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""));
    if (place.matches()) {
      int loop = Integer.parseInt(place.group(1));
      long step = Long.parseLong(place.group(2));
      done(exchange, () -> desk.rewind(loop, step));
    } else {
      Server.send(exchange, Answer.text(400, "this takes ?loop=0&step=100\n"));
    }
  }

  /// A file that the script wrote, by its path in one piece. Its type lets no browser run it.
  private void file(HttpExchange exchange, String encoded) throws IOException {
    String name = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    Server.send(
        exchange,
        session
            .state()
            .run()
            .flatMap(run -> run.files().file(name))
            .map(file -> new Answer(200, type(name), file.bytes()))
            .orElse(Answer.text(404, "there is no such file\n")));
  }

  private static String type(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".svg")
        ? "image/svg+xml"
        : lower.endsWith(".png") ? "image/png" : "application/octet-stream";
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
