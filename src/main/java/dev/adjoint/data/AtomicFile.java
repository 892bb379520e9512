package dev.adjoint.data;

import dev.adjoint.source.AdjointException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.concurrent.ThreadLocalRandom;

/// A file that is written whole or not at all: the bytes go to a neighbour of another name, which
/// then takes the place of the file, with its permissions.
public final class AtomicFile {
  /// What writes the bytes.
  @FunctionalInterface
  public interface Writer {
    void writeTo(OutputStream out) throws IOException;
  }

  private AtomicFile() {}

  /// @throws AdjointException if the file cannot be written; the old one is then as it was
  public static void write(DataPath file, Writer writer) {
    if (Files.exists(file.path()) && !Files.isRegularFile(file.path())) {
      throw DataError.UNWRITABLE.because(file.quoted() + " is not a file, and is not replaced");
    }
    // Not Files.createTempFile: the file would be nobody's but its writer's to read.
    Path neighbour =
        file.path()
            .resolveSibling(
                "."
                    + file.path().getFileName()
                    + "."
                    + Long.toHexString(ThreadLocalRandom.current().nextLong()));
    try {
      try (OutputStream out =
          new BufferedOutputStream(
              Files.newOutputStream(neighbour, StandardOpenOption.CREATE_NEW))) {
        writer.writeTo(out);
      }
      keepPermissions(file.path(), neighbour);
      move(neighbour, file.path());
    } catch (IOException e) {
      throw unwritable(file, e);
    } finally {
      removeQuietly(neighbour);
    }
  }

  /// Who may read, write and run a file is not for its next content to say.
  private static void keepPermissions(Path from, Path to) throws IOException {
    boolean hasSuch =
        Files.getFileStore(to).supportsFileAttributeView(PosixFileAttributeView.class);
    if (hasSuch && Files.exists(from)) {
      Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static AdjointException unwritable(DataPath file, IOException cause) {
    String why =
        switch (cause) {
          case NoSuchFileException _ -> "its folder is not there";
          case FileSystemException e when e.getReason() != null -> e.getReason();
          case FileSystemException _ -> "the folder does not take new files";
          default -> cause.getMessage();
        };
    return new AdjointException(
        DataError.UNWRITABLE.says(file.quoted() + " cannot be written: " + why), cause);
  }

  private static void removeQuietly(Path neighbour) {
    try {
      Files.deleteIfExists(neighbour);
    } catch (IOException e) {
      // what went wrong before is told; a hidden file left behind harms nobody
    }
  }
}
