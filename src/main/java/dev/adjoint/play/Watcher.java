package dev.adjoint.play;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Tells when files have changed and have come to rest.
///
/// The system tells at once of changes in the folders, where it can. It cannot for each file system,
/// so the files are looked at from time to time as well; and what it tells is only a reason to look.
final class Watcher implements AutoCloseable {
  /// How often to look, where nothing is told.
  private static final long LOOK_MILLIS = 500;

  /// How long files must stay the same to be taken for finished.
  private static final long REST_MILLIS = 40;

  /// How long to wait for files that do not come to rest, or are gone or empty for now.
  private static final long PATIENCE_MILLIS = 800;

  private final Consumer<Set<Path>> changed;
  private final WatchService service; // null where there is none
  private final Set<Path> folders = new HashSet<>(); // of this thread alone
  private final Thread thread;
  private volatile boolean closed;
  private Fingerprint known; // these two are guarded by this
  private Set<Path> files;

  /// @param files what to watch at first
  /// @param changed called with what has changed, on a thread of the watcher; it must not take long
  Watcher(Set<Path> files, Consumer<Set<Path>> changed) {
    this.changed = changed;
    this.service = service();
    this.files = Set.copyOf(files);
    this.known = Fingerprint.of(files);
    this.thread = Thread.ofPlatform().daemon().name("adjoint-watch").start(this::watch);
  }

  private static WatchService service() {
    try {
      return FileSystems.getDefault().newWatchService();
    } catch (IOException | UnsupportedOperationException _) {
      return null; // too many are in use, say: then we look
    }
  }

  /// Watches other files from now on.
  ///
  /// @param next the files after those so far
  synchronized void watch(UnaryOperator<Set<Path>> next) {
    Set<Path> wanted = next.apply(files);
    Fingerprint now = Fingerprint.of(wanted);
    now.marks().replaceAll((file, mark) -> known.marks().getOrDefault(file, mark));
    files = Set.copyOf(wanted);
    known = now;
  }

  private synchronized Fingerprint look() {
    return Fingerprint.of(files);
  }

  private void watch() {
    try {
      while (!closed) {
        listen();
        pause(LOOK_MILLIS);
        Fingerprint last = known();
        if (!look().equals(last)) {
          Fingerprint now = rest(last);
          Set<Path> files = now.changedFrom(last);
          if (!files.isEmpty()) {
            changed.accept(files);
          }
        }
      }
    } catch (InterruptedException | ClosedWatchServiceException _) {
      // closed
    }
  }

  private synchronized Fingerprint known() {
    return known;
  }

  /// Waits until nothing changes any more, and takes note of how the files are then.
  private Fingerprint rest(Fingerprint before) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    Fingerprint now = look();
    Fingerprint last;
    do {
      last = now;
      Thread.sleep(REST_MILLIS);
      now = look();
    } while ((!now.equals(last) || now.isUnfinished(before)) && System.nanoTime() - end < 0);
    synchronized (this) {
      known = now;
    }
    return now;
  }

  /// Has the system tell of the folders of the files.
  private void listen() {
    if (service == null) {
      return;
    }
    Set<Path> wanted;
    synchronized (this) {
      wanted = new HashSet<>();
      for (Path file : files) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
          wanted.add(folder);
        }
      }
    }
    for (Path folder : wanted) {
      if (!folders.contains(folder) && Files.isDirectory(folder)) {
        try {
          folder.register(
              service,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE);
          folders.add(folder);
        } catch (IOException _) {
          // it is looked at all the same
        }
      }
    }
  }

  /// Waits until the system tells of something, but not too long.
  private void pause(long millis) throws InterruptedException {
    if (service == null) {
      Thread.sleep(millis);
      return;
    }
    WatchKey key = service.poll(millis, TimeUnit.MILLISECONDS);
    if (key != null) {
      key.pollEvents();
      if (!key.reset()) {
        folders.clear(); // the folder is gone; one of its name may come
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    if (service != null) {
      try {
        service.close();
      } catch (IOException _) {
        // nothing is lost
      }
    }
  }
}
