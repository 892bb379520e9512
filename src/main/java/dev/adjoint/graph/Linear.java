package dev.adjoint.graph;

import java.util.List;
import java.util.Optional;

/// An operation that moves the elements of its one operand, and is its own derivative.
public sealed interface Linear extends Op permits Broadcast, Reshape, Permute, Slice, Pad {
  @Override
  default Optional<Node> jvp(Node y, List<Optional<Node>> tangents) {
    return tangents.getFirst().map(tangent -> Node.of(this, tangent));
  }
}
