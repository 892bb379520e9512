package dev.adjoint.lang.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.adjoint.lang.check.Elaborator;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.check.Setup;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.SourceText;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is proved, what is not, and what is offered instead.
class ChecksTest {
  private static final String DATA =
      """
      dim n, m, k
      data x: [n]
      data y: [n]
      data a: scalar
      data A: [n, m]
      data B: [m, k]
      data C: [n, m]
      data S: [n, n]
      data r: [1, m]
      data c: [n, 1]
      """;

  private static Script script(String text) {
    return Elaborator.elaborate(
        Parser.parse(new SourceText("checks.adj", DATA + text + "\n")), Setup.in(Path.of("")));
  }

  private static RecordingHost run(String text) {
    var host = new RecordingHost();
    boolean isDone = Runner.run(script(text), Path.of(""), host);
    assertThat(isDone).isEqualTo(host.reported().isEmpty());
    return host;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // linear algebra
        "(A @ B).T == B.T @ A.T",
        "A.T.T == A",
        "(A + C) @ B == A @ B + C @ B",
        "A @ (2 * B) == 2 * (A @ B)",
        "(S @ S) @ S == S @ (S @ S)",
        "sum(A @ B) == sum(sum(A, axis = 0).T * sum(B, axis = 1))",
        "sum(A * C) == sum(A.T * C.T)",
        "outer(x, y).T == outer(y, x)",
        "dot(x, y) == dot(y, x)",
        "c @ r == c * (0 * A + 1) * r",
        // sums, means, broadcasts
        "sum(A) == sum(sum(A, axis = 1))",
        "mean(A) == mean(mean(A, axis = 0))",
        "sum(A - mean(A, axis = 0), axis = 0) == 0",
        "sum(0 * A + 1) == n * m",
        "sum(A, axis = 0, keepdims = false) == sum(A.T, axis = 1, keepdims = false)",
        "var(x) == mean((x - mean(x))^2)",
        "var(x) == mean(x^2) - mean(x)^2",
        "std(x)^2 == var(x)",
        "norm(x)^2 == dot(x, x)",
        "norm(2 * x) == 2 * norm(x)",
        "sum(x)^2 == sum(outer(x, x))",
        // quotients and powers
        "(x^2 - y^2) / (x - y) == x + y",
        "1 / (1 / x) == x",
        "x / y / x == 1 / y",
        "1 / (x * (1 + x)) == 1 / x - 1 / (1 + x)",
        "1 / (1 - x) + 1 / (1 + x) == 2 / (1 - x^2)",
        "(x + y)^3 == x^3 + 3 * x^2 * y + 3 * x * y^2 + y^3",
        "sqrt(x)^2 == x",
        "x^1.5 == x * sqrt(x)",
        "sqrt(8) == 2 * sqrt(2)",
        "x / sqrt(x) == sqrt(x)",
        "0.1 + 0.2 == 0.3",
        // exp, log and all that is made of them
        "exp(x + y) == exp(x) * exp(y)",
        "exp(-x) == 1 / exp(x)",
        "log(exp(x)) == x",
        "exp(2 * log(x)) == x^2",
        "2^x == exp(x * log(2))",
        "log(6) == log(2) + log(3)",
        "exp(x)^a == exp(a * x)",
        "x^y * 2 == x^y + x^y",
        "log(sigmoid(x)) == -softplus(-x)",
        "log(1 - sigmoid(x)) == -softplus(x)",
        "softplus(x) - softplus(-x) == x",
        "log(sigmoid(x) / (1 - sigmoid(x))) == x",
        "tanh(x) == sinh(x) / cosh(x)",
        "cosh(x)^2 - sinh(x)^2 == 1",
        "1 - tanh(x)^2 == 1 / cosh(x)^2",
        "silu(x) == x / (1 + exp(-x))",
        "logsumexp(A + a) == a + logsumexp(A)",
        "softmax(A + r, axis = 0) == softmax(A, axis = 0)",
        "log(softmax(A, axis = 0)) == log_softmax(A, axis = 0)",
        "softmax([0, a], axis = 0)[1] * 1 == softmax([0, a], axis = 0)[1]",
        "sin(x)^2 + cos(x)^2 == 1",
        "sin(-x) == -sin(x)",
        // comparisons and choices
        "relu(x) - relu(-x) == x",
        "relu(x) + relu(-x) == abs(x)",
        "relu(2 * x) == 2 * relu(x)",
        "relu(relu(x)) == relu(x)",
        "max(x, y) + min(x, y) == x + y",
        "max(x, y) == max(y, x)",
        "sign(x) * abs(x) == x",
        "(if x > y then x else y) == max(x, y)",
        "(x > 0) == (0 < x)",
        "(x > 0) == (exp(a) * x > 0)",
        "(not (x > 0)) == (x <= 0)",
        "(x > 0) * (x > 0) == (x > 0)",
        "exp(if x > 0 then 1 else 0) == (if x > 0 then exp(1) else 1)",
        "elu(x) == (if x > 0 then x else exp(x) - 1)",
        "clip(x, 0, 1) == min(max(x, 0), 1)",
        // derivatives
        "d(norm(x))/d(x) == x / norm(x)",
        "d(std(x))/d(x) == (x - mean(x)) / (n * std(x))",
        "d(logsumexp(x))/d(x) == softmax(x, axis = 0)",
        "d(sum(A @ B))/d(A) == (0 * A + 1) * sum(B, axis = 1).T",
        "d(sum(x^3))/d(x) == 3 * x^2",
        "d(sum(silu(x)))/d(x) == sigmoid(x) + silu(x) * (1 - sigmoid(x))",
        "d(sum(x * y))/d(x) == y",
      })
  void isProved(String equation) {
    assertThat(run("check " + equation).output()).isEqualTo("check proved: " + equation + "\n");
  }

  /// Powers of what may be negative are no exponentials: (-2)^b is a number for whole b.
  @Test
  void powersOfNegativeNumbersAreNotTakenForPositive() {
    assertThat(run("check sign((-2)^round(a)) == 1").reported()).hasSize(1);
    assertThat(run("check (x > 0) == 1 - (relu(x) * (0 - 1) >= 0)").reported()).isEmpty();
    assertThat(run("check (norm(relu(x)) >= 0) == (norm(relu(x)) > 0)").output())
        .doesNotContain("proved");
  }

  /// Equations that hold for some values only, or for some sizes: a proof of one would be a lie.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sqrt(x^2) == x",
        "(x^2)^0.5 == x",
        "(x^4)^0.25 == x",
        "log(x^2) / 2 + 0 * log(x + 3) == log(sqrt(x^2 + 1))",
        "sqrt((x - y)^2) == x - y",
        "exp(log(x^2) / 2) == x",
        "relu(x) + relu(y) == relu(x + y)",
        "relu(a * x) == a * relu(x)",
        "(x > 0) == (a * x > 0)",
        "(x > 0) * (y > 0) == (x * y > 0)",
        "abs(x) == x",
        "max(x, y) == x",
        "sum(x * y) == sum(x) * sum(y)",
        "sum(x)^2 == sum(x^2)",
        "mean(x) == sum(x)",
        "S @ S.T == S.T @ S",
        "S.T == S",
        "norm(x + y) == norm(x) + norm(y)",
        "exp(x + y) == exp(x) + exp(y)",
        "exp(sum(x)) == sum(exp(x))",
        "log(x + y) == log(x) + log(y)",
        "softmax(A, axis = 0) == softmax(A, axis = 1)",
        "softmax(2 * A, axis = 0) == softmax(A, axis = 0)",
        "sum(softmax(x, axis = 0) * y) == sum(softmax(2 * x, axis = 0) * y)",
        "mean(A, axis = 0) == sum(A, axis = 0) / m",
        "var(x) == sum((x - mean(x))^2) / (n - 0.5)",
        "floor(x + y) == floor(x) + floor(y)",
        "cos(-x) == -cos(x)",
        "sign(x * y) == sign(x)",
        "cumsum(x) == x",
        "d(sum(abs(x)))/d(x) == 1",
      })
  void isRefuted(String equation) {
    RecordingHost host = run("check " + equation);
    assertThat(host.output()).isEmpty();
    assertThat(host.reported()).hasSize(1);
    assertThat(host.reported().getFirst().code()).isEqualTo("E0602");
    assertThat(host.reported().getFirst().notes().getFirst()).startsWith("smallest counterex");
  }

  private static List<String> helps(String text) {
    List<Diagnostic> reported = run(text).reported();
    assertThat(reported).hasSize(1);
    return reported.getFirst().helps();
  }

  @Test
  void offersASmallChangeThatIsProved() {
    assertThat(helps("check mean(A) == sum(A)")).containsExactly("`mean(A)` is proved");
    assertThat(helps("check d(sum(tanh(x)))/d(x) == tanh(x) * (1 - tanh(x))"))
        .containsExactly("`1 - tanh(x)^2` is proved");
    assertThat(helps("check A - C == C - A")).containsExactly("`A - C` is proved");
    assertThat(helps("check sum(A, axis = 0) == sum(C, axis = 0)"))
        .containsExactly("`sum(A, axis = 0)` is proved");
    assertThat(helps("check x * y == x + 3")).isEmpty();
  }

  @Test
  void offersAChangeOfWhatANameStandsFor() {
    assertThat(
            helps(
                """
                J = sum((A - C)^2) / m
                dA = 2 * (C - A) / m
                check d(J)/d(A) == dA
                """))
        .containsExactly("`dA = 2 * (A - C) / m` is proved");
  }

  @Test
  void offersAChangeWhereShapesDiffer() {
    var refused =
        catchThrowableOfType(
            AdjointException.class,
            () -> script("J = sum((A @ B)^2)\ncheck d(J)/d(A) == 2 * B @ (A @ B).T"));
    assertThat(refused.diagnostics()).hasSize(1);
    assertThat(refused.diagnostics().getFirst().helps()).contains("`2 * (A @ B) @ B.T` is proved");
  }

  @Test
  void saysItOnce() {
    assertThat(
            run("""
            param w: scalar = 1
            repeat 3 {
              check d(w^2)/d(w) == 2 * w
              w := w - 0.1 * d(w^2)/d(w)
            }
            """)
                .output())
        .isEqualTo("check proved: d(w^2)/d(w) == 2 * w\n");
  }
}
