package dev.adjoint.lang.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.source.AdjointException;
import dev.adjoint.source.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What formatting makes of a program: by golden files, and by what it must not change in any
/// program.
class FormatterTest {
  private static final Path FORMS = Path.of("src/test/resources/format");
  private static final int TRIES = Integer.getInteger("adjoint.tries", 30);

  /// Programs that can be read, of samples, documentation and tests.
  static List<Path> programs() throws IOException {
    List<Path> programs = new ArrayList<>();
    for (String folder : List.of("samples", "src/test/resources", "src/bench")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        files
            .filter(file -> file.toString().endsWith(".adj"))
            .filter(file -> isReadable(text(file)))
            .sorted()
            .forEach(programs::add);
      }
    }
    return programs;
  }

  static Stream<Path> samples() throws IOException {
    return programs().stream().filter(file -> file.startsWith("samples"));
  }

  static Stream<Path> forms() throws IOException {
    return programs().stream().filter(file -> file.startsWith(FORMS));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isReadable(String text) {
    try {
      parse(text);
      return true;
    } catch (AdjointException _) {
      return false;
    }
  }

  private static Program parse(String text) {
    return Parser.parse(new SourceText("a.adj", text));
  }

  private static String format(String text) {
    return Formatter.format(new SourceText("a.adj", text));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void samplesAreFormatted(Path sample) {
    assertThat(format(text(sample))).isEqualTo(text(sample));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void writesTheForm(Path program) throws IOException {
    Path golden = Path.of(program.toString().replace(".adj", ".txt"));
    String formatted = format(text(program));
    if ("write".equals(System.getProperty("adjoint.golden"))) {
      Files.writeString(golden, formatted);
    }
    assertThat(formatted).isEqualTo(text(golden));
  }

  @Test
  void keepsWhatProgramsSay() throws IOException {
    for (Path program : programs()) {
      assertKept(text(program));
    }
  }

  @Test
  void keepsWhatProgramsSayHoweverTheyAreSpaced() throws IOException {
    Random random = new Random(7);
    int tried = 0;
    for (Path program : programs()) {
      for (int i = 0; i < TRIES; i++) {
        String text = respaced(text(program), random);
        if (isReadable(text)) {
          assertKept(text);
          tried++;
        }
      }
    }
    assertThat(tried).isGreaterThan(programs().size() * TRIES / 2);
  }

  /// What formatting must not change; and that it changes nothing in what it has formatted.
  private static void assertKept(String text) {
    String formatted = format(text);
    assertThat(SExpression.of(parse(formatted))).as(text).isEqualTo(SExpression.of(parse(text)));
    assertThat(comments(formatted)).as(text).isEqualTo(comments(text));
    assertThat(format(formatted)).as(text).isEqualTo(formatted);
    assertThat(formatted).as(text).doesNotContain("\n\n\n").doesNotContainPattern("[ \t]\r?\n");
  }

  /// The comments of a program, in order. What stands between its tokens starts with `#` only there.
  private static List<String> comments(String text) {
    List<String> comments = new ArrayList<>();
    int at = 0;
    for (Token token : Tokens.of(new SourceText("a.adj", text), 0, text.length())) {
      String gap = text.substring(at, Math.max(at, token.getStartIndex()));
      if (gap.contains("#")) {
        comments.add(gap.substring(gap.indexOf('#')).strip());
      }
      at = token.getStopIndex() + 1;
    }
    return comments;
  }

  /// The same tokens with other blanks, ends of lines, comments, semicolons and commas between
  /// them.
  private static String respaced(String text, Random random) {
    var respaced = new StringBuilder();
    int depth = 0;
    int at = 0;
    for (Token token : Tokens.of(new SourceText("a.adj", text), 0, text.length())) {
      String gap = text.substring(at, Math.max(at, token.getStartIndex()));
      String sign = token.getText();
      if (gap.contains("#") || random.nextInt(3) > 0) {
        respaced.append(gap);
      } else {
        respaced.append(gap.isEmpty() ? maybe(" ", random) : " ".repeat(1 + random.nextInt(3)));
      }
      if (token.getType() == Token.EOF) {
        break;
      }
      depth += "([".contains(sign) ? 1 : ")]".contains(sign) ? -1 : 0;
      if (sign.equals("\n") && depth == 0 && random.nextInt(8) == 0) {
        respaced.append(random.nextBoolean() ? "; " : "   # more\n");
      } else if (sign.equals("\n")) {
        respaced.append("\n".repeat(1 + random.nextInt(3) / 2 * 2));
        respaced.append(" ".repeat(random.nextInt(5)));
      } else {
        respaced.append(sign);
      }
      if (depth > 0 && random.nextInt(12) == 0) {
        respaced.append(random.nextInt(3) == 0 ? " # in between\n" : "\n");
      }
      at = token.getStopIndex() + 1;
    }
    return respaced.toString();
  }

  private static String maybe(String text, Random random) {
    return random.nextInt(4) == 0 ? text : "";
  }

  @Test
  void keepsTheEndsOfLinesOfTheFirstAndDropsTheMark() {
    assertThat(format("\uFEFFa=1\r\nb=2\r\n")).isEqualTo("a = 1\r\nb = 2\r\n");
    assertThat(format("a=1\nb=2 # c\r\n")).isEqualTo("a = 1\nb = 2  # c\n");
  }

  @Test
  void emptyStaysEmpty() {
    assertThat(format("")).isEmpty();
    assertThat(format("\n \n")).isEmpty();
    assertThat(format("\n\n # only this")).isEqualTo("# only this\n");
  }

  @Test
  void leavesWrongProgramsAlone() {
    assertThatThrownBy(() -> format("a = (1\n")).isInstanceOf(AdjointException.class);
  }

  @Test
  void formatsLongAndDeepPrograms() {
    String list = "x = [" + "1,".repeat(20_000) + "1]\n";
    assertThat(format(list).lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(101));
    assertKept("x = " + "(".repeat(500) + "1" + ")".repeat(500));
    assertThat(format("x=a" + "+  a".repeat(20_000)))
        .isEqualTo("x = a" + " + a".repeat(20_000) + "\n");
  }
}
