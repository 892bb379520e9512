package dev.adjoint.draw.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.draw.Examples;
import dev.adjoint.draw.Picture;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Fragment;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Origin;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.trace.Trace;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pages of large graphs.
class LargePagesTest {
  /// A network of many layers, with the numbers of both passes: five boxes a layer.
  private static Picture network(int layers, int units, int examples) {
    Dim n = Dim.named("n", units);
    Dim m = Dim.named("m", examples);
    Map<Node, Tensor> leaves = new HashMap<>();
    Node x = Node.input("X", n, m);
    leaves.put(x, Examples.wave(0, units, examples));
    for (int i = 1; i <= layers; i++) {
      Node into = x;
      String name = "hidden" + i;
      Node w = Node.parameter(name + ".W", n, n);
      Node b = Node.parameter(name + ".b", n, Dim.ONE);
      leaves.put(w, Examples.wave(i, units, units));
      leaves.put(b, Examples.wave(-i, units, 1));
      x =
          Origin.NONE
              .in(Fragment.enter(name, "dense"))
              .within(() -> UnaryFunction.TANH.of(w.matmul(into).plus(b)));
    }
    return Picture.of(Trace.of(x.square().mean().named("J"), leaves));
  }

  @ParameterizedTest(name = "{0} x {1}")
  @CsvSource({"40, 60", "3, 4", "5, 4", "1, 1"}) // those of few numbers are written in full
  void fiveHundredNodesAreLessThanAMegabyte(int units, int examples) {
    String html = network(100, units, examples).html();
    Map<String, Object> document = Contract.check(html);
    assertThat(Contract.list(Contract.list(document, "views").getFirst(), "nodes"))
        .hasSizeGreaterThan(500);
    assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(1_000_000);
  }

  @Test
  void layersThatAreAlikeAreOneRun() {
    Map<String, Object> view =
        Contract.list(Contract.check(network(12, 40, 60).html()), "views").getFirst();
    assertThat(Contract.list(view, "runs")).hasSize(1);
    assertThat(Contract.list(view, "runs").getFirst()).containsEntry("label", "12 × dense");
  }

  @Test
  void tooManyBoxesAreAnError() {
    Node x = Node.input("x");
    for (int i = 0; i < 20_000; i++) {
      x = UnaryFunction.SIN.of(x);
    }
    Picture picture = Picture.of(Graph.of(List.of(x)));
    assertThatThrownBy(picture::html)
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining("E0404");
  }
}
