package dev.adjoint.autodiff;

import dev.adjoint.graph.GraphError;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Reshape;
import java.util.List;

/// Tangents and cotangents that a caller gives.
final class Directions {
  private Directions() {}

  /// A direction in the dims of the node that it belongs to.
  ///
  /// @param what how a message calls it
  static Node like(Node x, Node direction, String what) {
    if (direction.type().dtype() != x.type().dtype()
        || !direction.type().matches(x.type().dims())) {
      throw GraphError.SHAPES_DIFFER.thrown(
          "a %s has the shape of what it belongs to, which is %s: this one is %s"
              .formatted(what, x.type(), direction.type()),
          List.of(x, direction));
    }
    return Reshape.to(direction, x.type().dims());
  }

  /// The same value as a node of its own, for it may get a name, and an input of another name is
  /// another input.
  static Node own(Node node) {
    return node.number(1).times(node);
  }
}
