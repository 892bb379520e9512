package dev.adjoint.graph;

import java.util.List;
import java.util.function.Supplier;

/// Functions made of a few operations, for all who build graphs: the one definition of each.
public final class Functions {
  private Functions() {}

  /// What `formula` makes, to be computed as it is written: no pass replaces a part of it by a form
  /// that stays finite for more numbers. Nodes that were made before are as they were.
  public static Node raw(Supplier<Node> formula) {
    return Origin.current().asWritten().within(formula);
  }

  /// `x` where it lies between two bounds, else the nearer bound: `min(max(x, low), high)`, but with
  /// derivative 1 at the bounds. What is a scalar, or has axes of 1, is broadcast.
  public static Node clip(Node x, Node low, Node high) {
    Node raised = Select.of(BinaryFunction.LESS.of(x, low), low, x);
    return Select.of(BinaryFunction.GREATER.of(raised, high), high, raised);
  }

  /// Labels as columns: `[k, m]` with 1 in row `labels[j]` of column `j`, else 0. A label that is no
  /// whole number from 0 to k - 1 stops the run.
  ///
  /// @param labels `[m]` or `[1, m]`
  /// @param k the number of classes
  public static Node oneHot(Node labels, Dim k) {
    boolean isRow = labels.rank() == 2 && labels.type().dim(0).isOne();
    if (labels.rank() != 1 && !isRow) {
      throw GraphError.WRONG_RANK.thrown(
          "`one_hot` takes labels as a vector or a row, not as " + labels.type(), List.of(labels));
    }
    TensorType square = new TensorType(labels.type().dtype(), List.of(k, k));
    Node identity = Node.of(new Iota(0, square)).equal(Node.of(new Iota(1, square)));
    return Gather.of(identity, Reshape.to(labels, List.of(labels.type().count())), 1);
  }
}
