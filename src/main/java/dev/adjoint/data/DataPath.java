package dev.adjoint.data;

import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A file, and its name as the user wrote it, which is the name it goes by in messages.
///
/// A script's paths are relative to the script, so the two differ: `cats.h5` was written, and
/// `lesson/cats.h5` is opened.
///
/// @param path where the file is
/// @param written what the user wrote
public record DataPath(Path path, String written) {
  private static final int LARGEST_FOLDER_SEARCHED = 10_000;

  /// A file that goes by its path.
  public static DataPath of(Path path) {
    return new DataPath(path, path.toString());
  }

  /// The name in backticks, for messages.
  String quoted() {
    return Wording.quote(written);
  }

  /// The name without folders.
  private String name() {
    Path name = path.getFileName();
    return name == null ? path.toString() : name.toString();
  }

  /// Holds that there is such a file, and that it is a plain one: a device or a pipe may never end,
  /// and cannot be read twice.
  ///
  /// @throws AdjointException if not
  void requireFile() {
    if (Files.isRegularFile(path)) {
      return;
    }
    if (Files.isDirectory(path)) {
      throw new AdjointException(
          withFiles(DataError.NOT_A_FILE.says(quoted() + " is a folder, not a file"), path));
    }
    if (Files.exists(path)) {
      throw DataError.NOT_A_FILE.because(quoted() + " is not a plain file");
    }
    throw new AdjointException(missing());
  }

  /// The file's bytes.
  InputStream open() throws IOException {
    requireFile();
    return Files.newInputStream(path);
  }

  /// The length in bytes.
  long size() throws IOException {
    requireFile();
    return Files.size(path);
  }

  /// What to throw where reading failed for a reason outside the file's format.
  AdjointException unreadable(IOException cause) {
    Diagnostic diagnostic =
        switch (cause) {
          case NoSuchFileException _ -> missing();
          case AccessDeniedException _ ->
              DataError.UNREADABLE
                  .says(quoted() + " may not be read")
                  .help("its permissions keep you out: `chmod u+r` lets its owner read it");
          case FileSystemException e ->
              DataError.UNREADABLE.says(quoted() + " cannot be read: " + e.getReason());
          default -> DataError.UNREADABLE.says(quoted() + " cannot be read: " + cause.getMessage());
        };
    return new AdjointException(diagnostic, cause);
  }

  /// Another file of the same folder, as the user would have written it.
  private String sibling(String name) {
    int end = written.length() - name().length();
    return written.endsWith(name()) ? written.substring(0, end) + name : name;
  }

  private Diagnostic missing() {
    Path folder = path.toAbsolutePath().getParent();
    Diagnostic diagnostic = DataError.MISSING.says("there is no file " + quoted());
    if (folder == null || !Files.isDirectory(folder)) {
      return diagnostic.note("its folder is not there either");
    }
    Optional<String> nearest = Wording.nearest(name(), filesIn(folder));
    return nearest.isPresent()
        ? diagnostic.help(Wording.quote(sibling(nearest.get())) + " is there")
        : withFiles(diagnostic, folder);
  }

  /// With a note of the files in `folder` that end as this one does, or of all if none does.
  private Diagnostic withFiles(Diagnostic diagnostic, Path folder) {
    int dot = name().lastIndexOf('.');
    String ending = dot < 0 ? "" : name().substring(dot);
    List<String> all = filesIn(folder);
    List<String> alike = all.stream().filter(name -> name.endsWith(ending)).toList();
    List<String> shown = alike.isEmpty() ? all : alike;
    return shown.isEmpty()
        ? diagnostic
        : diagnostic.note(
            "the folder holds " + Wording.list(shown.stream().map(Wording::quote).toList()));
  }

  private static List<String> filesIn(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .limit(LARGEST_FOLDER_SEARCHED)
          .filter(Files::isRegularFile)
          .map(entry -> entry.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException | DirectoryIteratorException e) {
      return List.of(); // the list only helps: the error is told without it
    }
  }
}
