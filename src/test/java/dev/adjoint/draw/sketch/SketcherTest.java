package dev.adjoint.draw.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.draw.Examples;
import dev.adjoint.draw.Picture;
import dev.adjoint.draw.sketch.Sketch.Card;
import dev.adjoint.draw.sketch.Sketch.Role;
import dev.adjoint.draw.sketch.Sketch.Wire;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.trace.Trace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// Pictures with closed groups.
class SketcherTest {
  @Provide
  Arbitrary<Graph> groves() {
    return Groves.any();
  }

  @Property(tries = 300)
  void everyNodeHasOneBox(@ForAll("groves") Graph graph, @ForAll @IntRange(max = 4) int depth) {
    Folding folding = new Folding(graph, Scene.Detail.OPERATIONS);
    Outline outline = Outline.of(graph);
    Boxes boxes = Boxes.of(outline, folding, depth);
    List<Node> all = new ArrayList<>();
    boxes.all().forEach(box -> all.addAll(box.nodes()));
    assertThat(all)
        .containsExactlyInAnyOrderElementsOf(
            graph.nodes().stream().filter(folding::isShown).toList());
    for (Boxes.Box box : boxes.all()) {
      assertThat(box.nodes()).allMatch(node -> boxes.of(node) == box);
      assertThat(box.group() == null || box.group().depth() < depth).isTrue();
      switch (box.content()) {
        case Boxes.One(Node node) -> {
          assertThat(box.nodes()).containsExactly(node);
          assertThat(outline.of(node)).isSameAs(box.group());
        }
        case Boxes.Closed(Outline.Group group) -> {
          assertThat(group.depth()).isEqualTo(depth);
          assertThat(outline.within(group)).containsAll(box.nodes());
        }
        case Boxes.Stack(Outline.Run run) ->
            assertThat(run.groups())
                .allMatch(group -> outline.within(group).stream().anyMatch(box.nodes()::contains));
      }
    }
  }

  @Property(tries = 300)
  void wiresAreTheFlowsBetweenBoxes(
      @ForAll("groves") Graph graph, @ForAll @IntRange(max = 3) int depth) {
    Folding folding = new Folding(graph, Scene.Detail.OPERATIONS);
    Boxes boxes = Boxes.of(Outline.of(graph), folding, depth);
    Set<List<Integer>> expected = new HashSet<>();
    for (Node node : graph.nodes()) {
      if (folding.isShown(node)) {
        for (Folding.Flow flow : folding.into(node)) {
          int from = boxes.all().indexOf(boxes.of(flow.from()));
          int to = boxes.all().indexOf(boxes.of(node));
          if (from != to) {
            expected.add(List.of(from, to));
          }
        }
      }
    }
    Sketch sketch = Sketcher.of(Scene.of(Trace.of(graph)).depth(depth));
    assertThat(sketch.cards()).hasSameSizeAs(boxes.all());
    Set<List<Integer>> found = new HashSet<>();
    for (Wire wire : sketch.wires()) {
      assertThat(sketch.cards()).contains(wire.from(), wire.to());
      found.add(List.of(wire.from().index(), wire.to().index()));
    }
    assertThat(found).isEqualTo(expected);
    for (Card card : sketch.cards()) {
      assertThat(card.frame() == null || sketch.frames().contains(card.frame())).isTrue();
    }
    for (Sketch.Frame frame : sketch.frames()) {
      assertThat(sketch.framesIn(frame).size() + sketch.in(frame).size()).isPositive();
    }
  }

  @Property(tries = 100)
  void aSmallerDepthHasNoMoreBoxes(@ForAll("groves") Graph graph) {
    Scene scene = Scene.of(Trace.of(graph));
    int before = 0;
    for (int depth = 0; depth < 9; depth++) {
      int boxes = Sketcher.of(scene.depth(depth)).cards().size();
      assertThat(boxes).isGreaterThanOrEqualTo(before);
      before = boxes;
    }
    assertThat(new Picture(scene).dot()).isEqualTo(new Picture(scene.depth(9)).dot());
  }

  private static List<String> lines(Card card) {
    List<String> lines = new ArrayList<>();
    card.head().forEach(line -> lines.add(line.text()));
    for (Sketch.Line line : card.body()) {
      if (line instanceof Sketch.Text(String text, Sketch.Style _)) {
        lines.add(text);
      }
    }
    return lines;
  }

  private static Sketch sketch(Picture picture) {
    return Sketcher.of(picture.scene());
  }

  @Test
  void likeLayersAreOneStack() {
    Sketch sketch = sketch(Examples.layers(12).plain().depth(0));
    assertThat(sketch.cards()).hasSize(3);
    Card stack = sketch.cards().get(1);
    assertThat(stack.role()).isEqualTo(Role.RUN);
    assertThat(lines(stack))
        .containsExactly(
            "12 × dense", "hidden1 … hidden12", "36 operations, 24 parameters", "gives [2, 3]");
    assertThat(sketch.wires()).hasSize(2);
  }

  @Test
  void aClosedLayerTellsItsResult() {
    Sketch sketch = sketch(Examples.network().full().depth(0));
    List<Card> layers = sketch.cards().stream().filter(card -> card.role() == Role.GROUP).toList();
    assertThat(layers).hasSize(4);
    assertThat(lines(layers.get(2)))
        .startsWith("output: dense", "3 operations, 2 parameters", "gives A [1, m] = [1, 40]")
        .anyMatch(line -> line.startsWith("A: min "))
        .anyMatch(line -> line.startsWith("∂J/∂A: min "));
    assertThat(lines(layers.get(3))).contains("gives J", "∂J/∂J = 1");
  }

  @Test
  void valuesThatComeBackAreDrawn() {
    Sketch sketch = sketch(Examples.circle().plain().depth(0));
    assertThat(sketch.wires().stream().map(wire -> wire.from().index() - wire.to().index()))
        .anyMatch(step -> step > 0)
        .anyMatch(step -> step < 0);
  }

  @Test
  void aTurnThatIsOneBoxHasNoFrame() {
    Node x = Node.input("x");
    for (int i = 0; i < 2; i++) {
      Node start = x;
      x = dev.adjoint.graph.Fragment.turn("i", "" + i).around(start::negate);
    }
    assertThat(sketch(Picture.of(Graph.of(x))).frames()).isEmpty();
  }
}
