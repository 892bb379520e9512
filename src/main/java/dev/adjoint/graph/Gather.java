package dev.adjoint.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The slabs of the first operand along one axis that the second operand, a vector of whole numbers
/// from 0, names. A number that names none stops the run.
public record Gather(int axis) implements Op {
  /// `x[…, indices, …]` along an axis, negative from the end; `indices` is a vector `[k]`.
  public static Node of(Node x, Node indices, int axis) {
    return Node.of(new Gather(Axes.check(x, axis)), x, indices);
  }

  @Override
  public String name() {
    return "gather";
  }

  @Override
  public TensorType infer(List<Node> operands) {
    Node indices = operands.get(1);
    if (indices.rank() != 1) {
      throw GraphError.WRONG_RANK.thrown(
          "`gather` takes its indices as a vector, not as " + indices.type(), operands);
    }
    List<Dim> dims = new ArrayList<>(operands.getFirst().type().dims());
    dims.set(axis, indices.type().dim(0));
    return operands.getFirst().type().withDims(dims);
  }

  @Override
  public Optional<Node> vjp(int operand, Node y, Node ct) {
    return operand == 0
        ? Optional.of(Node.of(new Scatter(axis, y.operand(0).type().dim(axis)), ct, y.operand(1)))
        : Optional.empty();
  }

  @Override
  public Optional<Node> jvp(Node y, List<Optional<Node>> tangents) {
    return tangents.getFirst().map(tangent -> Node.of(this, tangent, y.operand(1)));
  }
}
