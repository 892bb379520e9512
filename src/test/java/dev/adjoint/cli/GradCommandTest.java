package dev.adjoint.cli;

import static dev.adjoint.cli.Adjoint.adjoint;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.cli.Adjoint.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `adjoint grad`: the program it prints, and what it says where there is no gradient.
class GradCommandTest {
  @TempDir Path folder;

  private static final String LOGISTIC =
      """
      dim n, m
      data X: [n, m]
      data Y: [1, m]
      param w: [n, 1] = zeros
      param b: scalar = 0
      Z = w.T @ X + b
      A = sigmoid(Z)
      J = logistic_cost(A, Y)
      """;

  @Test
  void gradPrintsTheModelAndItsGradient() throws IOException {
    String script = script(LOGISTIC + "print(1)\nK = J + 1\n");
    String gradient = "# gradient of J\ndZ = (A - Y) / m\ndw = X @ dZ.T\ndb = sum(dZ)\n";
    assertThat(adjoint("grad", script))
        .isEqualTo(new Outcome(Status.DONE, LOGISTIC + "\n" + gradient, ""));
    assertThat(adjoint("grad", script, "--lines", "--of", "J", "--wrt", "w", "--wrt=b").out())
        .isEqualTo(gradient);
    assertThat(adjoint("grad", script, "--lines", "--of=K", "--wrt", "A, Z").out())
        .isEqualTo("# gradient of K\ndA = ((1 - Y) / (1 - A) - Y / A) / m\ndZ = (A - Y) / m\n");
  }

  @Test
  void gradTakesTheSettingsOfTheCommandLine() throws IOException {
    String script = script("option k = 2\nparam w: scalar = 1\nJ = k * w^2\n");
    assertThat(adjoint("grad", script, "--set", "k=3", "--precision", "f32", "--seed", "7").out())
        .isEqualTo(
            """
            precision f32
            seed 7
            option k = 3
            param w: scalar = 1
            J = k * w^2

            # gradient of J
            dw = 2 * k * w
            """);
  }

  @Test
  void gradSaysWhatHasNoGradient() throws IOException {
    String script = script(LOGISTIC + "param unused: [n] = zeros\n");
    assertThat(adjoint("grad", script, "--wrt", "ww").err())
        .startsWith("adjoint: `%s` has no value `ww`; its values are X, Y, ".formatted(script));
    assertThat(adjoint("grad", script, "--of", "unusd").err())
        .startsWith("adjoint: `%s` has no value `unusd`; did you mean".formatted(script));
    assertThat(adjoint("grad", script, "--of", "Z"))
        .satisfies(outcome -> assertThat(outcome.status()).isEqualTo(Status.WRONG))
        .satisfies(outcome -> assertThat(outcome.err()).contains("Z is [1, m]"));
    assertThat(adjoint("grad", script, "--wrt", "unused").err())
        .isEqualTo(
            """
            error[E0901]: `J` does not depend on `unused`: its derivative is 0
               = help: it depends on X, Y, w, b, Z, A
            """);
  }

  @Test
  void gradNeedsNames() throws IOException {
    String noise =
        script("dim n\nparam w: [n] = zeros\nsame n = 2\nJ = sum(w * uniform(shape = [n]))\n");
    assertThat(adjoint("grad", noise).err())
        .contains("error[E0902]: the derivative needs random numbers to which no formula can refer")
        .contains(":4:");
    String layer =
        script(
            """
            layer dense(k)(x: [j, m]) -> [k, m] {
              param W: [k, j] = zeros
              return W @ x
            }
            data X: [2, 3]
            J = sum(X |> dense(4))
            """);
    assertThat(adjoint("grad", layer).err())
        .contains("error[E0902]", "dense_1.W", "hidden = dense");
  }

  private String script(String text) throws IOException {
    return Files.writeString(folder.resolve("script.adj"), text).toString();
  }
}
