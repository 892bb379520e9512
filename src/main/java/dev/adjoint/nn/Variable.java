package dev.adjoint.nn;

import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;

/// A parameter with the value it starts from.
///
/// @param node a parameter
/// @param initial of the parameter's type; it depends on no parameter
public record Variable(Node node, Node initial) {
  public Variable {
    if (!(node.op() instanceof Parameter)) {
      throw new IllegalArgumentException("no parameter: " + node);
    }
  }

  /// A parameter of the type of its initial value.
  public static Variable of(String name, Node initial) {
    return new Variable(Node.of(new Parameter(name, initial.type())).named(name), initial);
  }
}
