package dev.adjoint.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.graph.AlongFunction;
import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Functions;
import dev.adjoint.graph.Gather;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Slice;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.graph.Verifier;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Per-example gradients against the gradients of each example alone.
class PerExampleTest {
  private static final Dim N = Dim.named("n");
  private static final Dim M = Dim.named("m");
  private static final int EXAMPLES = 4;

  private final Node data = Node.input("X", N, M);
  private final Node rows = Node.input("R", M, N);
  private final Node labels = Node.input("Y", Dim.ONE, M);
  private final Node classes = Node.input("c", M);
  private final Node w = Node.parameter("w", N, Dim.of(3));
  private final Node b = Node.parameter("b", Dim.of(3), Dim.ONE);
  private final Node v = Node.parameter("v", Dim.ONE, Dim.of(3));
  private final Random random = new Random(1);

  private final Map<Node, Tensor> point = new LinkedHashMap<>();

  PerExampleTest() {
    for (Node leaf : List.of(data, rows, labels, w, b, v)) {
      Shape shape = leaf.type().shape(Map.of("n", 2, "m", EXAMPLES));
      point.put(leaf, Tensor.generate(DType.F64, shape, _ -> random.nextDouble(-1, 1)));
    }
    point.put(classes, Tensor.vector(0, 2, 1, 2));
  }

  /// Holds the contributions to the gradient of a cost to those of each example alone.
  ///
  /// @param isMean whether the cost of one example counts by 1/m in the whole
  private void check(Node cost, boolean isMean, Node... wrt) {
    for (Node x : wrt) {
      Node gradient = Gradient.of(cost).wrt(x);
      Node each = PerExample.of(gradient, "m");
      Verifier.verify(Graph.of(each));
      assertThat(each.type().dims().getFirst()).isEqualTo(M);
      assertThat(each.type().dims().subList(1, each.rank())).isEqualTo(x.type().dims());
      Tensor found = run(each, point);
      int size = point.get(x).shape().count();
      for (int example = 0; example < EXAMPLES; example++) {
        Tensor own = run(gradient, alone(example));
        for (int i = 0; i < size; i++) {
          assertThat(found.at(example * size + i))
              .as("element %d of example %d by %s", i, example, x)
              .isCloseTo(own.at(i) / (isMean ? EXAMPLES : 1), within(1e-12));
        }
      }
    }
  }

  private static Tensor run(Node node, Map<Node, Tensor> at) {
    return new Interpreter().run(Graph.of(node), at).getFirst();
  }

  private Map<Node, Tensor> alone(int example) {
    Map<Node, Tensor> alone = new HashMap<>(point);
    for (Node leaf : List.of(data, rows, labels, classes)) {
      int axis = leaf.type().dims().indexOf(M);
      Node value = Node.constant(point.get(leaf));
      Node places = Node.constant(Tensor.vector(example));
      alone.put(leaf, run(Gather.of(value, places, axis), Map.of()));
    }
    return alone;
  }

  private Node scores() {
    return w.transpose().matmul(data).plus(b);
  }

  @Test
  void netsWithColumnsForExamples() {
    Node hidden = UnaryFunction.RELU.of(scores());
    Node out = UnaryFunction.SIGMOID.of(v.matmul(hidden));
    Node costs = out.minus(labels).square();
    check(costs.mean(), true, w, b, v);
    check(costs.sum(), false, w, b, v);
    check(costs.sum().over(costs.number(M)), true, w, b, v);
    check(UnaryFunction.SOFTPLUS.of(scores()).minus(scores()).mean(1).sum(), true, w, b);
  }

  @Test
  void netsWithRowsForExamples() {
    Node z = rows.matmul(w).plus(b.transpose());
    check(UnaryFunction.TANH.of(z).mean(0).sum(), true, w, b);
    check(AlongFunction.LOG_SOFTMAX.of(z, 1).times(z).sum(), false, w, b);
    check(z.matmul(v.transpose()).reshape(M).square().mean(), true, w, v);
  }

  @Test
  void labelsAsClasses() {
    Node picked = Functions.oneHot(classes, Dim.of(3));
    Node costs = AlongFunction.LOG_SOFTMAX.of(scores(), 0).times(picked).sum(0);
    check(costs.mean().negate(), true, w, b);
  }

  /// The gradient of a table by the rows that examples pick is a scatter.
  @Test
  void rowsOfATable() {
    Node table = v.reshape(Dim.of(3), Dim.ONE);
    Node chosen = Gather.of(table, classes, 0);
    check(chosen.times(chosen).sum(), false, v);
    check(Contract.product(labels, chosen.square()).sum(), false, v);
  }

  @Test
  void choicesAndParts() {
    Node z = scores();
    Node kinked = Select.of(z.greater(0), z, UnaryFunction.EXP.of(z));
    Node parts = Concat.of(List.of(kinked, Slice.flip(z, 0), labels), 0);
    check(parts.square().mean(1).sum(), true, w, b);
    check(ReduceFunction.NORM.of(parts, 0).sum(), false, w, b);
  }

  /// A penalty is no example's own: each has an equal share of it.
  @Test
  void penaltiesAreShared() {
    Node costs = scores().square();
    Node whole = costs.mean(1).sum().plus(w.square().sum().times(0.1));
    check(whole, true, w, b);
    Tensor gradient = run(Gradient.of(whole).wrt(w), point);
    Node each = PerExample.of(Gradient.of(whole).wrt(w), "m");
    assertThat(run(ReduceFunction.SUM.of(each, List.of(0), false), point).toDoubles())
        .containsExactly(gradient.toDoubles(), within(1e-12));
  }

  @Test
  void costsOfEachExample() {
    Node costs = v.matmul(scores()).square();
    Tensor each = run(PerExample.of(costs.mean(), "m"), point);
    assertThat(each.toDoubles())
        .containsExactly(run(costs.over(EXAMPLES), point).toDoubles(), within(1e-15));
  }

  private void refused(Node cost, String says) {
    assertThatThrownBy(() -> PerExample.of(Gradient.of(cost).wrt(w), "m"))
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining(says);
  }

  @Test
  void examplesThatMeetAreRefused() {
    Node z = scores();
    Node normalised = z.minus(z.mean(1)).over(ReduceFunction.STD.of(z, 1).plus(1e-3));
    String meets = "what one example of `m` contributes cannot be told";
    refused(normalised.square().sum(), meets);
    refused(z.sum().square(), meets);
    refused(ReduceFunction.MAX.of(z), meets);
    refused(AlongFunction.SOFTMAX.of(z, 1).square().sum(), meets);
    refused(AlongFunction.CUMSUM.of(z, 1).square().sum(), meets);
    refused(z.transpose().matmul(z).square().sum(), meets);
    refused(z.times(Slice.flip(z, 1)).sum(), meets);
    refused(z.reshape(M.times(Dim.of(3))).square().sum(), meets);
  }

  @Test
  void whatIsNoSumIsRefused() {
    Node cost = scores().square().sum();
    assertThatThrownBy(() -> PerExample.of(Gradient.of(cost).wrt(data), "m"))
        .hasMessageContaining("along axis 1 it has a part for each example already");
    assertThatThrownBy(() -> PerExample.of(Gradient.of(cost).wrt(w), "k"))
        .hasMessageContaining("nothing that this is computed of has the dimension `k`");
  }
}
