package dev.adjoint.play;

import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Script;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.SourceText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A script that is played, for tests, and one page that follows it.
final class Player implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Stream<String> stream;
  private final Iterator<String> lines;
  private final Map<String, Map<?, ?>> latest = new HashMap<>();
  private Consumer<Map<?, ?>> runs = _ -> {};
  final Play play;

  private Player(Play play) throws IOException, InterruptedException {
    this.play = play;
    HttpRequest request = HttpRequest.newBuilder(play.page().resolve("events")).build();
    this.stream = client.send(request, HttpResponse.BodyHandlers.ofLines()).body();
    this.lines = stream.iterator();
  }

  static Player of(Path file) throws Exception {
    return of(project(file));
  }

  static Player of(Project project) throws Exception {
    return new Player(Play.start(project, 0));
  }

  static Project project(Path file) {
    return Project.of(file, () -> read(file), Player::subject);
  }

  private static SourceText read(Path file) {
    try {
      return new SourceText(file.getFileName().toString(), Files.readString(file));
    } catch (IOException e) {
      throw new AdjointException(Diagnostic.error("E0301", "there is no file"));
    }
  }

  private static Optional<Node> subject(Script script) {
    return Optional.ofNullable(script.tensors().get("J"));
  }

  /// The first event of that name, from now on, that is as wanted. A test that waits in vain is ended
  /// by its time limit.
  Map<?, ?> await(String name, Predicate<Map<?, ?>> wanted) {
    String event = "";
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.startsWith("event: ")) {
        event = line.substring("event: ".length());
      } else if (line.startsWith("data: ")) {
        Map<?, ?> data = (Map<?, ?>) JsonText.read(line.substring("data: ".length()));
        latest.put(event, data);
        if (event.equals("run")) {
          runs.accept(data);
        }
        if (event.equals(name) && wanted.test(data)) {
          return data;
        }
      }
    }
    throw new AssertionError("the stream has ended");
  }

  /// The latest event of that name if it is as wanted, or else the first that is.
  Map<?, ?> latest(String name, Predicate<Map<?, ?>> wanted) {
    Map<?, ?> event = latest.get(name);
    return event != null && wanted.test(event) ? event : await(name, wanted);
  }

  /// Has somebody told of each event of the run, whatever is waited for.
  void follow(Consumer<Map<?, ?>> runs) {
    this.runs = runs;
  }

  URI at(String path) {
    return play.page().resolve(path);
  }

  HttpResponse<String> send(String method, URI uri, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws Exception {
    return send("GET", at(path));
  }

  Map<?, ?> document() throws Exception {
    return (Map<?, ?>) JsonText.read(get("document").body());
  }

  int post(String path) throws Exception {
    return send("POST", at(path)).statusCode();
  }

  /// The value of the picture, once it is that after so many steps.
  double valueAt(long step) throws Exception {
    latest("state", state -> state.get("step").equals((double) step));
    Map<?, ?> view = (Map<?, ?>) ((List<?>) document().get("views")).getFirst();
    for (Object node : (List<?>) view.get("nodes")) {
      if ("J".equals(((Map<?, ?>) node).get("name"))) {
        Map<?, ?> value = (Map<?, ?>) ((Map<?, ?>) node).get("value");
        return Double.parseDouble((String) value.get("text"));
      }
    }
    throw new AssertionError("no J");
  }

  @Override
  public void close() {
    stream.close();
    play.close();
    client.close();
  }
}
