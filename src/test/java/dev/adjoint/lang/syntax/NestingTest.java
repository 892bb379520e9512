package dev.adjoint.lang.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.source.AdjointException;
import dev.adjoint.source.SourceText;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs as deep as the limit, on a small stack, and deeper than it.
class NestingTest {
  private static final long SMALL_STACK = 256 << 10;

  /// How a level opens, what stands in the middle, and how the level closes.
  private static final String[] SHAPES = {
    "(~1~)",
    "-~1~",
    "- ~1~",
    "2^~1~",
    "not ~a~",
    "f(~1~)",
    "m.f(~1~)",
    "[~1~]",
    "-(~1~)",
    "f([~1~])",
    "~a~.b",
    "~a~[0]",
    "~a~(0)",
    "~a~.T",
    "~a~ |> f",
    "if ~a~ then b else c",
    "if a then ~b~ else c",
    "if a then b else ~c~",
    "d(~a~)/d(b)",
    "∂(~a~)/∂b",
    "a^(1 + ~a~)",
    "[~a~ for i in b]",
    "f(x = ~a~).b",
  };

  private static String nested(String shape, int levels) {
    String[] parts = shape.split("~", -1);
    return "y = " + parts[0].repeat(levels) + parts[1] + parts[2].repeat(levels);
  }

  private static final String[] BLOCKS = {
    "for i in 1..3 {\n", "if a {\n", "if a { } else {\n", "if a { } else if b { ", "fn f(x) {\n",
  };

  private static String blocks(String opening, int levels) {
    return opening.repeat(levels) + "y = 1\n" + "}\n".repeat(levels);
  }

  /// The code of the error, or how many statements were read, by a thread with a small stack.
  private static String read(String text) throws Exception {
    var task =
        new FutureTask<String>(
            () -> {
              try {
                return Parser.parse(new SourceText("deep.adj", text)).statements().size() + "";
              } catch (AdjointException e) {
                return e.diagnostics().getFirst().code();
              }
            });
    new Thread(null, task, "small", SMALL_STACK).start();
    return task.get();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 16, 17, 100, 500})
  void isAcceptedUpToTheLimit(int levels) throws Exception {
    for (String shape : SHAPES) {
      assertThat(read(nested(shape, levels))).as(shape).isEqualTo("1");
    }
    for (String opening : BLOCKS) {
      assertThat(read(blocks(opening, levels))).as(opening).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1025, 5_000, 100_000})
  void isRefusedBeyondIt(int levels) throws Exception {
    for (String shape : SHAPES) {
      assertThat(read(nested(shape, levels))).as(shape).isEqualTo(SyntaxCode.TOO_DEEP.code());
    }
    for (String opening : BLOCKS) {
      assertThat(read(blocks(opening, levels))).as(opening).isEqualTo(SyntaxCode.TOO_DEEP.code());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(", "[", "{", ")", "]", "}", "([", "({[", "f(", "x = (", "\"", "'", "\"{"})
  void bracketsAloneAreAnswered(String text) throws Exception {
    assertThat(read(text.repeat(20_000))).startsWith("E01");
  }

  /// What is long without being deep is no nesting.
  @ParameterizedTest
  @ValueSource(
      strings = {" + a", " * -a", " @ a.T", " and not a", " ^ 2 * a", " - f(a)", " + [a][0]"})
  void chainsAreNotDeep(String link) throws Exception {
    assertThat(read("y = a" + link.repeat(20_000))).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {", -a", ", a.b", ", if a then b else c", ", x = not a", ", f(a)"})
  void argumentsAreNotDeep(String argument) throws Exception {
    assertThat(
            read(
                "y = f(x = a"
                    + argument.replace(", ", ", x = ").replace("x = x", "x").repeat(5_000)
                    + ")"))
        .isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {" else if b { }"})
  void branchesAreNotDeep(String branch) throws Exception {
    assertThat(read("if a { }" + branch.repeat(5_000))).isEqualTo("1");
  }
}
