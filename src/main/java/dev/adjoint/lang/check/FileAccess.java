package dev.adjoint.lang.check;

import dev.adjoint.source.Span;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Which files a program may read and write: those below its own folder and below the current one,
/// and those that the user named in a setting. Where a file really is decides, not how it is written:
/// `..` and symbolic links lead nowhere else.
final class FileAccess {
  private FileAccess() {}

  /// The path of a file that the program names.
  ///
  /// @throws dev.adjoint.source.AdjointException if it may not use that file
  static Path of(Setup setup, String written, Span at) {
    Path path;
    try {
      path = setup.folder().resolve(written);
    } catch (InvalidPathException _) {
      throw LangCode.FORBIDDEN_FILE.thrown(at, "this cannot be the name of a file");
    }
    if (setup.anyFile() || isAllowed(setup, real(path))) {
      return path;
    }
    throw LangCode.FORBIDDEN_FILE.thrown(
        at,
        "`%s` is outside the program's folder and the current one".formatted(written),
        "`--allow-files` lets a program that you trust use files anywhere; where the name is an"
            + " `option`, `--set` allows the one file");
  }

  private static boolean isAllowed(Setup setup, Path file) {
    Stream<Path> folders = Stream.of(setup.folder(), Path.of(""));
    Stream<Path> named = setup.options().values().stream().flatMap(value -> named(setup, value));
    return Stream.concat(folders, named).map(FileAccess::real).anyMatch(file::startsWith);
  }

  private static Stream<Path> named(Setup setup, String value) {
    try {
      return Stream.of(setup.folder().resolve(value));
    } catch (InvalidPathException _) {
      return Stream.of(); // a setting that names no file
    }
  }

  /// Where a path leads; of a file that is not there yet, where it would be.
  private static Path real(Path path) {
    Path absolute = path.toAbsolutePath();
    Path rest = absolute.getFileSystem().getPath("");
    for (Path there = absolute; there != null; there = there.getParent()) {
      try {
        return there.toRealPath().resolve(rest).normalize();
      } catch (IOException _) {
        Path name = there.getFileName();
        rest = name == null ? rest : name.resolve(rest);
      }
    }
    return absolute.normalize();
  }
}
