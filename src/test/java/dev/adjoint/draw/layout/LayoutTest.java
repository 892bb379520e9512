package dev.adjoint.draw.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.adjoint.draw.Examples;
import dev.adjoint.draw.Picture;
import dev.adjoint.draw.sketch.Groves;
import dev.adjoint.draw.sketch.Scene;
import dev.adjoint.draw.sketch.Sketch;
import dev.adjoint.draw.sketch.Sketcher;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Fragment;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.testing.RandomGraphs;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Holds both ways of laying out to the same demands.
class LayoutTest {
  enum Engine {
    JAVA,
    GRAPHVIZ;

    Layout layout() {
      if (this == JAVA) {
        return new JavaDot();
      }
      assumeTrue(Layout.onPath().isPresent(), "Graphviz is not installed: no `dot` on the PATH");
      return new SystemDot(Layout.onPath().get());
    }
  }

  private static List<Sketch> sketches() {
    Node x = Node.input("x");
    return List.of(
        Sketcher.of(Examples.notes().full().scene()),
        Sketcher.of(Examples.logistic().full().scene()),
        Sketcher.of(Examples.network().full().scene()),
        Sketcher.of(Examples.network().plain().detail(Scene.Detail.NAMES).scene()),
        Sketcher.of(Examples.network().full().depth(0).scene()),
        Sketcher.of(Examples.circle().plain().depth(0).scene()),
        Sketcher.of(Examples.layers(40).plain().depth(0).scene()),
        Sketcher.of(Examples.layers(4).plain().depth(1).scene()),
        Sketcher.of(Picture.of(Graph.of(x.times(x))).scene()),
        Sketcher.of(Picture.of(Graph.of(x)).scene()),
        Sketcher.of(named().scene()),
        Sketcher.of(named().depth(0).scene()),
        Sketcher.of(Picture.of(Graph.of(tangle(80))).scene()));
  }

  /// Names that are short, long, and of characters that fonts and tables know little of.
  private static Picture named() {
    List<String> names =
        List.of(
            "i",
            "a_name_of_more_characters_than_any_reader_of_a_picture_would_have_the_patience_for",
            "αβγδ_θλμσ",
            "漢字かな交じり文の名前",
            "😀🚀",
            "لوحة",
            "W".repeat(40));
    Node x = Node.input("x", Dim.of(30));
    Node sum = x;
    for (String name : names) {
      Node before = sum;
      sum =
          Fragment.enter(name, "layer")
              .around(() -> before.times(Node.parameter(name, Dim.of(30))).named(name + "2"));
    }
    Node cost = sum.sum().named("∑");
    Map<Node, Tensor> values = new HashMap<>();
    for (Node node : Graph.of(cost).nodes()) {
      int count = node.rank() == 0 ? 1 : 30;
      double[] numbers = new java.util.Random(values.size()).doubles(count).toArray();
      values.put(node, count == 1 ? Tensor.scalar(numbers[0]) : Tensor.vector(numbers));
    }
    return Picture.of(Graph.of(cost)).values(values).gradients(values, "∑").title("名前 i 😀");
  }

  /// Products of earlier nodes, near and far.
  private static List<Node> tangle(int size) {
    Random random = new Random(1);
    List<Node> nodes = new ArrayList<>(List.of(Node.parameter("w", Dim.of(4))));
    for (int i = 1; i < size; i++) {
      Node near = nodes.get(Math.max(0, i - 1 - random.nextInt(8)));
      Node far = nodes.get(Math.max(0, i - 1 - random.nextInt(40)));
      nodes.add(near.times(far));
    }
    return nodes;
  }

