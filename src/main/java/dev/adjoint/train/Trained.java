package dev.adjoint.train;

import dev.adjoint.graph.Node;
import dev.adjoint.tensor.Tensor;

/// What a training leaves behind.
///
/// @param state all values: what went in, with what was learnt in place of what it started from
public record Trained(State state, History history) {
  /// The value of a parameter.
  public Tensor get(Node parameter) {
    return state.get(parameter);
  }
}
