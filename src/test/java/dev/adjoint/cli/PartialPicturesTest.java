package dev.adjoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pictures of programs that are wrong show what is known, and what is wrong with the rest.
class PartialPicturesTest {
  private static final String WRONG =
      """
      dim n, m
      data X: [n, m]
      data Y: [1, m]
      param w: [n, 1] = zeros
      same n = 3
      Z = w @ X
      A = sigmoid(Z)
      J = -mean(Y * log(A) + (1 - Y) * log(1 - A))
      """;

  private static final Pattern BOX = Pattern.compile("(?m)^\"(n\\d+)\" \\[.*?<b>([^<]+)</b>");
  private static final Pattern ARROW = Pattern.compile("(?m)^\"(n\\d+)\" -> \"(n\\d+)\"");

  @TempDir private Path folder;

  @Test
  void whatIsKnownIsDrawn() throws IOException {
    assertThat(drawn(WRONG))
        .contains("<b>Z</b>", "w @ X", "E0203")
        .contains("not known, because `Z` is not")
        .contains("not known, because `A` is not");
  }

  @Test
  void whereNothingIsKnownThatIsDrawn() throws IOException {
    assertThat(drawn("dim n\ndata X: [n] = csv(\"missing.csv\")\nJ = mean(X^2)\n"))
        .contains("<b>X</b>", "there is no file `missing.csv`", "<b>J</b>")
        .contains("not known, because `X` is not");
  }

  @Test
  void aResultThatIsKnownHasItsGradient() throws IOException {
    String wrong =
        """
        param w: scalar = 3
        a = w^2
        q = a + [1, 2] @ [1, 2, 3]
        other = 5 * a
        %s = 2 * a
        """;
    String picture = drawn(wrong.formatted("J"));
    assertThat(picture)
        .contains("<b>J</b>", "= 18", "∂J/∂w = 12", "∂J/∂a = 2")
        .contains("<b>other</b>", "= 45")
        .doesNotContain("∂J/∂other");
    assertThat(picture.split("peripheries", -1)).hasSize(2); // J alone is what comes out
    assertThat(drawn(wrong.formatted("K"))).contains("<b>K</b>").doesNotContain("∂");
    assertThat(drawn(wrong.formatted("K"), "--of", "K")).contains("∂K/∂w = 12");
    assertThat(drawn(wrong.formatted("J"), "--of", "q")).contains("<b>J</b>").doesNotContain("∂");
  }

  @Test
  void theParametersOfFunctionsAndLayersLeadToWhatTheyAreUsedBy() throws IOException {
    String picture =
        drawn(
            """
            dim n, m
            data X: [n, m] = [[1, 2, -1], [3, 4, -3.2]]
            param w: [n, 1] = [[1], [2]]
            fn inner(p, q) = p @ q
            fn outer(p) = inner(w, p) + 1
            layer dense(units)(x: [j, m]) -> [units, m] {
              param W: [units, j] = zeros
              return W.T @ x
            }
            h = dense(4)
            A = outer(X)
            B = h(X)
            """);
    assertThat(sources(picture, "A")).containsExactlyInAnyOrder("w", "X");
    assertThat(sources(picture, "B")).containsExactlyInAnyOrder("W", "X");
  }

  @Test
  void aWrongTurnOfALoopIsMadeOfItsFamilies() throws IOException {
    String picture =
        drawn(
            """
            param W[l in 1..2]: [l + 1, l] = zeros
            A[0] = [[1, 2]]
            for l in 1..2 {
              A[l] = W[l] @ A[l - 1]
            }
            for i in 0..1 {
              Q[i] = A[2] + A[i]
            }
            s = sum(Q[1])
            """);
    assertThat(picture).contains("not known, because `Q[i]` is not");
    assertThat(sources(picture, "Q[i]")).contains("A[0]", "A[1]", "A[2]");
    assertThat(sources(picture, "s")).containsExactly("Q[i]");
  }

  @Test
  void neitherNumbersThatNobodyUsesNorCountersAreDrawn() throws IOException {
    String wrong =
        """
        param w: scalar = 3
        rate = 0.1
        used = 0.2
        a = used * nothing
        repeat 3 as turn {
          w := w - rate / (turn + 1) * w
        }
        """;
    assertThat(drawn(wrong))
        .contains("<b>w</b>", "<b>used</b>", "<b>a</b>")
        .doesNotContain("<b>rate</b>", "turn");
  }

  @Test
  void theBoxOfALoopSaysHowItBegins() throws IOException {
    String picture = drawn("param w: scalar = 2\nfor i in 3 {\n  S[i] = w * i\n}\nk = S[1]\n");
    assertThat(picture).contains("for i in 3 { … }", "`S` is not").doesNotContain("w * i }");
    assertThat(sources(picture, "S")).containsExactly("w");
  }

  @Test
  void theBoxOfDataSaysWhereItIsFrom() throws IOException {
    assertThat(drawn("param w: scalar = 3\ndata X: [3] = csv(\"none.csv\")\n"))
        .contains("<b>X</b>", "E0301")
        .doesNotContain("data X: [3]");
  }

  @Test
  void whatIsWrongIsSaidWhereAPictureWouldBeTooLarge() throws IOException {
    StringBuilder script = new StringBuilder("param w: scalar = 3\n");
    for (int i = 0; i < 1100; i++) {
      script.append("a%d = w + %d\n".formatted(i, i));
    }
    Path file = Files.writeString(folder.resolve("large.adj"), script + "J = nothing\n");
    Path picture = folder.resolve("large.dot");
    Adjoint.Outcome outcome = Adjoint.adjoint("draw", file.toString(), "--to", picture.toString());
    assertThat(outcome.status()).isEqualTo(Status.WRONG);
    assertThat(outcome.err()).contains("nothing is called `nothing` here", "boxes cannot be read");
  }

  /// The picture of a script that is wrong, in the language of Graphviz.
  private String drawn(String wrong, String... options) throws IOException {
    Path script = Files.writeString(folder.resolve("wrong.adj"), wrong);
    Path picture = folder.resolve("wrong.dot");
    List<String> arguments = new ArrayList<>(List.of("draw", script.toString()));
    arguments.addAll(List.of("--to", picture.toString()));
    arguments.addAll(List.of(options));
    Adjoint.Outcome outcome = Adjoint.adjoint(arguments.toArray(String[]::new));
    assertThat(outcome.status()).as(outcome.err()).isIn(Status.WRONG, Status.FILES);
    assertThat(outcome.out()).startsWith("drew what is known to ");
    return Files.readString(picture);
  }

  /// The names of the boxes from which arrows lead to one.
  private static List<String> sources(String picture, String name) {
    Map<String, String> names = new HashMap<>();
    BOX.matcher(picture).results().forEach(box -> names.put(box.group(1), box.group(2)));
    return ARROW
        .matcher(picture)
        .results()
        .filter(arrow -> name.equals(names.get(arrow.group(2))))
        .map(arrow -> names.get(arrow.group(1)))
        .toList();
  }
}