  @ParameterizedTest
  @EnumSource
  void textFitsItsBox(Engine engine) {
    Layout layout = engine.layout();
    for (Sketch sketch : sketches()) {
      Placement placement = layout.place(sketch);
      for (Sketch.Card card : sketch.cards()) {
        Rectangle2D box = placement.cards().get(card.index());
        List<Sketch.Line> lines = new ArrayList<>(card.head());
        lines.addAll(card.body());
        assertThat(lines).allMatch(line -> line.width() <= box.getWidth() - 8);
        assertThat(Sketch.Card.height(lines)).isLessThanOrEqualTo(box.getHeight() - 4);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingOverlapsOrLeavesThePicture(Engine engine) {
    Layout layout = engine.layout();
    for (Sketch sketch : sketches()) {
      Placement placement = layout.place(sketch);
      var page = new Rectangle2D.Double(0, 0, placement.width(), placement.height());
      assertApart(placement.cards());
      assertThat(placement.cards()).allMatch(page::contains);
      assertThat(placement.frames()).allMatch(page::contains);
      assertThat(placement.wires())
          .allMatch(wire -> Paths.flattened(wire).stream().allMatch(grown(page, 0.1)::contains));
      assertApart(
          sketch.framesIn(null).stream()
              .map(frame -> placement.frames().get(frame.index()))
              .toList());
      for (Sketch.Frame frame : sketch.frames()) {
        Rectangle2D box = placement.frames().get(frame.index());
        for (Sketch.Card card : sketch.cards()) {
          assertThat(box.intersects(placement.cards().get(card.index())))
              .isEqualTo(isIn(card.frame(), frame));
        }
      }
    }
  }

  private static boolean isIn(Sketch.Frame frame, Sketch.Frame outer) {
    return frame != null && (frame == outer || isIn(frame.parent(), outer));
  }

  @ParameterizedTest
  @EnumSource
  void theLegendLiesBelow(Engine engine) {
    Layout layout = engine.layout();
    for (Sketch sketch : sketches()) {
      Placement placement = layout.place(sketch);
      Legend legend = placement.legend();
      assertThat(legend.x() + legend.width()).isLessThanOrEqualTo(placement.width());
      assertThat(legend.y() + legend.height()).isLessThanOrEqualTo(placement.height());
      assertThat(placement.cards()).allMatch(card -> card.getMaxY() < legend.y());
      assertThat(placement.frames()).allMatch(frame -> frame.getMaxY() < legend.y());
      assertThat(legend.rows().stream().flatMap(List::stream).map(Legend.Entry::role))
          .containsAll(sketch.cards().stream().map(Sketch.Card::role).toList());
    }
  }

  /// Whatever groups a graph has, boxes lie apart and wires join them.
  @ParameterizedTest
  @EnumSource
  void groupsAtRandomAreLaidOut(Engine engine) {
    Layout layout = engine.layout();
    for (int seed = 0; seed < 12; seed++) {
      Graph graph = Groves.grove(RandomGraphs.sample(DType.F64, seed, 20).graph(), seed);
      Sketch sketch = Sketcher.of(Picture.of(graph).depth(seed % 3).scene());
      Placement placement = layout.place(sketch);
      assertApart(placement.cards());
      assertThat(placement.wires()).hasSameSizeAs(sketch.wires());
      for (int i = 0; i < sketch.wires().size(); i++) {
        List<Point2D> points = Paths.flattened(placement.wires().get(i));
        Sketch.Wire wire = sketch.wires().get(i);
        assertAtEdge(placement.cards().get(wire.from().index()), points.getFirst());
        assertAtEdge(placement.cards().get(wire.to().index()), points.getLast());
      }
    }
  }

  private static void assertApart(List<Rectangle2D> boxes) {
    for (int i = 0; i < boxes.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(boxes.get(i).intersects(boxes.get(j))).isFalse();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void wiresJoinTheirCards(Engine engine) {
    Layout layout = engine.layout();
    for (Sketch sketch : sketches()) {
      Placement placement = layout.place(sketch);
      assertThat(placement.wires()).hasSameSizeAs(sketch.wires());
      for (int i = 0; i < sketch.wires().size(); i++) {
        List<Point2D> points = Paths.flattened(placement.wires().get(i));
        Sketch.Wire wire = sketch.wires().get(i);
        assertAtEdge(placement.cards().get(wire.from().index()), points.getFirst());
        assertAtEdge(placement.cards().get(wire.to().index()), points.getLast());
      }
    }
  }

  private static void assertAtEdge(Rectangle2D box, Point2D point) {
    assertThat(grown(box, 3).contains(point)).isTrue();
    assertThat(grown(box, -3).contains(point)).isFalse();
  }

  private static Rectangle2D grown(Rectangle2D box, double by) {
    return new Rectangle2D.Double(
        box.getX() - by, box.getY() - by, box.getWidth() + 2 * by, box.getHeight() + 2 * by);
  }

  @ParameterizedTest
  @EnumSource
  void parallelWiresAreApart(Engine engine) {
    Node x = Node.input("x");
    Sketch sketch = Sketcher.of(Picture.of(Graph.of(x.times(x).named("y"))).scene());
    Placement placement = engine.layout().place(sketch);
    Point2D first = Paths.flattened(placement.wires().get(0)).getLast();
    Point2D second = Paths.flattened(placement.wires().get(1)).getLast();
    assertThat(first.distance(second)).isGreaterThan(4);
  }

  @ParameterizedTest
  @EnumSource
  void layersLieBehindEachOther(Engine engine) {
    Sketch sketch = Sketcher.of(Examples.network().full().scene());
    Placement placement = engine.layout().place(sketch);
    assertThat(sketch.down()).isTrue();
    List<String> fromTheTop =
        sketch.frames().stream()
            .sorted(Comparator.comparing(frame -> placement.frames().get(frame.index()).getMinY()))
            .map(Sketch.Frame::name)
            .toList();
    assertThat(fromTheTop).containsExactly("hidden1", "hidden2", "output", "logistic_cost");
    double heights = placement.frames().stream().mapToDouble(Rectangle2D::getHeight).sum();
    assertThat(heights).isLessThan(placement.height()); // none beside another
  }

  @ParameterizedTest
  @EnumSource
  void fiveHundredBoxesTakeSeconds(Engine engine) {
    Layout layout = engine.layout();
    Sketch sketch = Sketcher.of(Picture.of(Graph.of(tangle(500))).scene());
    assertThat(sketch.cards()).hasSize(500);
    org.junit.jupiter.api.Assertions.assertTimeout(
        Duration.ofSeconds(60), () -> layout.place(sketch)); // alone on a machine, two or less
  }

  @Test
  void aLargePictureFoldsByItself() {
    Sketch sketch = Sketcher.of(Examples.layers(300).plain().scene());
    assertThat(sketch.remark())
        .isEqualTo("folded to depth 0: with 1,502 boxes it could not be read");
    assertThat(sketch.cards()).hasSize(3);
    assertThat(sketch.heading()).hasSize(2);
    assertThat(Sketcher.of(Examples.layers(100).plain().scene()).remark()).isEmpty();
  }

  @Test
  void tooManyBoxesAreRefused() {
    Node chain = Node.input("x");
    for (int i = 0; i < 1000; i++) {
      chain = chain.negate();
    }
    Picture picture = Picture.of(Graph.of(chain));
    assertThatThrownBy(picture::svg)
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining("E0404")
        .hasMessageContaining("1001 boxes");
  }

  @Test
  void aDotThatIsNoneIsAnError(@TempDir Path folder) throws IOException {
    Sketch sketch = sketches().getFirst();
    assertThatThrownBy(() -> new SystemDot(folder.resolve("dot")).place(sketch))
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining("E0405")
        .hasMessageContaining("-Dadjoint.dot=java");
    Path fake = folder.resolve("fake");
    Files.writeString(fake, "#!/bin/sh\ncat >/dev/null\necho nonsense\n");
    assumeTrue(fake.toFile().setExecutable(true), "no executable scripts here");
    assertThatThrownBy(() -> new SystemDot(fake).place(sketch))
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining("does not answer as Graphviz does");
    Files.writeString(fake, "#!/bin/sh\ncat >/dev/null\necho out of order\nexit 3\n");
    assertThatThrownBy(() -> new SystemDot(fake).place(sketch))
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining("out of order");
    assertThat(new SystemDot(fake).otherwise(new JavaDot()).place(sketch).cards()).hasSize(6);
  }

  @Test
  void theProgramAskedForIsTheOneThatRuns(@TempDir Path folder) throws IOException {
    assumeTrue(Layout.onPath().isPresent(), "Graphviz is not installed: no `dot` on the PATH");
    Path program = Files.createDirectory(folder.resolve("two words")).resolve("dot");
    Path trace = folder.resolve("trace");
    Files.writeString(
        program,
        "#!/bin/sh\necho \"$@\" >'%s'\nexec '%s' \"$@\"\n".formatted(trace, Layout.onPath().get()));
    assumeTrue(program.toFile().setExecutable(true), "no executable scripts here");
    assertThat(new SystemDot(program).place(sketches().getFirst()).cards()).hasSize(6);
    assertThat(trace).content().isEqualTo("-Tplain\n");
  }

  @Test
  void thePropertyChooses() {
    String before = System.getProperty("adjoint.dot");
    try {
      System.setProperty("adjoint.dot", "java");
      assertThat(Layout.chosen()).isInstanceOf(JavaDot.class);
      System.setProperty("adjoint.dot", "/opt/dot");
      assertThat(Layout.chosen()).isEqualTo(new SystemDot(Path.of("/opt/dot")));
    } finally {
      if (before == null) {
        System.clearProperty("adjoint.dot");
      } else {
        System.setProperty("adjoint.dot", before);
      }
    }
  }
}
