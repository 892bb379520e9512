package dev.adjoint.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.rewrite.Precision;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.testing.RandomGraphs;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// In f32 the derivatives are those of f64, but for rounding.
class PrecisionTest {
  @Provide
  Arbitrary<RandomGraphs.Sample> graphs() {
    return RandomGraphs.any(DType.F32);
  }

  @Property(tries = 200)
  void derivativesInF32AreThoseOfF64(@ForAll("graphs") RandomGraphs.Sample sample) {
    Node cost = sample.cost();
    Map<Node, Node> copies = Precision.copy(Graph.of(cost), DType.F64);
    Map<Node, Tensor> doubles = new HashMap<>();
    sample.leaves().forEach((leaf, value) -> doubles.put(copies.get(leaf), value.as(DType.F64)));

    List<Tensor> narrow = gradients(cost, sample.variables(), sample.leaves());
    List<Tensor> wide =
        gradients(copies.get(cost), sample.variables().stream().map(copies::get).toList(), doubles);

    double largest =
        wide.stream()
            .flatMapToDouble(t -> Arrays.stream(t.toDoubles()))
            .map(Math::abs)
            .max()
            .orElse(0);
    for (int k = 0; k < narrow.size(); k++) {
      assertThat(narrow.get(k).dtype()).isEqualTo(DType.F32);
      for (int i = 0; i < narrow.get(k).shape().count(); i++) {
        assertThat(Math.abs(narrow.get(k).at(i) - wide.get(k).at(i)))
            .isLessThanOrEqualTo(1e-3 * Math.max(1, largest));
      }
    }
  }

  private static List<Tensor> gradients(Node cost, List<Node> wrt, Map<Node, Tensor> leaves) {
    return new Interpreter().run(Graph.of(Gradient.of(cost).wrt(wrt)), leaves);
  }
}
