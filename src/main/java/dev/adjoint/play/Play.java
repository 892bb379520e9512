package dev.adjoint.play;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;

/// A script that is played: a server on this machine shows it in a page, runs it, and does both anew
/// whenever one of its files is saved. Thread-safe.
public final class Play implements AutoCloseable {
  private final Session session = new Session();
  private final Desk desk;
  private final Server server;
  private final Watcher watcher;

  private Play(Project project, int port) throws IOException {
    this.desk = new Desk(project, session);
    try {
      this.server = new Server(port, new Routes(project, session, desk));
    } catch (IOException e) {
      desk.close();
      throw e;
    }
    this.watcher = new Watcher(Set.of(project.file()), changed -> read(project, changed));
    read(project, Set.of());
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

  private void read(Project project, Set<Path> changed) {
    desk.read(changed, version -> watcher.watch(before -> version.watched(project, before)));
  }

  @Override
  public void close() {
    watcher.close();
    desk.close();
    session.close();
    server.close();
  }
}
