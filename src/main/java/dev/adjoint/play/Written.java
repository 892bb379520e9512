package dev.adjoint.play;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The files that a run wrote, or would have. Thread-safe.
final class Written {
  private static final int LARGEST = 16 << 20;
  private static final int MOST = 64;

  private final Path folder;
  private final boolean isWritten;
  private final Map<String, File> files = new LinkedHashMap<>();

  /// A file.
  ///
  /// @param name its path from the script's folder, or from the root if it is not below that; with `/`
  /// @param revision how often it was there before
  record File(String name, byte[] bytes, int revision) {}

  /// @param folder of the script
  /// @param isWritten whether files are written where the script wants them, or nowhere
  Written(Path folder, boolean isWritten) {
    this.folder = folder;
    this.isWritten = isWritten;
  }

  /// Has a file written, and keeps it, unless it is too large.
  void write(Path to, Consumer<Path> writer) {
    try {
      if (isWritten) {
        writer.accept(to);
        keep(to, to);
      } else {
        writeAside(to, writer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeAside(Path to, Consumer<Path> writer) throws IOException {
    Path aside = Files.createTempDirectory("adjoint-play-");
    Path file = aside.resolve(to.getFileName());
    try {
      writer.accept(file);
      keep(to, file);
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(aside);
    }
  }

  private void keep(Path to, Path file) throws IOException {
    if (Files.size(file) <= LARGEST) {
      put(name(to), Files.readAllBytes(file));
    }
  }

  private synchronized void put(String name, byte[] bytes) {
    int revision = files.containsKey(name) ? files.get(name).revision() + 1 : 0;
    if (revision > 0 || files.size() < MOST) {
      files.put(name, new File(name, bytes, revision));
    }
  }

  /// Two files of one name in two folders are two, and one file is one however it is written.
  private String name(Path path) {
    Path plain = path.toAbsolutePath().normalize();
    Path own = folder.toAbsolutePath().normalize();
    Path name = plain.startsWith(own) ? own.relativize(plain) : plain;
    return name.toString().replace(name.getFileSystem().getSeparator(), "/");
  }

  /// Takes over what another has.
  void addAll(Written other) {
    List<File> theirs = other.all();
    synchronized (this) {
      theirs.forEach(file -> files.put(file.name(), file));
    }
  }

  synchronized Optional<File> file(String name) {
    return Optional.ofNullable(files.get(name));
  }

  synchronized List<File> all() {
    return List.copyOf(files.values());
  }
}
