package dev.adjoint.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may ask the server, for what, and how.
@Timeout(60)
class ServerTest {
  @TempDir Path folder;
  private Player player;
  private int port;
  private String token;

  @BeforeEach
  void play() throws Exception {
    player = Player.of(Files.writeString(folder.resolve("a.adj"), "J = 2 * 3\n"));
    port = player.play.page().getPort();
    token = player.play.page().getPath();
    player.await("state", state -> state.get("document") != null);
  }

  @AfterEach
  void end() {
    player.close();
  }

  @Test
  void givesThePageAndItsDocument() throws Exception {
    HttpResponse<String> page = player.get("");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(page.body()).startsWithIgnoringCase("<!doctype html>");
    assertThat(player.document().get("format")).isEqualTo("adjoint-picture-1");
  }

  @Test
  void noPageMayLoadOrRunAnythingElse() throws Exception {
    assertThat(player.get("").headers().firstValue("Content-Security-Policy"))
        .hasValue("frame-ancestors 'none'");
    String body = player.get("").body();
    String policy = body.substring(body.indexOf("Content-Security-Policy"));
    assertThat(policy.substring(0, policy.indexOf('>')))
        .contains("default-src 'none'")
        .contains("connect-src 'self'")
        .doesNotContain("script-src 'unsafe")
        .doesNotContain("*");
    assertThat(player.get("document").headers().map())
        .doesNotContainKey("access-control-allow-origin")
        .containsEntry("x-content-type-options", List.of("nosniff"))
        .containsEntry("cross-origin-resource-policy", java.util.List.of("same-origin"));
  }

  @Test
  void withoutTheTokenThereIsNothing() throws Exception {
    String other = token.replaceFirst("[0-9a-f]", token.charAt(1) == '0' ? "1" : "0");
    for (String path :
        new String[] {
          "/",
          "/document",
          other,
          other + "document",
          token.substring(0, 20) + "/",
          token.toUpperCase(java.util.Locale.ROOT) + "x",
          token + "nothing",
          token + "/",
          token.replaceFirst("/$", ""),
          "/favicon.ico",
          "/%00/"
        }) {
      URI uri = URI.create("http://127.0.0.1:" + port).resolve("/");
      assertThat(status("GET " + path + " HTTP/1.1\r\nHost: " + uri.getAuthority()))
          .as(path)
          .isEqualTo(404);
    }
  }

  @Test
  void tokensHave128BitsAndDiffer() {
    Set<String> tokens = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      String token = new Gate().token();
      assertThat(token).matches("[0-9a-f]{32}");
      tokens.add(token);
    }
    assertThat(tokens).hasSize(100);
  }

  @Test
  void listensToThisMachineOnly() throws Exception {
    for (var network : Collections.list(java.net.NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : Collections.list(network.getInetAddresses())) {
        if (!address.isLoopbackAddress()) {
          assertThat(accepts(address)).as(address.toString()).isFalse();
        }
      }
    }
    assertThat(accepts(InetAddress.getByName("127.0.0.1"))).isTrue();
  }

  private boolean accepts(InetAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 2000);
      return true;
    } catch (java.io.IOException _) {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 200",
    "localhost, 200",
    "evil.example, 403",
    "127.0.0.1.evil.example, 403",
    "0.0.0.0, 403"
  })
  void anotherNameForThisMachineIsNotTakenForIt(String host, int status) throws Exception {
    assertThat(status("GET %s HTTP/1.1\r\nHost: %s:%d".formatted(token, host, port)))
        .isEqualTo(status);
  }

  @Test
  void aHostIsNamedOnceAndWithThePort() throws Exception {
    String get = "GET " + token + " HTTP/1.1\r\n";
    assertThat(status(get + "Host: 127.0.0.1")).isEqualTo(403);
    assertThat(status(get + "X: y")).isIn(400, 403);
    assertThat(status(get + "Host: 127.0.0.1:%d\r\nHost: evil.example".formatted(port)))
        .isIn(400, 403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "null", "http://localhost:1", "https://127.0.0.1"})
  void pagesOfOthersMayNotAsk(String origin) throws Exception {
    assertThat(player.send("GET", player.at("document"), "Origin", origin).statusCode())
        .isEqualTo(403);
  }

  @Test
  void thePageItselfMayAsk() throws Exception {
    assertThat(
            player
                .send("GET", player.at("document"), "Origin", "http://127.0.0.1:" + port)
                .statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, document, GET",
    "PUT, '', GET",
    "DELETE, events, GET",
    "OPTIONS, document, GET",
    "HEAD, document, GET"
  })
  void aPathTakesItsMethodOnly(String method, String path, String allowed) throws Exception {
    HttpResponse<String> answer = player.send(method, player.at(path));
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).hasValue(allowed);
  }

  @Test
  void pagesThatGoAwayLeaveRoomForOthers() throws Exception {
    String events = "GET %sevents HTTP/1.1\r\nHost: 127.0.0.1:%d".formatted(token, port);
    List<Socket> pages = new ArrayList<>();
    for (int i = 1; i < Routes.MOST_STREAMS; i++) { // the player holds one
      pages.add(open(events));
      assertThat(firstLine(pages.getLast())).isEqualTo("HTTP/1.1 200 OK");
    }
    assertThat(status(events)).isEqualTo(503);
    assertThat(player.get("document").statusCode()).isEqualTo(200);
    for (Socket page : pages) {
      page.close();
    }
    int answer = 503;
    for (int run = 2; answer != 200; run++) { // in vain: until the time limit
      assertThat(answer).isEqualTo(503);
      player.post("restart"); // an event, on which a stream fails that nobody reads
      int number = run;
      player.latest("run", event -> (double) event.get("run") >= number);
      answer = status(events);
    }
  }

  private int status(String request) throws Exception {
    try (Socket socket = open(request)) {
      return Integer.parseInt(firstLine(socket).split(" ")[1]);
    }
  }

  private Socket open(String request) throws Exception {
    Socket socket = new Socket("127.0.0.1", port);
    socket
        .getOutputStream()
        .write((request + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String firstLine(Socket socket) throws Exception {
    StringBuilder line = new StringBuilder();
    for (int c = socket.getInputStream().read();
        c != '\r' && c >= 0;
        c = socket.getInputStream().read()) {
      line.append((char) c);
    }
    return line.toString();
  }
}
