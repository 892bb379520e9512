package dev.adjoint.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.bounds.Limits;
import dev.adjoint.bounds.TimeUp;
import dev.adjoint.data.DataError;
import dev.adjoint.graph.GraphError;
import dev.adjoint.lang.check.Elaborator;
import dev.adjoint.lang.check.LangCode;
import dev.adjoint.lang.check.Setup;
import dev.adjoint.lang.run.RecordingHost;
import dev.adjoint.lang.run.Runner;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What programs may take of memory and time.
class MemoryTest {
  @TempDir Path folder;

  private String run(Limits limits, String text) {
    return limits.within(
        () -> {
          RecordingHost host = new RecordingHost();
          var program = Parser.parse(new SourceText("large.adj", text));
          Runner.run(Elaborator.elaborate(program, Setup.in(folder)), folder, host);
          return host.output().strip();
        });
  }

  private Diagnostic refusal(long bytes, String text) {
    try {
      run(Limits.current().memory(bytes), text);
    } catch (AdjointException e) {
      return e.diagnostics().getFirst();
    }
    throw new AssertionError("not refused: " + text);
  }

  /// What would take a thousand times the heap of these tests, or more than an array holds.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "print(zeros(shape = [100000, 100000]))",
        "x = arange(100000)\nprint(outer(x, x))",
        "x = arange(100000)\ny = outer(x, x)\nprint(y @ y)",
        "print(one_hot(arange(100000), 100000))",
        "param W: [100000, 100000] = normal(0, 1)\nprint(sum(W))",
        "dim n\nsame n = 100000\nparam W: [n, n] = zeros\nprint(W)",
        "print(normal(0, 1, shape = [20000000000]))",
        "print(zeros(shape = [1000000, 1000000, 1000000, 1000000]))",
        "param x: [3000000000, 0] = zeros\nprint(x)",
        "print(broadcast_to(1, [100000, 100000]) + zeros(shape = [100000, 100000]))",
        "print(pad([1, 2], [[0, 2147483647]]))",
        "for i in 1..sum(zeros(shape = [100000, 100000])) { print(i) }",
        "print(reshape(zeros(shape = [100000, 100000]), [-1]))",
        "print(concat([zeros(shape = [2000000000]), zeros(shape = [2000000000])]))",
        "dim n\nsame n = 100000\nparam x: [n * n * n * n * n] = zeros\nprint(x)",
        "dim n\nsame n = 2147483647\nparam x: [n + 1] = zeros\nprint(x)",
        "dim n\nsame n = 1000000\nprint(zeros(shape = [n * n * n, n * n * n * n * n * n]))",
      })
  void whatNobodyHasIsRefused(String text) {
    assertThat(refusal(Long.MAX_VALUE, text))
        .satisfies(
            diagnostic -> {
              assertThat(diagnostic.code())
                  .isIn(GraphError.TOO_LARGE.code(), GraphError.UNKNOWN_SIZE.code());
              assertThat(diagnostic.primary()).isPresent();
            });
  }

  /// Programs that need 8 MB at least for one value, and more in all.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "print(sum(exp(normal(0, 1, shape = [1000, 1000]))))",
        "x = normal(0, 1, shape = [1000, 1000])~print(sum(x @ x))",
        "x = arange(1000)~print(sum(outer(x, x) @ outer(x, x)))",
        "x = outer(arange(1000), arange(1000))~y = cumsum(x)~print(sum(y @ x))",
        "param W: [1000, 1000] = normal(0, 1)~print(sum(W))",
        "param W: [1000, 1000] = ones~J = sum(W^2)~repeat 2 { W := W - 0.1 * d(J)/d(W) }~print(J)",
        "param W: [1000, 1000] = ones~train(sum(W^2), sgd(rate = 0.1), steps = 2)~print(sum(W))",
        "x = one_hot(arange(1000), 1000)~print(sum(x @ x.T))",
      })
  void isRefusedBelowWhatItNeedsAndRunsAboveIt(String lines) {
    String text = lines.replace('~', '\n');
    Diagnostic refusal = refusal(7_999_999, text);
    assertThat(refusal.code()).isEqualTo(GraphError.TOO_LARGE.code());
    assertThat(refusal.message()).contains("8 MB").contains("[1000, 1000]");
    assertThat(refusal.primary()).isPresent();
    assertThat(run(Limits.current().memory(100_000_000), text)).isNotEmpty();
  }

  @Test
  void valuesThatAreKeptCountTogether() {
    String one = "param V%1$d: [1000, 1000] = normal(0, 1)\nprint(V%1$d[0, 0] > 9)\n";
    String three = one.formatted(1) + one.formatted(2) + one.formatted(3);
    assertThat(run(Limits.current().memory(20_000_000), one.formatted(1))).isEqualTo("0");
    assertThat(refusal(20_000_000, three).message()).contains("8 MB");
    assertThat(run(Limits.current().memory(40_000_000), three)).isEqualTo("0\n0\n0");
  }

  @Test
  void doesNotCountWhatIsNeverMade() {
    String text = "print(sum(zeros(shape = [1000, 1000]) + 1))";
    assertThat(run(Limits.current().memory(100_000), text)).isEqualTo("1000000");
  }

  /// A file of a hundred bytes may promise any number of numbers.
  @Test
  void headersOfFilesAreNotBelieved() throws IOException {
    Files.write(folder.resolve("x.npy"), npy(1_000_000, 8_000_000));
    String text = "x = npy(\"x.npy\")\nprint(sum(x))";
    assertThat(refusal(7_000_000, text).code()).isEqualTo(DataError.TOO_LARGE.code());
    assertThat(run(Limits.current().memory(20_000_000), text)).isEqualTo("0");
    Files.write(folder.resolve("x.npy"), npy(2_000_000_000, 0));
    assertThat(refusal(Long.MAX_VALUE, text).code()).isEqualTo(DataError.DAMAGED.code());
  }

  private static byte[] npy(long count, int bytes) {
    String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (%d,), }".formatted(count);
    byte[] start = ("\u0093NUMPY\1\0" + "v\0" + header).getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = java.util.Arrays.copyOf(start, 128 + bytes);
    java.util.Arrays.fill(all, start.length, 128, (byte) ' ');
    all[127] = '\n';
    return all;
  }

  /// Each would go on for years.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "param x: scalar = 1\nrepeat 2000000000 as i { x := x / 2 }\nprint(x)",
        "param x: scalar = 1\ntrain(x^2, sgd(rate = 1e-9), steps = 2000000000)\nprint(x)",
        "fn f(n) = if n == 0 then 1 else f(n - 1) + f(n - 1)\nprint(f(60))",
      })
  void endsWhenTheTimeIsUp(String text) {
    assertThatThrownBy(() -> run(Limits.current().time(Duration.ofMillis(300)), text))
        .isInstanceOfSatisfying(
            TimeUp.class, e -> assertThat(e.diagnostic().code()).isEqualTo("E1001"))
        .hasMessage("the time is up: it was 0.3 seconds");
  }

  @Test
  void longRangesAreRefused() {
    assertThat(refusal(Long.MAX_VALUE, "for i in 1..1000000000 { print(i) }").code())
        .isEqualTo(LangCode.TOO_MANY.code());
  }
}
