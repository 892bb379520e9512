package dev.adjoint.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A code that someone looks up means one thing: none is given to two messages.
class CodesTest {
  // Where a code is given: to the constant of an enum, or to a diagnostic that has none.
  private static final Pattern CODE =
      Pattern.compile("(?:\\b[A-Z_]+|\\berror)\\(\\s*\"([EWR]\\d{4})\"");

  @Test
  void noTwoMessagesShareACode() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      List<String> codes =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .flatMap(file -> CODE.matcher(text(file)).results())
              .map(match -> match.group(1))
              .toList();
      assertThat(codes).hasSizeGreaterThan(50).doesNotHaveDuplicates();
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
