package dev.adjoint.rewrite.algebra;

import dev.adjoint.graph.Binary;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Unary;
import dev.adjoint.graph.UnaryFunction;

/// Nodes that are 0 or 1 by their making.
final class Truth {
  private Truth() {}

  static boolean is(Node node) {
    return switch (node.op()) {
      case Binary(var function) -> function.isCondition();
      case Unary(var function) -> function == UnaryFunction.NOT;
      default -> false;
    };
  }
}
