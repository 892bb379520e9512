package dev.adjoint.graph;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A scalar repeated to any shape, or axes of size 1 repeated to others.
///
/// @param dims the shape of the result
public record Broadcast(List<Dim> dims) implements Linear {
  public Broadcast {
    dims = List.copyOf(dims);
  }

  /// `x` in the shape `dims`; `x` itself if it has that shape. A literal 1 is repeated to a name that
  /// data has bound to 1: the next data may be larger.
  public static Node to(Node x, List<Dim> dims) {
    return x.type().matches(dims) && stretched(x, dims).length == 0
        ? x
        : Node.of(new Broadcast(dims), x);
  }

  private static int[] stretched(Node x, List<Dim> dims) {
    return IntStream.range(0, x.rank())
        .filter(axis -> x.type().dim(axis).isOne() && !dims.get(axis).isOne())
        .toArray();
  }

  @Override
  public String name() {
    return "broadcast_to";
  }

  @Override
  public TensorType infer(List<Node> operands) {
    TensorType x = operands.getFirst().type();
    if (!Broadcasting.fits(dims, x.dims())) {
      throw GraphError.SHAPES_DIFFER.thrown(
          "%s cannot be repeated to %s: only a scalar, or axes of 1, are repeated"
              .formatted(x, TensorType.print(dims)),
          operands);
    }
    return x.withDims(dims);
  }

  @Override
  public Optional<Node> vjp(int operand, Node y, Node ct) {
    Node x = y.operand(0);
    return Optional.of(x.rank() == 0 ? ct.sum() : ReduceFunction.SUM.of(ct, stretched(x, dims)));
  }
}
