package dev.adjoint.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.GraphText;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Verifier;
import dev.adjoint.interpret.Bindings;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.verify.Finding;
import dev.adjoint.verify.GradientCheck.Effort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Derivatives held against differences of values by [dev.adjoint.verify.GradientCheck], at a point
/// that is clear of kinks. A derivative that cannot be measured counts as wrong here, so that no
/// test passes for want of an answer.
public final class GradientCheck {
  private static final Effort EFFORT = new Effort(3, 40, 1);

  private GradientCheck() {}

  /// Holds the derivatives of these nodes, each weighted by random numbers, against differences;
  /// then the derivatives of these derivatives, up to an order.
  ///
  /// @param wrt what to differentiate by, with a value in `point`
  /// @param point the values of all leaves
  public static void assertDerivatives(
      List<Node> outputs, List<Node> wrt, Map<Node, Tensor> point, int order) {
    var random = new SplittableRandom(point.size());
    Map<Node, Tensor> values = new LinkedHashMap<>(point);
    Node scalar = weigh(outputs, values, random);
    for (int k = 1; k <= order; k++) {
      List<Node> claimed = Gradient.of(scalar).wrt(wrt);
      Verifier.verify(Graph.of(claimed));
      assertTypes(claimed, wrt);
      for (Finding finding :
          dev.adjoint.verify.GradientCheck.check(scalar, wrt, claimed, values, EFFORT)) {
        assertThat(finding.isRight() && finding.unmeasured() == 0)
            .as("%s, of order %d of%n%s%nat %s", finding, k, GraphText.of(Graph.of(outputs)), point)
            .isTrue();
      }
      scalar = weigh(claimed, values, random);
    }
  }

  private static void assertTypes(List<Node> claimed, List<Node> wrt) {
    for (int i = 0; i < wrt.size(); i++) {
      assertThat(claimed.get(i).type()).as("type of the derivative").isEqualTo(wrt.get(i).type());
    }
  }

  /// The sum of all elements of the nodes, each times a random number of its own, which is bound in
  /// `values`.
  private static Node weigh(List<Node> nodes, Map<Node, Tensor> values, SplittableRandom random) {
    Map<String, Integer> sizes = Bindings.sizes(Graph.of(nodes), values);
    List<Node> terms = new ArrayList<>();
    for (Node node : nodes) {
      Node weight = Node.input("weight" + values.size(), node.type().dtype(), dims(node));
      values.put(weight, weights(node.type().shape(sizes), random).as(node.type().dtype()));
      terms.add(node.times(weight).sum());
    }
    return terms.stream().reduce(Node::plus).orElseThrow();
  }

  private static dev.adjoint.graph.Dim[] dims(Node node) {
    return node.type().dims().toArray(dev.adjoint.graph.Dim[]::new);
  }

  /// Numbers of either sign and of ordinary size.
  private static Tensor weights(Shape shape, SplittableRandom random) {
    return Tensor.generate(
        DType.F64, shape, _ -> (random.nextBoolean() ? 1 : -1) * random.nextDouble(0.5, 1.5));
  }
}
