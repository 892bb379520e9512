package dev.adjoint.play;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Who is let in: whoever knows the secret part of the page's address, and asks under the name of
/// this machine alone.
///
/// The server listens to this machine only. That keeps other machines out, and not the pages of
/// others in this machine's browser: they neither know the token, nor may they ask in the name of a
/// host of their own that they have point here (DNS rebinding), nor from another origin.
final class Gate {
  private static final int TOKEN_BYTES = 16;

  private final String token;

  Gate() {
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    this.token = HexFormat.of().formatHex(random);
  }

  /// 128 random bits in hexadecimal digits: the first part of every path.
  String token() {
    return token;
  }

  /// What a request asks for, behind the token: `/document`, say; nothing if it is not let in.
  Optional<String> path(HttpExchange exchange) {
    String path = exchange.getRequestURI().getRawPath();
    int end = path == null ? -1 : path.indexOf('/', 1);
    if (end < 0 || !isToken(path.substring(1, end))) {
      return Optional.empty();
    }
    return Optional.of(path.substring(end));
  }

  private boolean isToken(String given) {
    // in a time that does not tell how much of it is right
    return MessageDigest.isEqual(bytes(given), bytes(token));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Whether a request names this machine as its host, and comes from a page of ours or from none.
  static boolean isOurs(HttpExchange exchange) {
    int number = exchange.getLocalAddress().getPort();
    String port = number == 80 ? "" : ":" + number; // which browsers leave out
    List<String> hosts = List.of("127.0.0.1" + port, "localhost" + port);
    Headers headers = exchange.getRequestHeaders();
    List<String> host = headers.getOrDefault("Host", List.of());
    if (host.size() != 1 || !hosts.contains(host.getFirst())) {
      return false;
    }
    List<String> origins = headers.getOrDefault("Origin", List.of());
    return origins.stream().allMatch(origin -> origin.equals("http://" + host.getFirst()));
  }
}
