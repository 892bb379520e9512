package dev.adjoint.lang.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.lang.check.Elaborator;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.check.Setup;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The charts that programs draw.
class ChartsTest {
  private static final String TWO =
      """
      param w: [2] = zeros
      param v: [2] = zeros
      J = sum((w - 3)^2)
      K = sum((v - 3)^2)
      slow = train(J, sgd(rate = 0.01), steps = 20)
      fast = train(K, sgd(rate = 0.1), steps = 40)
      """;

  @TempDir Path folder;

  /// Runs a program in the folder, and gives what it prints.
  private String run(String program) {
    SourceText source = new SourceText("t.adj", program);
    Script script = Elaborator.elaborate(Parser.parse(source), Setup.in(folder));
    RecordingHost host = new RecordingHost();
    assertThat(Runner.run(script, folder, host)).isTrue();
    return host.output();
  }

  /// The texts of the picture `x.svg` that a program draws.
  private List<String> texts(String program) throws IOException {
    run(program);
    return Pattern.compile(">([^<]+)</text>")
        .matcher(Files.readString(folder.resolve("x.svg")))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @Test
  void historiesAreNamedAfterTheirVariables() throws IOException {
    assertThat(texts(TWO + "plot(slow, fast, to = \"x.svg\")"))
        .contains("slow", "fast", "iteration", "cost", "40");
    assertThat(texts(TWO + "plot([slow.cost, fast.cost], to = \"x.svg\")")).contains("slow");
    assertThat(texts(TWO + "plot(slow, to = \"x.svg\")")).doesNotContain("slow");
  }

  @Test
  void aFamilyOfHistoriesIsPlottedWhole() throws IOException {
    String program =
        """
        param w[r in 1..3]: [2] = zeros
        for r in 1..3 {
          history[r] = train(sum((w[r] - r)^2), sgd(rate = 0.1), steps = 5)
        }
        plot(history, to = "x.svg", names = ["rate {r}, {max(w[r]):.1f}" for r in 1..3])
        """;
    assertThat(texts(program)).contains("rate 1, 0.7", "rate 2, 1.3", "rate 3, 2.0");
  }

  @Test
  void whatIsRecordedIsPlottedWithTheCost() throws IOException {
    String program =
        """
        param w: scalar = 3
        J = w^2
        far = abs(w)
        h = train(J, sgd(rate = 0.25), steps = 4, report = 3, record = [far])
        g = train(J, sgd(rate = 0.25), steps = 1, record = far)
        """;
    assertThat(run(program + "print(h.far, h.far[3] == 2 * g.far, len(h.far))"))
        .isEqualTo(
            """
            Cost after iteration 0: 9.000000, far: 3.000000
            Cost after iteration 3: 0.140625, far: 0.375000
            [3, 1.5, 0.75, 0.375] [1] 4
            """);
    assertThat(texts(program + "plot(h, to = \"x.svg\")")).contains("cost", "far");
    assertThat(texts(program + "plot(h, g.far, to = \"x.svg\")")).contains("h", "h.far", "g.far");
    assertThat(texts(program + "plot(h.far, to = \"x.svg\")")).doesNotContain("far");
  }

  /// Its length is known also where nothing else of it is asked for.
  @Test
  void aHistoryHasALength() {
    assertThat(
            run(
                """
                param w: scalar = 3
                h = train(w^2, sgd(rate = 0.25), steps = 4)
                g = train(w^2, sgd(rate = 0.25), steps = 0)
                L = len(h.cost)
                print(L, len(g.cost), sum(arange(L)))
                """))
        .isEqualTo("4 0 6\n");
  }

  @Test
  void epochsAreCalledSo() throws IOException {
    String program =
        """
        dim m
        data X: [m] = arange(10)
        param w: scalar = 0
        J = mean((w - X)^2)
        history = train(J, sgd(rate = 0.1), epochs = 3, batch = 5, over = m)
        """;
    assertThat(texts(program + "plot(history, to = \"x.svg\")")).contains("epoch");
    assertThat(texts(program + "plot(history, to = \"x.svg\", x = \"pass\")")).contains("pass");
  }

  @Test
  void axesHeadingAndSpacingAreAsWished() throws IOException {
    String program =
        """
        plot([1, 10, 100], [5, 5], to = "x.svg", names = ["up", "level"], every = [100, 300],
             log = true, x = "step", y = "loss", title = "from {sum([1, 2])}")
        """;
    assertThat(texts(program)).contains("step", "loss", "from 3", "1", "10", "100", "300");
  }

  private static final String LINE =
      """
      X = [[-2, -1, 1, 2], [0, 1, 0, 1]]
      Y = [[0, 0, 1, 1]]
      param w: [2, 1] = [[3], [0]]
      """;

  private String picture(String program) throws IOException {
    run(program);
    return Files.readString(folder.resolve("x.svg"));
  }

  private static long regions(String svg) {
    return Pattern.compile("class=\"region\"").matcher(svg).results().count();
  }

  @Test
  void aModelPartsThePlane() throws IOException {
    String function =
        picture(
            LINE
                + """
                fn predict(x: [2, k]) -> [1, k] = sigmoid(w.T @ x)
                plot_points(X, Y, to = "x.svg", model = predict, classes = ["left", "right"])
                """);
    assertThat(regions(function)).isEqualTo(2);
    assertThat(function).contains(">left<", ">right<", ">x1<", ">x2<");
    String layer =
        picture(
            LINE
                + """
                layer dense(units)(x: [j, k]) -> [units, k] {
                  param W: [units, j] = ones
                  return W @ x
                }
                three = dense(3)
                plot_points(X, Y, to = "x.svg", model = three, x = "width", y = "height")
                """);
    assertThat(regions(layer)).isEqualTo(3);
    assertThat(layer).contains(">width<", ">height<");
    assertThat(regions(picture(LINE + "plot_points(X, Y, to = \"x.svg\")"))).isZero();
  }

  /// Where the model stands at that moment of a loop.
  @Test
  void aModelIsDrawnWhileItLearns() throws IOException {
    String program =
        LINE
            + """
            fn predict(x) = sigmoid(w.T @ x)
            J = logistic_cost(predict(X), Y)
            repeat 3 as i {
              w := w - 10 * d(J)/d(w)
              every 2 { plot_points(X, Y, to = "x.svg", model = predict, title = "w = {w[0, 0]:.4f}") }
            }
            print("{w[0, 0]:.4f}")
            """;
    String last = run(program).strip();
    String drawn = picture(program);
    assertThat(drawn).containsPattern(">w = [0-9.]+<").doesNotContain(">w = " + last + "<");
  }

  private static final String DIGITS =
      """
      X = [[0, 1, 1], [1, 0, 1], [0, 0, 1], [1, 1, 1]]
      A = [[0.9, 0.2, 0.7]]
      Y = [[1, 1, 0]]
      """;

  @Test
  void picturesSayWhatTheyAreTakenFor() throws IOException {
    String all = ", size = [2, 2], predicted = A, labels = Y, to = \"x.svg\"";
    assertThat(texts(DIGITS + "plot_images(X" + all + ", classes = [\"dog\", \"cat\"])"))
        .containsExactly("cat", "dog, is cat", "cat, is dog");
    assertThat(texts(DIGITS + "plot_images(X" + all + ", wrong = true, most = 1)"))
        .containsExactly("2 of 3 are wrong, the first 1", "0, is 1");
    assertThat(texts(DIGITS + "plot_images(X, size = [2, 2], predicted = A, to = \"x.svg\")"))
        .containsExactly("1", "0", "1");
    assertThat(
            texts(
                DIGITS
                    + "plot_images(X, size = [2, 2], predicted = Y, labels = Y, wrong = true,"
                    + " to = \"x.svg\")"))
        .containsExactly("None of 3 are wrong");
  }

  @Test
  void picturesOfEveryKind() throws IOException {
    String several =
        """
        grey = [[0, 1], [1, 0]]
        colours = uniform(0, 255, shape = [4, 5, 3])
        plot_images([grey, colours], to = "x.svg", captions = ["a {sum(grey)}", "b"])
        """;
    assertThat(texts(several)).containsExactly("a 2", "b");
    for (String shape : List.of("[3, 4, 5]", "[3, 4, 5, 3]", "[3, 4, 5, 1]")) {
      String stack = "plot_images(uniform(0, 1, shape = " + shape + "), to = \"x.svg\")";
      assertThat(Pattern.compile("<image ").matcher(picture(stack)).results()).hasSize(3);
    }
    assertThat(picture("plot_images([[0, 1], [1, 0]], to = \"x.svg\")")).contains("<image ");
  }

  @Test
  void aConfusionIsPrintedOrDrawn() throws IOException {
    assertThat(run(DIGITS + "confusion(A, Y)"))
        .isEqualTo(
            """
            is \\ taken for  class 0  class 1  recall
            class 0               0        1   0.0 %
            class 1               1        1  50.0 %
            precision         0.0 %   50.0 %  33.3 %
            """);
    assertThat(texts(DIGITS + "confusion(A, Y, to = \"x.svg\", classes = [\"dog\", \"cat\"])"))
        .contains("dog", "cat", "33.3 %", "recall", "precision");
  }
}
