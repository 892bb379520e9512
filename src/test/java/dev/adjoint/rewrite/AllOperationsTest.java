package dev.adjoint.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Verifier;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.tensor.DType;
import dev.adjoint.testing.RandomGraphs;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Exact passes keep every bit of graphs of all operations, and of their gradients.
class AllOperationsTest {
  @Provide
  Arbitrary<RandomGraphs.Sample> wide() {
    return RandomGraphs.any(DType.F64);
  }

  @Provide
  Arbitrary<RandomGraphs.Sample> narrow() {
    return RandomGraphs.any(DType.F32);
  }

  @Property(tries = 200)
  void exactPassesKeepEveryBit(@ForAll("wide") RandomGraphs.Sample sample) {
    assertKept(sample);
  }

  @Property(tries = 200)
  void exactPassesKeepEveryBitInF32(@ForAll("narrow") RandomGraphs.Sample sample) {
    assertKept(sample);
  }

  private static void assertKept(RandomGraphs.Sample sample) {
    List<Node> outputs = new ArrayList<>(sample.outputs());
    outputs.addAll(Gradient.of(sample.cost()).wrt(sample.variables()));
    Graph graph = Graph.of(outputs);
    Graph rewritten = Pipeline.EXACT.apply(graph).graph();

    Verifier.verify(rewritten);
    assertThat(new Interpreter().run(rewritten, sample.leaves()))
        .isEqualTo(new Interpreter().run(graph, sample.leaves()));
  }
}
