package dev.adjoint.lang.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.lang.check.Elaborator;
import dev.adjoint.lang.check.Setup;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.SourceText;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What `gradcheck` says, of gradients derived by hand that are wrong and right.
class GradChecksTest {
  private static final String MODEL =
      """
      dim n, m
      data X: [n, m] = [[1, 2, -1], [3, 4, -3.2]]
      data Y: [1, m] = [[1, 0, 1]]
      param w: [n, 1] = [[0.1], [-0.3]]
      param b: scalar = 0.2
      A = sigmoid(w.T @ X + b)
      J = -mean(Y * log(A) + (1 - Y) * log(1 - A))
      """;

  private final RecordingHost host = new RecordingHost();

  /// Whether the program was found right.
  private boolean run(String program) {
    var source = new SourceText("t.adj", program);
    var script = Elaborator.elaborate(Parser.parse(source), Setup.in(Path.of("")));
    return Runner.run(script, Path.of(""), host);
  }

  /// The last message.
  private String said() {
    return new AdjointException(host.reported().getLast()).getMessage();
  }

  @Test
  void oneLineForEachDerivativeThatIsRight() {
    assertThat(run(MODEL + "gradcheck(J)\ngradcheck(J, wrt = A)\n")).isTrue();
    assertThat(host.reported()).isEmpty();
    assertThat(host.output())
        .isEqualTo(
            """
            gradcheck: d(J)/d(w) is right to 1e-9, in 3 directions and 2 elements
            gradcheck: d(J)/d(b) is right to 1e-9, in 1 element
            gradcheck: d(J)/d(A) is right to 1e-9, in 3 directions and 3 elements
            """);
  }

  @Test
  void saysWhereAndHowMuch() {
    assertThat(run(MODEL + "gradcheck(J, wrt = [w, b], gradient = [X @ (A - Y).T, mean(A - Y)])"))
        .isFalse();
    assertThat(host.output()).contains("the given d(J)/d(b) is right");
    assertThat(said())
        .isEqualTo(
            """
            error[E0605]: the given d(J)/d(w) is not what the values of `J` say
              --> t.adj:8:1
               |
             8 | gradcheck(J, wrt = [w, b], gradient = [X @ (A - Y).T, mean(A - Y)])
               | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
               = at [0, 0] of `w` 0.2317042 is claimed, and 0.07723473 was measured: 3 times as much
               = help: `check d(J)/d(w) == …`, with your formula for it, looks for what is missing\
            """);
  }

  /// At one example a sum is a mean.
  @Test
  void showsTheSmallestSizes() {
    assertThat(run(MODEL + "gradcheck(J, wrt = b, gradient = sum(A - Y), over = [m in 1..6])"))
        .isFalse();
    assertThat(said()).contains("= for m = 2 ", "2 times as much");
    assertThat(run(MODEL + "gradcheck(J, wrt = b, gradient = sum(A - Y), over = [m in 1..1])"))
        .isTrue();
  }

  @Test
  void keepsDataWhatTheyAre() {
    String labels =
        """
        dim m
        data classes: [m] = [0, 2, 1]
        param W: [3, 1] = normal(0, 1)
        J = mean(sum(softmax(W @ ones(shape = [1, m])) * one_hot(classes, 3), axis = 0))
        gradcheck(J, over = [m in 1..8], cases = 20)
        """;
    assertThat(run(labels)).isTrue();
    assertThat(host.output()).endsWith(" of 20 cases\n");
  }

  @Test
  void dataThatAreLeftOpenAreDrawn() {
    String open =
        """
        dim n, m
        data X: [n, m]
        param w: [n, 1] = zeros
        J = mean(log(w.T @ X))
        gradcheck(J, over = [n in 1..3, m in 1..3], cases = 30)
        """;
    assertThat(run(open)).isTrue();
    assertThat(host.output()).contains("30 cases");
  }

  @Test
  void sayingNothingIsNoSuccess() {
    assertThat(run(MODEL + "K = log(b - 1)\ngradcheck(K)")).isFalse();
    assertThat(said()).contains("error[E0606]: d(K)/d(b) could not be measured");
    assertThat(run(MODEL + "K = log(-b^2 - 1) * sum(X)\ngradcheck(K, over = [m in 1..3])"))
        .isFalse();
    assertThat(said()).contains("no value for any of the 200 cases");
  }

  @Test
  void inSinglePrecision() {
    assertThat(run("precision f32\n" + MODEL + "gradcheck(J)\ngradcheck(J, over = [n in 1..3])"))
        .isTrue();
  }

  /// It takes the parameters as they are in the iteration.
  @Test
  void inALoop() {
    String loop =
        """
        param w: scalar = 1
        J = w^3
        repeat 2 { w := w + 1; every 1 { gradcheck(J, wrt = w, gradient = 3 * w) } }
        """;
    assertThat(run(loop)).isFalse();
    assertThat(host.reported()).hasSize(1);
    assertThat(host.output()).hasLineCount(1);
  }
}
