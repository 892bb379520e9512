package dev.adjoint.lang.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.source.SourceText;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a program that is entered line by line can end.
class EndingTest {
  private static boolean isOpen(String text) {
    return Ending.isOpen(new SourceText("a", text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = (",
        "x = [1,\n2",
        "f(x) {\n",
        "x = 1 +",
        "x =",
        "x = 1 + # why\n",
        "repeat 10\n",
        "repeat 10 as i",
        "for i in 1..3",
        "if a == 1",
        "x = if a then 1",
        "x = if a",
        "fn f(x)",
        "fn f(x) -> [n]",
        "layer dense(units)(x)",
        "repeat 10 {\n\n",
        "every 2",
        "if a { b = 1 } else",
        "a = 1\nrepeat 10",
        "a = 1; b = (",
        "fn f(x) {\n  y = 1\n"
      })
  void goesOn(String text) {
    assertThat(isOpen(text)).isTrue();
    assertThat(isOpen(text + "\n# a comment\n")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "x = 1",
        "# only (",
        "x = \"(\"",
        "x = )",
        "x = (]",
        "x = 'a (",
        "repeat = 3",
        "repeat 2 { }",
        "if a { b = 1 }",
        "x = if a then 1 else 2",
        "fn f(x) = x",
        "y = [i for i in a if i > 1]",
        "repeat 10\n{ }",
        "for i in 1..3 { print(i) }",
        "if a { b = 1 } else { b = 2 }\nx",
        "dim",
        "param w",
        "X |> f",
        "x = if a { 1 } else { 2 }"
      })
  void canEnd(String text) {
    assertThat(isOpen(text)).isFalse();
  }

  static java.util.stream.Stream<Path> programs() throws IOException {
    return FormatterTest.programs().stream();
  }

  /// A program that can be read can end, and none of its statements is cut in two.
  @ParameterizedTest
  @MethodSource("programs")
  void programsCanEndBetweenStatements(Path program) throws IOException {
    String text = java.nio.file.Files.readString(program);
    assertThat(isOpen(text)).isFalse();
    SourceText source = new SourceText("a", text);
    for (Statement statement : Parser.parse(source).statements()) {
      assertThat(isOpen(text.substring(0, statement.span().end()))).isFalse();
    }
  }
}
