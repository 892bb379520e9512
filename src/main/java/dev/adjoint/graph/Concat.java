package dev.adjoint.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Tensors one behind the other along one axis.
public record Concat(int axis) implements Op {
  /// At least one tensor, along an axis that they have, negative from the end; their other axes
  /// agree.
  public static Node of(List<Node> parts, int axis) {
    return Node.of(new Concat(Axes.check(parts.getFirst(), axis)), parts);
  }

  /// Tensors of one shape along a new axis: `k` of `[n, m]` at axis 0 make `[k, n, m]`.
  public static Node stack(List<Node> parts, int axis) {
    Node first = parts.getFirst();
    int at = axis < 0 ? axis + first.rank() + 1 : axis;
    if (at < 0 || at > first.rank()) {
      throw GraphError.NO_SUCH_AXIS.thrown(
          "tensors %s have no place for a new axis %d".formatted(first.type(), axis),
          List.of(first));
    }
    List<Node> slabs = new ArrayList<>();
    for (Node part : parts) {
      List<Dim> dims = new ArrayList<>(part.type().dims());
      dims.add(Math.min(at, dims.size()), Dim.ONE);
      slabs.add(Reshape.to(part, dims));
    }
    return of(slabs, at);
  }

  @Override
  public String name() {
    return "concat";
  }

  @Override
  public TensorType infer(List<Node> operands) {
    TensorType first = operands.getFirst().type();
    Dim total = Dim.ZERO;
    for (Node operand : operands) {
      List<Dim> dims = new ArrayList<>(first.dims());
      if (operand.rank() == first.rank()) {
        dims.set(axis, operand.type().dim(axis));
        total = total.plus(operand.type().dim(axis));
      }
      if (!operand.type().matches(dims) || operand.type().dtype() != first.dtype()) {
        throw GraphError.SHAPES_DIFFER.thrown(
            "to stand one behind the other along axis %d, %s and %s must agree in all other axes"
                .formatted(axis, first, operand.type()),
            Stream.of(operands.getFirst(), operand).toList());
      }
    }
    List<Dim> dims = new ArrayList<>(first.dims());
    dims.set(axis, total);
    return first.withDims(dims);
  }

  @Override
  public Optional<Node> vjp(int operand, Node y, Node ct) {
    Dim start = Dim.ZERO;
    for (Node before : y.operands().subList(0, operand)) {
      start = start.plus(before.type().dim(axis));
    }
    Dim size = y.operand(operand).type().dim(axis);
    return Optional.of(Slice.along(ct, axis, new Range(start, 1, size)));
  }

  @Override
  public Optional<Node> jvp(Node y, List<Optional<Node>> tangents) {
    List<Node> parts = new ArrayList<>();
    for (int i = 0; i < tangents.size(); i++) {
      List<Dim> dims = y.operand(i).type().dims();
      parts.add(tangents.get(i).orElseGet(() -> Broadcast.to(y.number(0), dims)));
    }
    return Optional.of(Node.of(this, parts));
  }
}
