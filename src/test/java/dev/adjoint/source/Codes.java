package dev.adjoint.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The codes of all diagnostics, as the sources give them.
public final class Codes {
  // Where a code is given: to the constant of an enum, to a field, or to a diagnostic that has
  // none.
  private static final Pattern CODE =
      Pattern.compile("(?:\\b[A-Z_]+\\(|\\berror\\(|\\bCODE =)\\s*\"([EWR]\\d{4})\"");

  private Codes() {}

  /// In order; a code that is given twice is there twice.
  public static List<String> all() {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(file -> CODE.matcher(text(file)).results())
          .map(match -> match.group(1))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
