package dev.adjoint.cli;

import dev.adjoint.data.DataError;
import dev.adjoint.data.DataPath;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.SourceText;
import dev.adjoint.source.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A script, as the command line names it.
///
/// @param written a path, or `-` for standard input
record ScriptFile(String written) {
  /// A program that a person wrote is smaller by far; a device may have no end.
  private static final int MAX_BYTES = 16 << 20;

  private static final String STANDARD_INPUT = "-";

  boolean isStandardInput() {
    return written.equals(STANDARD_INPUT);
  }

  /// What messages call it.
  String name() {
    return isStandardInput() ? "standard input" : written;
  }

  /// Where its relative paths start.
  Path folder() {
    Path parent = isStandardInput() ? null : path().getParent();
    return parent == null ? Path.of("") : parent;
  }

  /// What is written to in its place: the file itself, where its name is a link to it.
  DataPath target() {
    try {
      return new DataPath(path().toRealPath(), written);
    } catch (IOException _) {
      return new DataPath(path(), written);
    }
  }

  /// Its text.
  ///
  /// @throws AdjointException if it cannot be read
  SourceText read(InputStream standardInput) {
    try {
      return new SourceText(name(), text(isStandardInput() ? bytes(standardInput) : bytes()));
    } catch (CharacterCodingException _) {
      throw trouble(DataError.WRONG_FORMAT, "`%s` is not text in UTF-8".formatted(name()));
    } catch (NoSuchFileException _) {
      throw new AdjointException(missing());
    } catch (AccessDeniedException _) {
      throw trouble(DataError.UNREADABLE, "`%s` may not be read".formatted(name()));
    } catch (FileSystemException e) {
      throw trouble(
          DataError.UNREADABLE, "`%s` cannot be read: %s".formatted(name(), e.getReason()));
    } catch (IOException e) {
      throw trouble(
          DataError.UNREADABLE, "`%s` cannot be read: %s".formatted(name(), e.getMessage()));
    }
  }

  /// Where it is.
  Path path() {
    try {
      return Path.of(written);
    } catch (InvalidPathException _) {
      throw trouble(DataError.MISSING, "`%s` cannot be the name of a file".formatted(written));
    }
  }

  private byte[] bytes() throws IOException {
    Path path = path();
    if (Files.isDirectory(path)) {
      throw trouble(DataError.NOT_A_FILE, "`%s` is a folder, not a script".formatted(written));
    }
    try (InputStream in = Files.newInputStream(path)) {
      return bytes(in);
    }
  }

  private byte[] bytes(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw trouble(
          DataError.WRONG_FORMAT,
          "`%s` is larger than the %d MB that a script may have"
              .formatted(name(), MAX_BYTES >> 20));
    }
    return bytes;
  }

  private static String text(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private Diagnostic missing() {
    Diagnostic diagnostic =
        Diagnostic.error(DataError.MISSING.code(), "there is no file `%s`".formatted(written));
    Path path = path();
    return Spelling.nearest(path.getFileName().toString(), scripts(folder()))
        .map(near -> diagnostic.help("did you mean `%s`?".formatted(path.resolveSibling(near))))
        .orElse(diagnostic);
  }

  private static List<String> scripts(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.endsWith(".adj"))
          .toList();
    } catch (IOException | RuntimeException _) {
      return List.of(); // the list only helps
    }
  }

  private static AdjointException trouble(DataError error, String message) {
    return new AdjointException(Diagnostic.error(error.code(), message));
  }
}
