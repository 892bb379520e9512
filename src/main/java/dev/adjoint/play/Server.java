package dev.adjoint.play;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Answers the browser, on the loopback address alone.
///
/// | request                             | answer                                         |
/// |-------------------------------------|------------------------------------------------|
/// | `GET /TOKEN/`                       | the page                                       |
/// | `GET /TOKEN/document`               | its picture, as JSON                           |
/// | `GET /TOKEN/events`                 | what changes, as server-sent events            |
/// | `GET /TOKEN/files/NAME`             | a file that the script wrote                   |
/// | `POST /TOKEN/run`                   | goes on from the step that is shown, or starts |
/// | `POST /TOKEN/restart`               | starts again                                   |
/// | `POST /TOKEN/stop`                  | ends the run after its step                    |
/// | `POST /TOKEN/rewind?loop=0&step=40` | goes back to the nearest recorded step         |
///
/// Whatever does not have the token is told nothing, not even that there is a page. Each request has a
/// thread of its own, which a slow client holds up, and no other.
final class Server implements AutoCloseable {
  private static final int BACKLOG = 16;

  private final Gate gate = new Gate();
  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Routes routes;

  /// An answer to a request.
  ///
  /// @param type of the body, as a media type
  record Answer(int status, String type, byte[] body) {
    static Answer text(int status, String text) {
      return new Answer(status, "text/plain; charset=utf-8", bytes(text));
    }

    static Answer json(String json) {
      return new Answer(200, "application/json", bytes(json));
    }

    static Answer html(String html) {
      return new Answer(200, "text/html; charset=utf-8", bytes(html));
    }

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  /// @param port 0 for any that is free
  /// @throws IOException if the port cannot be had
  Server(int port, Routes routes) throws IOException {
    this.routes = routes;
    // By its number, as the name may be another's: a file says what it stands for.
    InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
    this.http = HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
    http.setExecutor(threads);
    http.createContext("/", this::answer);
    http.start();
  }

  /// Where the page is.
  URI page() {
    return URI.create(
        "http://127.0.0.1:%d/%s/".formatted(http.getAddress().getPort(), gate.token()));
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      protect(exchange);
      if (!Gate.isOurs(exchange)) {
        send(exchange, Answer.text(403, "this is not for other sites\n"));
        return;
      }
      Optional<String> path = gate.path(exchange);
      Optional<Routes.Route> route = path.flatMap(routes::find);
      if (route.isEmpty()) {
        send(exchange, Answer.text(404, "there is nothing here\n"));
      } else if (!exchange.getRequestMethod().equals(route.get().method())) {
        exchange.getResponseHeaders().set("Allow", route.get().method());
        send(exchange, Answer.text(405, "this takes %s only\n".formatted(route.get().method())));
      } else {
        route.get().handler().handle(exchange);
      }
    }
  }

  private static void protect(HttpExchange exchange) {
    var headers = exchange.getResponseHeaders();
    headers.set("Cache-Control", "no-store");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  }

  static void send(HttpExchange exchange, Answer answer) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    byte[] body = answer.body();
    boolean isHead = exchange.getRequestMethod().equals("HEAD"); // which is answered without a body
    boolean isEmpty = isHead || body.length == 0;
    exchange.sendResponseHeaders(answer.status(), isEmpty ? -1 : body.length);
    if (!isEmpty) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }
}
