package dev.adjoint.interpret;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.GraphError;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.TensorType;
import dev.adjoint.tensor.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What values bound to the leaves of a graph say about its dimensions.
public final class Bindings {
  private Bindings() {}

  /// The sizes of all declared dimensions that the values determine. Where the graph's own leaves
  /// leave one open, the others decide: `d(sum(X))/d(X)` is as large as `X`, but takes nothing from
  /// it.
  ///
  /// @throws dev.adjoint.source.AdjointException if an input or parameter of the graph has no
  ///     value, or two values give one dimension different sizes, or a value has the wrong shape or
  ///     precision
  public static Map<String, Integer> sizes(Graph graph, Map<Node, Tensor> leaves) {
    Map<Node, Tensor> bound = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      Tensor value = leaves.get(node);
      if (value != null) {
        bound.put(node, value);
      } else if (node.op() instanceof Input || node.op() instanceof Parameter) {
        throw GraphError.BAD_BINDING.thrown("there is no value for " + node, List.of(node));
      }
    }
    Map<Node, Tensor> others = new LinkedHashMap<>(leaves);
    others.keySet().removeAll(bound.keySet());
    return unify(bound, others);
  }

  /// The sizes of the dimensions that occur in the nodes' types, from the values' shapes.
  public static Map<String, Integer> unify(Map<Node, Tensor> values) {
    return unify(values, Map.of());
  }

  private static Map<String, Integer> unify(
      Map<Node, Tensor> values, Map<Node, Tensor> forWantOfThem) {
    Map<String, Integer> sizes = new HashMap<>();
    Map<String, Node> givenBy = new HashMap<>();
    values.forEach((node, value) -> name(node, value, sizes, givenBy));
    forWantOfThem.forEach((node, value) -> name(node, value, sizes, givenBy));
    values.forEach((node, value) -> check(node, value, sizes, givenBy));
    return sizes;
  }

  private static void name(
      Node node, Tensor value, Map<String, Integer> sizes, Map<String, Node> givenBy) {
    if (value.shape().rank() != node.rank() || value.dtype() != node.type().dtype()) {
      throw GraphError.BAD_BINDING.thrown(
          "%s takes a tensor of %s in %s, not one of %s in %s"
              .formatted(
                  node.label(), node.type(), node.type().dtype(), value.shape(), value.dtype()),
          List.of(node));
    }
    for (int axis = 0; axis < node.rank(); axis++) {
      int size = value.shape().size(axis);
      node.type()
          .dim(axis)
          .name()
          .ifPresent(
              name -> {
                if (sizes.putIfAbsent(name, size) == null) {
                  givenBy.put(name, node);
                }
              });
    }
  }

  private static void check(
      Node node, Tensor value, Map<String, Integer> sizes, Map<String, Node> givenBy) {
    TensorType type = node.type();
    for (int axis = 0; axis < node.rank(); axis++) {
      Dim dim = type.dim(axis);
      int expected = dim.evaluate(sizes);
      if (expected != value.shape().size(axis)) {
        String why =
            dim.name()
                .filter(givenBy::containsKey)
                .map(name -> " (%s is %d by %s)".formatted(name, expected, givenBy.get(name)))
                .orElse("");
        throw GraphError.BAD_BINDING.thrown(
            "%s is %s, and a tensor of %s does not fit%s"
                .formatted(node.label(), type, value.shape(), why),
            List.of(node));
      }
    }
  }
}
