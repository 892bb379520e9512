package dev.adjoint.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// One number from all elements that differ only in their place along some axes.
///
/// @param axes in ascending order
/// @param keepDims whether the axes stay as 1, or go
public record Reduce(ReduceFunction function, List<Integer> axes, boolean keepDims) implements Op {
  public Reduce {
    axes = List.copyOf(axes);
  }

  @Override
  public String name() {
    return function.toString();
  }

  @Override
  public TensorType infer(List<Node> operands) {
    TensorType x = operands.getFirst().type();
    return x.withDims(keepDims ? keptDims(x) : remainingDims(x));
  }

  private List<Dim> keptDims(TensorType x) {
    List<Dim> dims = new ArrayList<>(x.dims());
    axes.forEach(axis -> dims.set(axis, Dim.ONE));
    return dims;
  }

  private List<Dim> remainingDims(TensorType x) {
    return IntStream.range(0, x.rank())
        .filter(axis -> !axes.contains(axis))
        .mapToObj(x::dim)
        .toList();
  }

  @Override
  public Optional<Node> vjp(int operand, Node y, Node ct) {
    if (!function.isDifferentiable()) {
      return Optional.empty();
    }
    Node x = y.operand(0);
    return function.vjp(this, expand(ct, x), x, expand(y, x));
  }

  // A rule gives each element's share in a cotangent, ct times its slope. Of tangents it gives each
  // element's share in the result's tangent, and those add up.
  @Override
  public Optional<Node> jvp(Node y, List<Optional<Node>> tangents) {
    if (!function.isDifferentiable() || tangents.getFirst().isEmpty()) {
      return Optional.empty();
    }
    Node tangent = tangents.getFirst().get();
    if (function == ReduceFunction.MEAN) {
      return Optional.of(Node.of(this, tangent));
    }
    Node x = y.operand(0);
    return function
        .vjp(this, tangent, x, expand(y, x))
        .map(shares -> like(ReduceFunction.SUM, shares));
  }

  /// A value of this op's result type, repeated along the reduced axes to the shape of `x`.
  Node expand(Node reduced, Node x) {
    boolean scalar = reduced.rank() == 0;
    Node kept = keepDims || scalar ? reduced : Reshape.to(reduced, keptDims(x.type()));
    return Broadcast.to(kept, x.type().dims());
  }

  /// Another reduction of `x` over the same axes.
  Node like(ReduceFunction other, Node x) {
    return Node.of(new Reduce(other, axes, keepDims), x);
  }

  /// How many elements of `x` make one of the result.
  Node count(Node x) {
    return x.number(Dim.product(axes.stream().map(x.type()::dim).toList()));
  }

  /// The distance of each element from the mean of its fellows.
  Node centred(Node x) {
    return x.minus(expand(like(ReduceFunction.MEAN, x), x));
  }
}
