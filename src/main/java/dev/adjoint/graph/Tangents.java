package dev.adjoint.graph;

import java.util.Optional;

/// Arithmetic of tangents. One that is missing is 0, and no node is made for it.
final class Tangents {
  private Tangents() {}

  static Optional<Node> sum(Optional<Node> a, Optional<Node> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.or(() -> b);
    }
    return Optional.of(a.get().plus(b.get()));
  }
}
