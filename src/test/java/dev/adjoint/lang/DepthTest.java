package dev.adjoint.lang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.lang.check.Elaborator;
import dev.adjoint.lang.check.LangCode;
import dev.adjoint.lang.check.Setup;
import dev.adjoint.lang.run.RecordingHost;
import dev.adjoint.lang.run.Runner;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.SourceText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Deep and long programs from text to output, by a thread with a small stack.
class DepthTest {
  private static final long SMALL_STACK = 256 << 10;

  @TempDir Path folder;

  /// What a program prints, or the code of the first mistake.
  private String run(String text) throws Exception {
    var task =
        new FutureTask<String>(
            () -> {
              RecordingHost host = new RecordingHost();
              try {
                var program = Parser.parse(new SourceText("deep.adj", text));
                Runner.run(Elaborator.elaborate(program, Setup.in(folder)), folder, host);
                return host.output().strip();
              } catch (AdjointException e) {
                return e.diagnostics().getFirst().code();
              }
            });
    new Thread(null, task, "small", SMALL_STACK).start();
    return task.get();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(~a~)",
        "-~a~",
        "-(~a~)",
        "a^~1~",
        "not ~a~",
        "abs(~a~)",
        "max(a, ~a~)",
        "sum([~a~])",
        "~a~.T",
        "~a~ |> abs",
        "if ~a~ then 1 else 0",
        "if a then ~a~ else 0",
        "if 0 then 0 else ~a~",
        "[1, 2][0 * ~a~]",
        "a^(0 + ~1~)",
      })
  void fiveHundredLevelsRun(String shape) throws Exception {
    String[] parts = shape.split("~", -1);
    String value = parts[0].repeat(500) + parts[1] + parts[2].repeat(500);
    assertThat(run("a = 1\nprint(abs(" + value + "))")).isEqualTo("1");
    assertThat(run("param a: scalar = 1\nprint(abs(" + value + "))"))
        .isIn("1", LangCode.NOT_STATIC.code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"if 1 {\n", "for i~ in 1..1 {\n", "if 0 { } else {\n"})
  void fiveHundredBlocksRun(String opening) throws Exception {
    String all =
        IntStream.range(0, 500)
            .mapToObj(i -> opening.replace("~", "" + i))
            .collect(Collectors.joining());
    assertThat(run(all + "print(1)\n" + "}\n".repeat(500))).isEqualTo("1");
  }

  @Test
  void listsNest() throws Exception {
    assertThat(run("y = " + "[".repeat(500) + "1" + "]".repeat(500) + "\nprint(len(y))"))
        .isEqualTo("1");
  }

  @Test
  void fiveHundredCallsOfFunctionsRun() throws Exception {
    assertThat(run("fn f(n) = if n == 0 then 0 else 1 + f(n - 1)\nprint(f(500))")).isEqualTo("500");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fn f(x) = f(x)\nprint(f(1))",
        "fn f(x) = 1 + 2 * f(x + 1)\nprint(f(1))",
        "fn f(x) = g(x)\nfn g(x) = f(x)\nprint(f(1))",
        "fn f(x) {\nif 1 { return f(x) }\n}\nprint(f(1))",
        "fn f(x) = f(x) + f(x)\nprint(f(1))",
        "layer l()(x) { return l()(x) }\nprint(l()(1))",
      })
  void endlessRecursionIsRefused(String text) throws Exception {
    assertThat(run(text)).isEqualTo(LangCode.TOO_DEEP.code());
  }

  @Test
  void callsMultiplyTheDepthOfFormulas() throws Exception {
    String body = "-(".repeat(200) + "f(x)" + ")".repeat(200);
    assertThat(run("fn f(x) = " + body + "\nprint(f(1))")).isEqualTo(LangCode.TOO_DEEP.code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for i in 1..1000000000 { print(i) }",
        "for i in 1..10000 { for j in 1..10000 { x = i * j } }",
        "fn f(n) = if n == 0 then 1 else f(n - 1) + f(n - 1)\nprint(f(60))",
        "x = [[i for j in 1..90000] for i in 1..90000]\nprint(sum(x))",
      })
  void whatUnrollsWithoutEndIsRefused(String text) throws Exception {
    assertThat(run(text)).isEqualTo(LangCode.TOO_MANY.code());
  }

  @Test
  void aMistakeInEachTurnIsOne() throws Exception {
    assertThat(run("for i in 1..100000 { x = nowhere }")).isEqualTo(LangCode.UNKNOWN_NAME.code());
  }

  @Test
  void derivativesOfDerivativesAreRefusedBeforeTheyFillTheMemory() throws Exception {
    String derivatives =
        IntStream.range(0, 60)
            .mapToObj(i -> "y%d = d(y%d)/d(x)\n".formatted(i + 1, i))
            .collect(Collectors.joining());
    assertThat(run("param x: scalar = 1\ny0 = sin(x * tanh(x)) * exp(x)\n" + derivatives))
        .isEqualTo(LangCode.TOO_MANY.code());
  }

  @Test
  void importsOfImportsAreFollowed() throws Exception {
    for (int i = 0; i < 500; i++) {
      Files.writeString(
          folder.resolve("i" + i + ".adj"),
          "import \"i%d.adj\"\nx%d = %d\n".formatted(i + 1, i, i));
    }
    Files.writeString(folder.resolve("i500.adj"), "x500 = 500\n");
    assertThat(run("import \"i0.adj\"\nprint(x0 + x500)")).isEqualTo("500");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+ a", "- sin(a)"})
  void chainsOfAHundredThousandTermsRunAndDifferentiate(String link) throws Exception {
    String chain = "y = a" + (" " + link).repeat(100_000) + "\n";
    assertThat(run("param a: scalar = 0\n" + chain + "print(y, abs(d(y)/d(a)) < 1e6)"))
        .isEqualTo("0 1");
    assertThat(run("a = 0\n" + chain + "print(y)")).isEqualTo("0");
  }

  @Test
  void longChainsAreChecked() throws Exception {
    String chain = "y = a" + " + a".repeat(100_000) + "\n";
    assertThat(run("param a: scalar = 1\n" + chain + "check y == 100001 * a"))
        .isEqualTo("check holds on 200 cases: y == 100001 * a");
  }
}
