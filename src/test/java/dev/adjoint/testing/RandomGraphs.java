package dev.adjoint.testing;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Random graphs of all operations over tensors of mixed shapes, each with values of its leaves at
/// which every node is finite, of ordinary size and clear of kinks: fit to be differentiated, and
/// computed in any other way and compared.
///
/// A graph grows by one operation at a time from a stream of random numbers, so that a smaller graph
/// of one seed is the beginning of a larger one, and a failure shrinks to its last operation.
public final class RandomGraphs {
  /// A graph and where to compute it.
  ///
  /// @param outputs the nodes that nothing uses, at least one
  /// @param variables the inputs and parameters that may take any value nearby
  /// @param leaves the values of all inputs and parameters, of which some are whole numbers
  /// @param sizes the sizes of the declared dimensions; zero and one among them
  public record Sample(
      List<Node> outputs,
      List<Node> variables,
      Map<Node, Tensor> leaves,
      Map<String, Integer> sizes) {
    public Graph graph() {
      return Graph.of(outputs);
    }

    /// The sum of all elements of all outputs.
    public Node cost() {
      return outputs.stream().map(Node::sum).reduce(Node::plus).orElseThrow();
    }

    /// The text of the graph and the values of its leaves: all there is to a failure.
    @Override
    public String toString() {
      return dev.adjoint.graph.GraphText.of(graph()) + "at " + leaves + " where " + sizes;
    }
  }

  private RandomGraphs() {}

  /// Graphs of 3 to 40 operations in f64.
  public static Arbitrary<Sample> any() {
    return any(DType.F64);
  }

  /// Graphs of 3 to 40 operations.
  public static Arbitrary<Sample> any(DType dtype) {
    return Combinators.combine(
            Arbitraries.longs().dontShrink(), Arbitraries.integers().between(3, 40))
        .as((seed, operations) -> sample(dtype, seed, operations));
  }

  /// One graph; the same for the same arguments.
  public static Sample sample(DType dtype, long seed, int operations) {
    Growth growth = new Growth(dtype, new SplittableRandom(seed));
    for (int i = 0; i < operations; i++) {
      growth.grow();
    }
    return growth.sample();
  }
}
