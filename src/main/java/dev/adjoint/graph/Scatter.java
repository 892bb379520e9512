package dev.adjoint.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Zeros, with the slabs of the first operand added along one axis at the places that the second
/// operand names: what [Gather] takes, put back.
///
/// @param size the size of the axis in the result
public record Scatter(int axis, Dim size) implements Op {
  /// The slabs of `x` along an axis, negative from the end, in an axis of this size; `indices` is a
  /// vector with one place for each.
  public static Node of(Node x, Node indices, Dim size, int axis) {
    return Node.of(new Scatter(Axes.check(x, axis), size), x, indices);
  }

  @Override
  public String name() {
    return "scatter";
  }

  @Override
  public TensorType infer(List<Node> operands) {
    Node slabs = operands.getFirst();
    Node indices = operands.get(1);
    if (axis >= slabs.rank() || !indices.type().matches(List.of(slabs.type().dim(axis)))) {
      throw GraphError.SHAPES_DIFFER.thrown(
          "`scatter` takes one index for each slab of %s along axis %d, not %s"
              .formatted(slabs.type(), axis, indices.type()),
          operands);
    }
    List<Dim> dims = new ArrayList<>(slabs.type().dims());
    dims.set(axis, size);
    return slabs.type().withDims(dims);
  }

  @Override
  public Optional<Node> vjp(int operand, Node y, Node ct) {
    return operand == 0 ? Optional.of(Gather.of(ct, y.operand(1), axis)) : Optional.empty();
  }

  @Override
  public Optional<Node> jvp(Node y, List<Optional<Node>> tangents) {
    return tangents.getFirst().map(tangent -> Node.of(this, tangent, y.operand(1)));
  }
}
