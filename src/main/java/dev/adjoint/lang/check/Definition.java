package dev.adjoint.lang.check;

import dev.adjoint.data.TensorFile;
import dev.adjoint.graph.Node;

/// Where the value of an input or a parameter comes from.
public sealed interface Definition {
  /// From a file whose header has been read.
  record OfFile(TensorFile file) implements Definition {}

  /// From another graph, computed once: the value of `data`, the start of a `param`.
  record OfGraph(Node value) implements Definition {}

  /// From the caller, who has to bind it.
  record OfCaller() implements Definition {}

  /// From an action, once it has run.
  ///
  /// @param turn what the action counts: `iteration`, or `epoch`
  /// @param most how many of them there are, unless it is ended
  record OfAction(String turn, int most) implements Definition {}
}
