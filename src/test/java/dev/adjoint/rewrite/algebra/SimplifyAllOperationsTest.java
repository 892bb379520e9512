package dev.adjoint.rewrite.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Verifier;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.rewrite.Rewriting;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.testing.RandomGraphs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Graphs of all operations, and their gradients, have the same values after [Simplify], within what
/// rounding explains, and nodes with names keep them.
class SimplifyAllOperationsTest {
  @Provide
  Arbitrary<RandomGraphs.Sample> graphs() {
    return RandomGraphs.any(DType.F64);
  }

  @Property(tries = 400)
  void keepsValues(@ForAll("graphs") RandomGraphs.Sample sample) {
    Graph graph = withGradients(sample);
    Rewriting simple = new Simplify().apply(graph);

    Verifier.verify(simple.graph());
    Map<Node, Tensor> before = new Interpreter().evaluate(graph, sample.leaves());
    List<Tensor> after = new Interpreter().run(simple.graph(), sample.leaves());
    double tolerance = 1e-9 * largest(before);
    for (int i = 0; i < after.size(); i++) {
      Tensor expected = before.get(graph.outputs().get(i));
      assertThat(after.get(i).shape()).isEqualTo(expected.shape());
      assertThat(after.get(i).toDoubles())
          .usingComparatorWithPrecision(tolerance)
          .containsExactly(expected.toDoubles());
    }
  }

  @Property(tries = 200)
  void keepsNames(@ForAll("graphs") RandomGraphs.Sample sample) {
    Graph graph = sample.graph();
    Rewriting simple = new Simplify().apply(graph);
    for (Node node : graph.nodes()) {
      if (node.origin().name() != null) {
        assertThat(simple.image(node).origin().name()).isNotNull();
      }
    }
  }

  private static Graph withGradients(RandomGraphs.Sample sample) {
    List<Node> outputs = new ArrayList<>(sample.outputs());
    outputs.addAll(Gradient.of(sample.cost()).wrt(sample.variables()));
    return Graph.of(outputs);
  }

  private static double largest(Map<Node, Tensor> values) {
    return values.values().stream()
        .flatMapToDouble(tensor -> DoubleStream.of(tensor.toDoubles()))
        .filter(Double::isFinite)
        .map(Math::abs)
        .reduce(1, Math::max);
  }
}
