package dev.adjoint.graph;

import java.util.HashSet;
import java.util.Set;

/// Holds a graph to what every graph promises: operands come first, and each node has the type that
/// its op infers. Passes are checked with it in tests.
public final class Verifier {
  private Verifier() {}

  /// @throws IllegalStateException naming the first node that breaks a promise
  public static void verify(Graph graph) {
    Set<Node> seen = new HashSet<>();
    for (Node node : graph.nodes()) {
      if (!seen.containsAll(node.operands())) {
        throw new IllegalStateException(node + " stands before one of its operands");
      }
      TensorType inferred = node.op().infer(node.operands());
      if (inferred.dtype() != node.type().dtype() || !inferred.matches(node.type().dims())) {
        throw new IllegalStateException(
            "%s in %s should be %s in %s"
                .formatted(node, node.type().dtype(), inferred, inferred.dtype()));
      }
      seen.add(node);
    }
  }
}
