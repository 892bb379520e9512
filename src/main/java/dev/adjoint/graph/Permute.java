package dev.adjoint.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The axes in another order.
///
/// @param order for each axis of the result, the axis of the operand
public record Permute(List<Integer> order) implements Linear {
  public Permute {
    order = List.copyOf(order);
  }

  /// The axes of `x` in this order, negative ones from the end.
  public static Node of(Node x, List<Integer> order) {
    List<Integer> axes = order.stream().map(axis -> Axes.check(x, axis)).toList();
    if (axes.stream().distinct().count() != x.rank() || axes.size() != x.rank()) {
      throw GraphError.NO_SUCH_AXIS.thrown(
          "%s does not name each axis of a tensor %s once".formatted(order, x.type()), List.of(x));
    }
    boolean identity = axes.equals(IntStream.range(0, x.rank()).boxed().toList());
    return identity ? x : Node.of(new Permute(axes), x);
  }

  static Node transpose(Node x) {
    if (x.rank() < 2) {
      return x;
    }
    List<Integer> order = new ArrayList<>(IntStream.range(0, x.rank()).boxed().toList());
    Collections.swap(order, x.rank() - 2, x.rank() - 1);
    return of(x, order);
  }

  /// Whether this exchanges the last two axes and nothing else.
  public boolean isTranspose() {
    int rank = order.size();
    return rank >= 2
        && order.get(rank - 1) == rank - 2
        && order.get(rank - 2) == rank - 1
        && IntStream.range(0, rank - 2).allMatch(axis -> order.get(axis) == axis);
  }

  @Override
  public String name() {
    return isTranspose() ? ".T" : "permute";
  }

  @Override
  public TensorType infer(List<Node> operands) {
    TensorType x = operands.getFirst().type();
    return x.withDims(order.stream().map(x::dim).toList());
  }

  @Override
  public Optional<Node> vjp(int operand, Node y, Node ct) {
    return Optional.of(Node.of(new Permute(inverse()), ct));
  }

  private List<Integer> inverse() {
    return IntStream.range(0, order.size()).mapToObj(order::indexOf).toList();
  }
}
