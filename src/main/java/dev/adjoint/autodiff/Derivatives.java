package dev.adjoint.autodiff;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Iota;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Permute;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Derivatives of tensors and of second order, each of a sweep or two: see [Gradient] and [Tangent].
/// All are nodes, and can be differentiated again.
public final class Derivatives {
  private Derivatives() {}

  /// The Jacobian-vector product: how `y` changes as `x` moves in the direction `v`.
  ///
  /// @param v of the type of `x`
  /// @return of the type of `y`
  public static Node jvp(Node y, Node x, Node v) {
    return Tangent.of(y).along(x, v);
  }

  /// The vector-Jacobian product: the derivative of the sum of `y * cotangent` by `x`.
  ///
  /// @param cotangent of the type of `y`
  /// @return of the type of `x`
  public static Node vjp(Node y, Node x, Node cotangent) {
    return Gradient.of(y, cotangent).wrt(x);
  }

  /// The Hessian-vector product: how the gradient of a scalar changes as `x` moves in the direction
  /// `v`, forward over reverse. It costs a few evaluations of the scalar, and never holds a Hessian.
  ///
  /// @param v of the type of `x`
  /// @return of the type of `x`
  public static Node hvp(Node scalar, Node x, Node v) {
    return jvp(Gradient.of(scalar).wrt(x), x, v);
  }

  /// All derivatives of an element of `y` by an element of `x`: `[a, b]` by `[c, d]` is
  /// `[a, b, c, d]`.
  ///
  /// It is one sweep for a batch of directions, one for each element of the smaller of the two, as
  /// far as sizes are known.
  public static Node jacobian(Node y, Node x) {
    OptionalInt rows = y.type().count().value();
    OptionalInt columns = x.type().count().value();
    boolean byRows =
        y.rank() == 0
            || x.rank() != 0
                && rows.isPresent()
                && columns.isPresent()
                && rows.getAsInt() < columns.getAsInt();
    return byRows ? byRows(y, x) : byColumns(y, x);
  }

  /// The second derivatives of a scalar: `[c, d, c, d]` by `[c, d]`.
  public static Node hessian(Node scalar, Node x) {
    return jacobian(Gradient.of(scalar).wrt(x), x);
  }

  private static Node byRows(Node y, Node x) {
    Node cotangent = Node.of(new Input("cotangent", y.type()));
    Node row = vjp(y, x, cotangent);
    Node rows = Batch.of(row, Map.of(cotangent, units(y.type())), y.type().count());
    return Reshape.to(rows, dims(y, x));
  }

  private static Node byColumns(Node y, Node x) {
    Node tangent = Node.of(new Input("tangent", x.type()));
    Node column = jvp(y, x, tangent);
    Node columns = Batch.of(column, Map.of(tangent, units(x.type())), x.type().count());
    Node byX = Reshape.to(columns, dims(x, y));
    List<Integer> order = new ArrayList<>();
    IntStream.range(x.rank(), x.rank() + y.rank()).forEach(order::add);
    IntStream.range(0, x.rank()).forEach(order::add);
    return Permute.of(byX, order);
  }

  private static List<Dim> dims(Node first, Node second) {
    List<Dim> dims = new ArrayList<>(first.type().dims());
    dims.addAll(second.type().dims());
    return dims;
  }

  /// All tensors of a type with one element 1 and the others 0, in order: `[count, …]`.
  private static Node units(TensorType type) {
    Dim count = type.count();
    TensorType square = type.withDims(List.of(count, count));
    Node identity = Node.of(new Iota(0, square)).equal(Node.of(new Iota(1, square)));
    List<Dim> dims = new ArrayList<>(List.of(count));
    dims.addAll(type.dims());
    return Reshape.to(identity, dims);
  }
}
