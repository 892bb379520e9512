package dev.adjoint.draw;

import static dev.adjoint.draw.Examples.logistic;
import static dev.adjoint.draw.Examples.network;
import static dev.adjoint.draw.Examples.notes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.draw.sketch.Scene;
import dev.adjoint.draw.sketch.Sketch;
import dev.adjoint.draw.sketch.Sketcher;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Origin;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.source.SourceText;
import dev.adjoint.source.Span;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What pictures say. `-Dadjoint.golden=write` rewrites the golden files.
class PictureTest {
  private static final Path GOLDEN = Path.of("src/test/resources/draw");

  private static void assertGolden(String name, Picture picture) throws IOException {
    Path file = GOLDEN.resolve(name);
    if ("write".equals(System.getProperty("adjoint.golden"))) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, picture.dot());
    }
    assertThat(picture.dot()).isEqualTo(Files.readString(file));
  }

  @Test
  void theComputationGraphOfTheNotes() throws IOException {
    assertGolden("notes.dot", notes().full());
  }

  @Test
  void threeLayers() throws IOException {
    assertGolden("layers.dot", network().plain());
  }

  @Test
  void threeLayersFolded() throws IOException {
    assertGolden("layers-folded.dot", network().full().depth(0).direction(Scene.Direction.RIGHT));
  }

  @Test
  void oneBoxForEachName() throws IOException {
    assertGolden("logistic-names.dot", logistic().full().detail(Scene.Detail.NAMES));
  }

  /// The lines of a card, heads and bodies.
  private static List<String> card(Picture picture, String first) {
    return Sketcher.of(picture.scene()).cards().stream()
        .map(
            card ->
                java.util.stream.Stream.concat(card.head().stream(), card.body().stream())
                    .filter(Sketch.Text.class::isInstance)
                    .map(line -> ((Sketch.Text) line).text())
                    .toList())
        .filter(lines -> lines.getFirst().equals(first))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsNotComputedIsNotZero() {
    Node x = Node.input("x");
    Node y = x.times(2).named("y");
    Picture picture = Picture.of(Graph.of(y));
    assertThat(card(picture, "x")).containsExactly("x", "scalar data");
    assertThat(card(picture.values(Map.of(x, Tensor.scalar(3))), "y"))
        .containsExactly("y", "x * 2", "value not computed");
    assertThat(card(picture.gradients(Map.of(y, Tensor.scalar(1)), "y"), "x"))
        .containsExactly("x", "scalar data", "∂y/∂x not computed");
    Node w = Node.parameter("w").named("w");
    Node j = y.plus(w.square()).named("J");
    Picture part = Picture.of(Trace.of(j, Map.of(w, Tensor.scalar(3))));
    assertThat(card(part, "w")).contains("= 3", "∂J/∂w = 6");
    assertThat(card(part, "x"))
        .containsExactly("x", "scalar data", "not computed, because none was given", "∂J/∂x = 2");
    assertThat(card(part, "J")).contains("not computed, because `x` has no value", "∂J/∂J = 1");
    Node k = j.square().named("K");
    assertThat(card(Picture.of(Trace.of(k, Map.of(w, Tensor.scalar(3)))), "w"))
        .contains("= 3", "∂K/∂w not computed, because `x` has no value");
  }

  @Test
  void whatIsNoNumberIsShown() {
    Node x = Node.input("x", Dim.of(3));
    Node y = UnaryFunction.LOG.of(x).named("y");
    Tensor values = Tensor.vector(Double.NaN, Double.NEGATIVE_INFINITY, 1);
    Picture picture = Picture.of(Graph.of(y)).values(Map.of(y, values));
    assertThat(card(picture, "y")).contains("= [nan, -inf, 1]");
    assertThat(picture.svg()).contains("nan");
    assertThat(Sketcher.of(picture.scene()).cards().getLast().body().getFirst())
        .isEqualTo(new Sketch.Text("= [nan, -inf, 1]", Sketch.Style.ALARM));
  }

  @Test
  void deadUnitsAndVanishedDerivativesAreSaid() {
    Node w = Node.parameter("w", Dim.of(2), Dim.of(2));
    Node y = UnaryFunction.RELU.of(w).named("y");
    Node cost = y.sum().named("J");
    Tensor dead = Tensor.matrix(new double[] {0, 0}, new double[] {1, 0});
    Tensor none = Tensor.matrix(new double[] {0, 0}, new double[] {0, 0});
    Picture picture =
        Picture.of(Graph.of(cost))
            .values(Map.of(y, dead))
            .gradients(Map.of(w, none, cost, Tensor.scalar(1)), "J");
    assertThat(card(picture, "y")).contains("1 dead unit: 0 for every example");
    assertThat(card(picture, "w")).contains("vanished: too small to learn from");
    assertThat(card(picture, "J")).noneMatch(line -> line.contains("vanished"));
  }

  @Test
  void wiresTellTheLocalDerivative() {
    assertThat(notes().full().svg())
        .contains("<title>b: scalar\nd(b * c)/d(b) = c = 2\nback: ∂J/∂u · c: 3 · 2 = 6</title>");
    assertThat(notes().full().dot()).contains("d(b * c)/d(c) = b = 3\\nback: ");
    assertThat(notes().plain().svg()).doesNotContain("back: ");
  }

  @Test
  void boxesTellTheirLine() {
    SourceText text = new SourceText("a.adj", "x = 2\n  y = x * \"</script>\"  # why\n");
    Node y = Origin.NONE.at(new Span(text, 8, 9)).within(() -> Node.input("x").negate()).named("y");
    assertThat(Picture.of(Graph.of(y)).svg())
        .contains("at a.adj:2:3\ny = x * &quot;&lt;/script&gt;&quot;  # why</title>");
  }

  @Test
  void manyNumbersHaveBars() {
    Node x = Node.input("x", Dim.of(30));
    Picture picture = Picture.of(Graph.of(x));
    Tensor ramp =
        Tensor.generate(DType.F64, Shape.of(30), i -> i < 3 ? Double.NaN : i == 29 ? 9 : 1);
    var body = Sketcher.of(picture.values(Map.of(x, ramp)).scene()).cards().getFirst().body();
    assertThat(body.getLast()).isInstanceOf(Sketch.Bars.class);
    Sketch.Bars bars = (Sketch.Bars) body.getLast();
    assertThat(bars.counts()).hasSize(24).startsWith(26).endsWith(1);
    assertThat(bars.height(0)).isEqualTo(1);
    assertThat(bars.height(1)).isZero();
    assertThat(bars.height(23)).isEqualTo(0.1);
    assertThat(picture.values(Map.of(x, ramp)).dot()).contains("█");
  }

  @Test
  void shapesHaveNamesAndSizes() {
    Node free = Node.input("X", Dim.named("n"), Dim.named("m"));
    Node bound = Node.input("Y", Dim.named("n", 12288), Dim.of(209));
    Picture picture = Picture.of(Graph.of(free, bound));
    assertThat(card(picture, "X")).contains("data [n, m]");
    assertThat(card(picture, "Y")).contains("data [n, 209] = [12288, 209]");
    Tensor value = Tensor.matrix(new double[] {1, 2}, new double[] {3, 4});
    assertThat(card(picture.values(Map.of(free, value)), "X"))
        .contains("data [n, m] = [2, 2]", "= [[1, 2],", "[3, 4]]");
  }

  @Test
  void aValueUsedTwiceHasTwoWires() {
    Node x = Node.input("x");
    Picture picture = Picture.of(Graph.of(x.times(x).named("y")));
    assertThat(picture.dot().lines().filter("\"n0\" -> \"n1\""::equals)).hasSize(2);
  }

  @Test
  void numbersAndBroadcastsHaveNoBox() {
    Sketch sketch = Sketcher.of(logistic().plain().scene());
    assertThat(sketch.cards()).noneMatch(card -> card.head().isEmpty());
    assertThat(card(logistic().plain(), "w.T @ X")).containsExactly("w.T @ X", "[1, m]");
    assertThat(card(logistic().plain(), "Z")).contains("• + b");
    assertThat(card(logistic().plain(), "1 - A")).isNotEmpty();
  }

  @Test
  void layersHaveFramesAndTheirParametersShortNames() {
    Sketch sketch = Sketcher.of(network().plain().scene());
    assertThat(sketch.frames().stream().map(Sketch.Frame::label))
        .containsExactlyInAnyOrder(
            "hidden1: dense", "hidden2: dense", "output: dense", "logistic_cost");
    for (Sketch.Frame layer : sketch.frames()) {
      List<String> firsts =
          sketch.in(layer).stream().map(card -> card.head().getFirst().text()).toList();
      if (layer.name().startsWith("hidden")) {
        assertThat(firsts).containsSubsequence("W", "b", "• + b", "relu(•)");
      }
    }
  }

  @Test
  void operandsWithoutNamesAreTold() {
    Node x = Node.input("x");
    Node left = UnaryFunction.EXP.of(x);
    Node right = UnaryFunction.LOG.of(x);
    assertThat(hints(left.over(right))).containsExactly("left", "right");
    assertThat(hints(left.times(right))).containsExactly("", "");
    assertThat(hints(x.over(right))).containsExactly("", "");
    assertThat(hints(Select.of(UnaryFunction.SIN.of(x), left, right)))
        .containsExactly("if", "then", "else");
  }

  private static List<String> hints(Node node) {
    Sketch sketch = Sketcher.of(Picture.of(Graph.of(node)).scene());
    Sketch.Card last = sketch.cards().getLast();
    return sketch.wires().stream()
        .filter(wire -> wire.to() == last)
        .map(Sketch.Wire::hint)
        .toList();
  }

  @Test
  void longFormulasAreCut() {
    Node sum = Node.input("a_rather_long_name_0");
    for (int i = 1; i < 20; i++) {
      sum = sum.plus(Node.input("a_rather_long_name_" + i));
    }
    Picture picture = Picture.of(Graph.of(sum.named("S"))).detail(Scene.Detail.NAMES);
    List<String> card = card(picture, "S");
    assertThat(card).hasSize(5).last().asString().endsWith(" …");
    assertThat(card).allMatch(line -> line.length() <= 50);
  }
}
