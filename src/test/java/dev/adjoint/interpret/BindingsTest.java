package dev.adjoint.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Range;
import dev.adjoint.graph.Slice;
import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BindingsTest {
  private static final Dim N = Dim.named("n");
  private static final Dim M = Dim.named("m");

  private final Node x = Node.input("X", N, M);
  private final Node y = Node.input("Y", Dim.ONE, M);

  private static Tensor zeros(int... sizes) {
    return Tensor.full(DType.F64, Shape.of(sizes), 0);
  }

  private void assertRefused(Graph graph, Map<Node, Tensor> leaves, String message) {
    assertThatThrownBy(() -> new Interpreter().run(graph, leaves))
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining(message);
  }

  private Map<Node, Tensor> bind(Tensor forX, Tensor forY) {
    Map<Node, Tensor> leaves = new LinkedHashMap<>();
    leaves.put(x, forX);
    leaves.put(y, forY);
    return leaves;
  }

  @Test
  void sizesComeFromValues() {
    assertThat(Bindings.sizes(Graph.of(x.plus(y)), bind(zeros(2, 3), zeros(1, 3))))
        .isEqualTo(Map.of("n", 2, "m", 3));
  }

  @Test
  void aFormulaIsCheckedOnceItsNamesAreKnown() {
    Node flat = Node.input("flat", N.times(M));
    Graph graph = Graph.of(flat, x);

    assertThat(Bindings.sizes(graph, Map.of(flat, zeros(6), x, zeros(2, 3)))).hasSize(2);
    assertRefused(
        graph,
        Map.of(flat, zeros(5), x, zeros(2, 3)),
        "error[E0231]: flat is [m*n], and a tensor of [5] does not fit");
  }

  @Test
  void refusesWhatDoesNotFit() {
    Graph graph = Graph.of(x.plus(y));

    assertRefused(graph, Map.of(x, zeros(2, 3)), "error[E0231]: there is no value for Y: [1, m]");
    assertRefused(
        graph,
        bind(zeros(2, 3), zeros(1, 4)),
        "error[E0231]: Y is [1, m], and a tensor of [1, 4] does not fit (m is 3 by X: [n, m])");
    assertRefused(
        graph,
        bind(zeros(2, 3), zeros(2, 3)),
        "error[E0231]: Y is [1, m], and a tensor of [2, 3] does not fit");
    assertRefused(
        graph,
        bind(zeros(2, 3), zeros(3)),
        "error[E0231]: Y takes a tensor of [1, m] in f64, not one of [3] in f64");
    assertRefused(
        graph,
        bind(zeros(2, 3), zeros(1, 3).as(DType.F32)),
        "error[E0231]: Y takes a tensor of [1, m] in f64, not one of [1, 3] in f32");
  }

  @Test
  void namesTheCallersFrame() {
    assertRefused(
        Graph.of(x), Map.of(), "at dev.adjoint.interpret.BindingsTest.lambda$assertRefused");
  }

  @Test
  void aSizeNobodyGivesIsAnError() {
    Node ones = dev.adjoint.graph.Broadcast.to(Node.constant(1), List.of(M));
    assertRefused(
        Graph.of(ones),
        Map.of(),
        "error[E0208]: broadcast_to: [m] cannot be computed: dimension m has no size yet");
    assertRefused(
        Graph.of(x.number(M)),
        Map.of(),
        "error[E0208]: m: scalar cannot be computed: dimension m has no size yet");
  }

  @Test
  void aSizeBelowZeroIsAnError() {
    Node rest =
        Slice.of(y, List.of(Range.all(Dim.ONE), new Range(Dim.of(2), 1, M.minus(Dim.of(2)))));
    assertRefused(
        Graph.of(rest),
        Map.of(y, zeros(1, 1)),
        "error[E0208]: slice: [1, m - 2] cannot be computed: a size is at least 0, not -1");
  }

  @Test
  void aLeafThatTheGraphLeavesOutGivesItsSizesToo() {
    Node gradient = dev.adjoint.graph.Broadcast.to(Node.constant(1), List.of(N, M));
    assertThat(new Interpreter().run(Graph.of(gradient), Map.of(x, zeros(2, 3))))
        .containsExactly(Tensor.full(DType.F64, Shape.of(2, 3), 1));
  }

  /// A graph that was built where n was 3 may run where it is 4, unless it holds n for 3.
  @Test
  void aNameMayBeBoundAgain() {
    Node bound = Node.input("x", Dim.named("n", 3));
    Node weights = Node.constant(Tensor.vector(1, 2, 3));

    assertThat(new Interpreter().run(Graph.of(bound.sum()), Map.of(bound, zeros(4))))
        .containsExactly(Tensor.scalar(0));
    assertRefused(
        Graph.of(bound.times(weights)),
        Map.of(bound, zeros(4)),
        "error[E0231]: the values bound do not fit together: `*` meets [4] and [3]");
    assertRefused(
        Graph.of(bound.reshape(Dim.of(3))),
        Map.of(bound, zeros(4)),
        "error[E0231]: the values bound do not fit together: `reshape` meets [4]");
    assertRefused(
        Graph.of(Concat.stack(List.of(bound, weights), 0)),
        Map.of(bound, zeros(4)),
        "error[E0231]: the values bound do not fit together: `concat` meets [1, 4] and [1, 3]");
  }

  @Test
  void anyNodeMayBeBound() {
    Node sum = x.plus(1);
    assertThat(
            new Interpreter().run(Graph.of(sum.times(2)), Map.of(x, zeros(1, 2), sum, zeros(1, 2))))
        .containsExactly(zeros(1, 2));
  }
}
