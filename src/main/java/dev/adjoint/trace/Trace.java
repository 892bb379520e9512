package dev.adjoint.trace;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.tensor.Tensor;
import java.util.Map;
import java.util.Objects;

/// A graph with what is known of its numbers. A node that is in neither map was not computed, which
/// is not 0.
///
/// @param graph what was computed
/// @param values the values of nodes; empty if there was no forward pass
/// @param gradients the derivatives of `of` by nodes, each of its node's shape; empty if there was no
///     backward pass
/// @param of what the derivatives are of, such as `J`, or empty
public record Trace(Graph graph, Map<Node, Tensor> values, Map<Node, Tensor> gradients, String of) {
  public Trace {
    Objects.requireNonNull(graph);
    Objects.requireNonNull(of);
    values = Map.copyOf(values);
    gradients = Map.copyOf(gradients);
  }

  /// A graph without numbers.
  public static Trace of(Graph graph) {
    return new Trace(graph, Map.of(), Map.of(), "");
  }

  /// This trace with the nodes' values.
  public Trace values(Map<Node, Tensor> values) {
    return new Trace(graph, values, gradients, of);
  }

  /// This trace with the derivatives of the value called `of` by the nodes.
  public Trace gradients(Map<Node, Tensor> gradients, String of) {
    return new Trace(graph, values, gradients, of);
  }
}
