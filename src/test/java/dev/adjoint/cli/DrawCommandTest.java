package dev.adjoint.cli;

import static dev.adjoint.cli.Adjoint.adjoint;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.cli.Adjoint.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `adjoint draw`: what it draws of a script, how, and what it says where it cannot.
class DrawCommandTest {
  @TempDir Path folder;

  @Test
  void drawsTheCostThatIsTrained() throws IOException {
    String script =
        script(
            """
            param w: [2] = zeros
            J = sum((w - 1)^2)
            K = J + 1
            train(J, sgd(rate = 0.1), steps = 3)
            """);
    assertThat(drawn(script)).isEqualTo("drew J");
    assertThat(drawn(script, "--of", "K")).isEqualTo("drew K");
    assertThat(drawn(script, "--of", "w")).isEqualTo("drew w");
  }

  @Test
  void drawsTheFirstTrainedCostWithAName() throws IOException {
    String script =
        script(
            """
            param w: [2] = zeros
            train(sum((w - 2)^2), sgd(rate = 0.1), steps = 3)
            cost = sum((w - 1)^2)
            train(cost, sgd(rate = 0.1), steps = 3)
            last = sum(w)
            """);
    assertThat(drawn(script)).isEqualTo("drew cost");
  }

  @Test
  void drawsTheLastScalarThatIsComputed() throws IOException {
    assertThat(drawn(script("param w: [2] = zeros\nJ = sum(w)\nv = w + 1\nparam b: scalar = 0\n")))
        .isEqualTo("drew J");
  }

  /// Which data is at hand is asked once of each, however many ways lead to it.
  @Test
  @Timeout(60)
  void drawsDataThatIsMadeOfData() throws IOException {
    StringBuilder chain = new StringBuilder("data a0: scalar = 1\n");
    for (int i = 1; i <= 60; i++) {
      chain.append("data a%d: scalar = a%d + a%d\n".formatted(i, i - 1, i - 1));
    }
    drawn(script(chain + "J = a60 / 2^60\n"));
    assertThat(folder.resolve("picture.dot")).content().contains("<b>J</b>", "= 1<");
  }

  @Test
  void drawsTheValuesWhereTheDataIsAtHand() throws IOException {
    drawn(script("data x: scalar = 5\nJ = 3 * x^2\n"));
    assertThat(folder.resolve("picture.dot")).content().contains("= 75", "∂J/∂x = 30");
    drawn(script("dim n\ndata x: [n]\nJ = sum(x^2)\n"));
    assertThat(folder.resolve("picture.dot")).content().contains("[n]").doesNotContain("∂");
  }

  @Test
  void drawsLayersAsOneBox() throws IOException {
    String script =
        script(
            """
            data x: [2] = [1, 2]
            fn f(x) = exp(x)
            fn g(x) = f(f(f(sin(x))))
            J = sum(g(x) * x)
            """);
    drawn(script, "--depth", "0", "--direction", "down");
    assertThat(folder.resolve("picture.dot"))
        .content()
        .contains(">g<", "4 operations", "\"rankdir\"=\"TB\"")
        .doesNotContain("3 × f", "sin(x)");
    drawn(script, "--depth", "1", "--detail", "operations");
    assertThat(folder.resolve("picture.dot"))
        .content()
        .contains("3 × f", "sin(x)", "\"rankdir\"=\"LR\"");
    drawn(script, "--detail", "names", "--direction", "auto");
    assertThat(folder.resolve("picture.dot")).content().contains("sin(x)", "exp(x)");
  }

  @Test
  void aLookThatThereIsNotIsAMistake() {
    assertThat(adjoint("draw", "a.adj", "--to", "a.svg", "--depth", "-1").err())
        .startsWith("adjoint: `--depth` takes a whole number from 0, not `-1`\n");
    assertThat(adjoint("draw", "a.adj", "--to", "a.svg", "--direction", "left").err())
        .startsWith("adjoint: `--direction` is auto or right or down, not `left`\n");
    assertThat(adjoint("draw", "a.adj", "--to", "a.svg", "--detail", "all").err())
        .startsWith("adjoint: `--detail` is operations or names, not `all`\n");
  }

  @Test
  void pictureThatCannotBeWrittenIsFileTrouble() throws IOException {
    String picture = folder.resolve("none").resolve("a.dot").toString();
    String script = script("J = 1 + 2\ndraw(J, to = \"none/a.dot\")\n");
    assertThat(adjoint("draw", script, "--to", picture).status()).isEqualTo(Status.FILES);
    assertThat(adjoint("run", script).status()).isEqualTo(Status.FILES);
  }

  @Test
  void saysWhatCanBeDrawn() throws IOException {
    String script = script("param w: [2] = zeros\nv = w + 1\n");
    assertThat(adjoint("draw", script, "--to", "a.svg"))
        .isEqualTo(
            new Outcome(
                Status.USAGE,
                "",
                """
                adjoint: `%s` computes no scalar, and `--of NAME` is not given; its values are w, v
                  = help: `adjoint help draw` tells what it takes
                """
                    .formatted(script)));
    assertThat(adjoint("draw", script, "--to", "a.svg", "--of", "J").err())
        .startsWith("adjoint: `%s` has no value `J`; its values are w, v\n".formatted(script));
    assertThat(adjoint("draw", script, "--to", "a.gif").err())
        .startsWith(
            "adjoint: a picture is .html, .svg, .png or .dot, and `a.gif` is none of these\n");
  }

  private String drawn(String script, String... of) {
    Path picture = folder.resolve("picture.dot");
    String[] arguments = {"draw", script, "--to", picture.toString()};
    Outcome outcome =
        adjoint(
            java.util.stream.Stream.of(arguments, of)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new));
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isEqualTo(Status.DONE);
    assertThat(outcome.out()).endsWith(" to " + picture + "\n");
    return outcome.out().substring(0, outcome.out().indexOf(" to "));
  }

  private String script(String text) throws IOException {
    return Files.writeString(folder.resolve("script.adj"), text).toString();
  }
}
