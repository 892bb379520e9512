package dev.adjoint.lang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.lang.check.Elaborator;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.check.Setup;
import dev.adjoint.lang.run.RecordingHost;
import dev.adjoint.lang.run.Runner;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.DiagnosticRenderer;
import dev.adjoint.source.SourceText;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Where a value has its infinity or NaN from is said with the operation, its line and its operands.
class FinitenessTest {
  private static String complaints(String program) {
    Script script =
        Elaborator.elaborate(Parser.parse(new SourceText("t.adj", program)), Setup.in(Path.of("")));
    RecordingHost host = new RecordingHost();
    try {
      Runner.run(script, Path.of(""), host);
    } catch (AdjointException e) {
      return DiagnosticRenderer.plain().render(e.diagnostics());
    }
    return DiagnosticRenderer.plain().render(host.reported());
  }

  @Test
  void ofAPrintedValue() {
    assertThat(
            complaints(
                """
                p = [0.5, 0, 0.25]
                u = log(p)
                J = sum(u * 2)
                print(J)
                """))
        .isEqualTo(
            """
            warning[W0607]: a value that is printed here is not finite
              --> t.adj:4:1
               |
             2 | u = log(p)
               |     ------ first, `log(p)` is -inf at [1], where p is 0
            ...
             4 | print(J)
               | ^^^^^^^^\
            """);
  }

  @Test
  void ofADerivative() {
    assertThat(
            complaints(
                """
                param x: [2] = [4, 0]
                J = sum(sqrt(x))
                expect d(J)/d(x) == [0.25, 1]
                """))
        .isEqualTo(
            """
            error[E0601]: this expectation is not met
              --> t.adj:3:1
               |
             2 | J = sum(sqrt(x))
               |         ------- first, going backward, `1 / (sqrt(x) * 2)` is inf at [1], where sqrt(x) * 2 is 0
             3 | expect d(J)/d(x) == [0.25, 1]
               | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
               = left at [1] is inf
               = right at [1] is 1\
            """);
  }

  @Test
  void ofALoop() {
    assertThat(
            complaints(
                """
                param x: scalar = 3
                J = x^4
                repeat 100 { x := x - 0.5 * d(J)/d(x) }
                """))
        .isEqualTo(
            """
            warning[W0607]: a parameter becomes infinite or NaN in this loop
              --> t.adj:3:1
               |
             2 | J = x^4
               |      - first, going backward, `x^(4 - 1)` is -inf, where x is -2.249726635581872e+150
             3 | repeat 100 { x := x - 0.5 * d(J)/d(x) }
               | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\
            """);
  }

  @Test
  void ofATraining() {
    assertThat(
            complaints(
                """
                param x: scalar = 1
                J = (x - 2)^2 * log(x)
                train(J, sgd(rate = 1), steps = 50)
                """))
        .isEqualTo(
            """
            error[E0801]: the cost is -inf at iteration 1
              --> t.adj:3:1
               |
             2 | J = (x - 2)^2 * log(x)
               |                 ------ first, `log(x)` is -inf, where x is 0
             3 | train(J, sgd(rate = 1), steps = 50)
               | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
               = one update earlier it was 0
               = help: a smaller learning rate may keep it finite\
            """);
  }

  /// The cost is still finite when the gradient is not: the step that broke the parameter is found.
  @Test
  void ofAGradientInTheStepBefore() {
    assertThat(
            complaints(
                """
                param x: [2] = [100, 0]
                J = sum(x)^2 + sum(sqrt(x))
                train(J, sgd(rate = 1e-6), steps = 5)
                """))
        .startsWith("error[E0801]: the cost is nan at iteration 1\n")
        .contains(
            "  ------- first, going backward, `1 / (sqrt(x) * 2)` is inf at [1],"
                + " where sqrt(x) * 2 is 0\n");
  }

  @Test
  void ofALoopLongAgo() {
    assertThat(
            complaints(
                """
                param x: scalar = 100
                param y: scalar = 0
                repeat 1000 as i {
                  x := x - 1
                  y := log(x)
                }
                """))
        .contains("`log(x)` is -inf, where x is 0\n");
  }

  @Test
  void branchesNotTakenAreNotToBlame() {
    assertThat(
            complaints(
                """
                x = [-1, 4]
                s = if x > 0 then sqrt(x) else 0
                J = sum(s / (x + 1))
                print(J)
                """))
        .isEqualTo(
            """
            warning[W0607]: a value that is printed here is not finite
              --> t.adj:4:1
               |
             3 | J = sum(s / (x + 1))
               |           - first, `s / (x + 1)` is nan at [0], where s is 0 and x + 1 is 0
             4 | print(J)
               | ^^^^^^^^\
            """);
  }

  @Test
  void infinityOnPurposeIsNoSurprise() {
    assertThat(complaints("print(inf, -inf)\nm = [1, -inf]\nprint(max(m), sum(m))\n")).isEmpty();
  }
}
