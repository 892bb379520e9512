package dev.adjoint.rewrite;

import dev.adjoint.graph.Node;

/// What to put in the place of one node.
@FunctionalInterface
public interface Rule {
  /// A node of the same type and value, or `node` itself where there is nothing to do. Whatever is
  /// built here inherits the node's origin from the framework ([Rewriting]).
  ///
  /// @param node a node whose operands have been rewritten; never an input or a parameter
  Node rewrite(Node node);
}
