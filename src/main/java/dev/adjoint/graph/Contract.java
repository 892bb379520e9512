package dev.adjoint.graph;

import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import java.util.List;
import java.util.Optional;

/// The product of matrices, or of a batch of them: `[…, n, k] @ […, k, m]` to `[…, n, m]`, either
/// taken transposed in its last two axes. So a derivative of a product is a product again, and no
/// transposed copy is ever made.
public record Contract(boolean transposeLeft, boolean transposeRight) implements Op {

  /// `a @ b`.
  public static Node product(Node a, Node b) {
    return Node.of(new Contract(false, false), a, b);
  }

  /// The sum of products of two vectors `[n]`: a scalar.
  public static Node dot(Node a, Node b) {
    if (a.rank() != 1 || b.rank() != 1 || !a.type().dim(0).matches(b.type().dim(0))) {
      throw GraphError.SHAPES_DIFFER.thrown(
          "`dot` takes two vectors of one length, not %s and %s; a product of matrices is `@`"
              .formatted(a.type(), b.type()),
          List.of(a, b));
    }
    return a.times(b).sum();
  }

  /// All products of an element of one vector `[n]` and an element of another `[m]`: `[n, m]`.
  public static Node outer(Node a, Node b) {
    Node column = Reshape.to(a, List.of(a.type().count(), Dim.ONE));
    Node row = Reshape.to(b, List.of(Dim.ONE, b.type().count()));
    return product(column, row);
  }

  @Override
  public String name() {
    return "@";
  }

  @Override
  public TensorType infer(List<Node> operands) {
    TensorType a = operands.get(0).type();
    TensorType b = operands.get(1).type();
    if (a.rank() < 2 || b.rank() < 2 || a.rank() != b.rank()) {
      throw wrongRank(operands);
    }
    Broadcasting.requireOnePrecision("@", operands);
    if (!inner(a, transposeLeft, 1).matches(inner(b, transposeRight, 0))) {
      throw innerDiffer(operands);
    }
    List<Dim> batch = a.dims().subList(0, a.rank() - 2);
    if (!new TensorType(a.dtype(), batch).matches(b.dims().subList(0, b.rank() - 2))) {
      throw GraphError.SHAPES_DIFFER.thrown(
          "`@` needs the same batch on both sides, not %s and %s".formatted(a, b), operands);
    }
    var dims = new java.util.ArrayList<>(batch);
    dims.add(inner(a, transposeLeft, 0));
    dims.add(inner(b, transposeRight, 1));
    return a.withDims(dims);
  }

  /// Rows (0) or columns (1) of an operand as this product reads it.
  private static Dim inner(TensorType x, boolean transposed, int which) {
    return x.dim(x.rank() - 2 + (transposed ? 1 - which : which));
  }

  private static AdjointException wrongRank(List<Node> operands) {
    TensorType a = operands.get(0).type();
    TensorType b = operands.get(1).type();
    Diagnostic diagnostic =
        GraphError.WRONG_RANK.of(
            "`@` multiplies matrices, not %s and %s".formatted(a, b), operands);
    if (a.rank() == 0 || b.rank() == 0) {
      return new AdjointException(diagnostic.help("a scalar multiplies anything with `*`"));
    }
    if (a.rank() == 1 && b.rank() == 1) {
      return new AdjointException(
          diagnostic.help("`dot(a, b)` is the product of two vectors to a number"));
    }
    return new AdjointException(
        diagnostic.help(
            "a vector is neither a row nor a column: `reshape(v, [-1, 1])` makes it a column"));
  }

  private AdjointException innerDiffer(List<Node> operands) {
    TensorType a = operands.get(0).type();
    TensorType b = operands.get(1).type();
    return new AdjointException(
        GraphError.INNER_DIMENSIONS
            .of("`@` needs the inner dimensions to agree", operands)
            .note(
                "inner dimensions are %s (columns of %s) and %s (rows of %s)"
                    .formatted(
                        inner(a, transposeLeft, 1),
                        calledOr(operands.get(0), "the left"),
                        inner(b, transposeRight, 0),
                        calledOr(operands.get(1), "the right"))));
  }

  private static String calledOr(Node node, String otherwise) {
    return node.origin().name() != null ? node.origin().name() : otherwise;
  }

  @Override
  public Optional<Node> vjp(int operand, Node y, Node ct) {
    Node a = y.operand(0);
    Node b = y.operand(1);
    return Optional.of(operand == 0 ? leftVjp(b, ct) : rightVjp(a, ct));
  }

  // Y = A B gives dA = dY Bᵀ and dB = Aᵀ dY; a flag on an operand transposes its cotangent.
  private Node leftVjp(Node b, Node ct) {
    return transposeLeft
        ? Node.of(new Contract(transposeRight, true), b, ct)
        : Node.of(new Contract(false, !transposeRight), ct, b);
  }

  private Node rightVjp(Node a, Node ct) {
    return transposeRight
        ? Node.of(new Contract(true, transposeLeft), ct, a)
        : Node.of(new Contract(!transposeLeft, false), a, ct);
  }

  @Override
  public Optional<Node> jvp(Node y, List<Optional<Node>> tangents) {
    return Tangents.sum(
        tangents.get(0).map(tangent -> Node.of(this, tangent, y.operand(1))),
        tangents.get(1).map(tangent -> Node.of(this, y.operand(0), tangent)));
  }
}
