package dev.adjoint.lang.derive;

import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Unary;
import dev.adjoint.graph.UnaryFunction;
import java.util.HashMap;
import java.util.Map;

/// How much there is to read in the nodes of a graph, where a name stands for all below it.
final class Weights {
  private static final int LARGEST = 1000;

  private final Map<Node, Integer> weights = new HashMap<>();

  void of(Graph graph) {
    for (Node node : graph.nodes()) {
      int weight = isInvisible(node) ? 0 : 1;
      if (node.origin().name() == null) {
        for (Node operand : node.operands()) {
          weight += weights.get(operand);
        }
      }
      weights.put(node, Math.min(weight, LARGEST));
    }
  }

  int of(Node node) {
    return weights.get(node);
  }

  private static boolean isInvisible(Node node) {
    return node.origin().name() == null
        && (node.op() instanceof Broadcast
            || node.op() instanceof Unary(var function) && function == UnaryFunction.NEG);
  }
}
