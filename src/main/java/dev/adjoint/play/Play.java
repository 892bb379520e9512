package dev.adjoint.play;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A script that is played: a server on this machine shows it in a page, and shows it anew whenever
/// one of its files is saved. Thread-safe.
public final class Play implements AutoCloseable {
  private final Project project;
  private final Session session = new Session();
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("adjoint-read").factory());
  private final Server server;
  private final Watcher watcher;

  private Play(Project project, int port) throws IOException {
    this.project = project;
    this.server = new Server(port, new Routes(session));
    this.watcher = new Watcher(Watched.of(Version.NONE, project), () -> reader.execute(this::read));
    reader.execute(this::read);
  }

  /// Starts to play a script. It may be wrong, or not there yet: the page says so.
  ///
  /// @param port where to listen, on this machine only; 0 for any port that is free
  /// @throws IOException if the port cannot be had
  public static Play start(Project project, int port) throws IOException {
    return new Play(project, port);
  }

  /// The page's address. Its path is the secret that lets a browser in.
  public URI page() {
    return server.page();
  }

  @Override
  public void close() {
    watcher.close();
    session.close();
    server.close();
    reader.shutdownNow();
  }

  /// Reads the script as it is now.
  private void read() {
    Version version = Version.read(session.state().version().number() + 1, project);
    watcher.watch(Watched.of(version, project));
    session.change(state -> state.with(version));
    if (version.isGood()) {
      show(version);
    }
  }

  private void show(Version version) {
    int revision = session.state().picture().map(State.Picture::revision).orElse(0) + 1;
    String document = Json.of(Map.of("format", "adjoint-picture-1", "title", project.name()));
    session.change(state -> state.with(new State.Picture(revision, version, document)));
  }
}
