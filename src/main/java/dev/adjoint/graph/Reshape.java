package dev.adjoint.graph;

import java.util.List;
import java.util.Optional;

/// The same elements in row-major order, in another shape.
public record Reshape(List<Dim> dims) implements Linear {
  public Reshape {
    dims = List.copyOf(dims);
  }

  /// `x` in the shape `dims`; `x` itself if it has that shape.
  public static Node to(Node x, List<Dim> dims) {
    List<Dim> old = x.type().dims();
    return old == dims || old.equals(dims) ? x : Node.of(new Reshape(dims), x);
  }

  @Override
  public String name() {
    return "reshape";
  }

  @Override
  public TensorType infer(List<Node> operands) {
    TensorType x = operands.getFirst().type();
    Dim count = Dim.product(dims);
    if (!x.matches(dims) && !x.count().matches(count) && !sameNumber(x.count(), count)) {
      throw GraphError.RESHAPE_COUNT.thrown(
          "a tensor %s has %s elements, and %s would have %s"
              .formatted(x, x.count(), TensorType.print(dims), count),
          operands);
    }
    return x.withDims(dims);
  }

  // Here names do not meet axis by axis: 64*64*3*m elements are n*m elements if the numbers say so.
  private static boolean sameNumber(Dim a, Dim b) {
    return a.settled().matches(b.settled());
  }

  @Override
  public Optional<Node> vjp(int operand, Node y, Node ct) {
    return Optional.of(to(ct, y.operand(0).type().dims()));
  }
}
