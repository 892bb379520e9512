package dev.adjoint.rewrite.proof;

import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.UnaryFunction;
import java.math.BigInteger;
import java.util.List;

/// What a proof does not take apart: a tensor as a function of its indices. Atoms of one proof are
/// interned ([Atoms]), so two are equal only if they are the same.
final class Atom {
  /// What an atom stands for. The polynomials in it are functions of the atom's own indices 0, 1, ….
  sealed interface Kind {
    /// A tensor that is given: a leaf of the graph, or any node that is taken as it comes.
    record Given(Object identity) implements Kind {}

    /// The value of its index.
    record Place() implements Kind {}

    /// A positive whole number, to powers that are not whole.
    record Number(BigInteger value) implements Kind {}

    /// The size of a declared dimension, at least 1.
    record Size(String name) implements Kind {}

    /// e to one product.
    record Exp(Poly of) implements Kind {}

    /// The natural logarithm.
    record Log(Poly of) implements Kind {}

    /// A sum in parentheses, to powers that are not multiplied out: `(1 + x)^-1`.
    record Group(Poly of) implements Kind {}

    /// 1 where a sum is above 0, else 0.
    record Above(Poly of) implements Kind {}

    /// 1 where a sum is 0, else 0.
    record Zero(Poly of) implements Kind {}

    /// Labels from 0 to `classes` - 1, one-hot: 1 where the first index is the label at the others.
    record OneHot(Dim classes, Poly labels) implements Kind {}

    /// A function of one number that obeys no law but those of [Functions].
    record Row(UnaryFunction function, Poly of) implements Kind {}

    /// A function of two numbers that obeys no law.
    ///
    /// @param operands the sum of both, the first times [Mark] 0 and the second times [Mark] 1
    record Pair(BinaryFunction function, Poly operands) implements Kind {}

    /// What tells the operands of a [Pair] apart.
    record Mark(int operand) implements Kind {}

    /// Any other operation.
    record Opaque(Op op, List<Poly> operands, List<List<Dim>> shapes) implements Kind {}
  }

  private final int id;
  private final Kind kind;
  private final boolean isPositive;
  private final boolean isSmooth;

  Atom(int id, Kind kind) {
    this.id = id;
    this.kind = kind;
    this.isPositive =
        switch (kind) {
          case Kind.Number _, Kind.Size _, Kind.Exp _ -> true;
          case Kind.Group(Poly of) -> of.isPositive();
          case Kind.Given _,
              Kind.Place _,
              Kind.Log _,
              Kind.Above _,
              Kind.Zero _,
              Kind.OneHot _,
              Kind.Row _,
              Kind.Pair _,
              Kind.Mark _,
              Kind.Opaque _ ->
              false;
        };
    this.isSmooth =
        switch (kind) {
          case Kind.Given _, Kind.Number _, Kind.Size _ -> true;
          case Kind.Exp(Poly of) -> of.isSmooth();
          case Kind.Log(Poly of) -> of.isSmooth();
          case Kind.Group(Poly of) -> of.isSmooth();
          case Kind.Row(UnaryFunction function, Poly of) ->
              Double.isInfinite(function.kinkDistance(0)) && of.isSmooth();
          case Kind.Place _,
              Kind.Above _,
              Kind.Zero _,
              Kind.OneHot _,
              Kind.Pair _,
              Kind.Mark _,
              Kind.Opaque _ ->
              false;
        };
  }

  int id() {
    return id;
  }

  Kind kind() {
    return kind;
  }

  /// Whether it is above 0 everywhere, for certain.
  boolean isPositive() {
    return isPositive;
  }

  /// Whether it is made of smooth functions of what is given, so that it is hardly ever a certain
  /// number by itself.
  boolean isSmooth() {
    return isSmooth;
  }

  /// Whether it is 0 or 1 everywhere.
  boolean isIndicator() {
    return kind instanceof Kind.Above || kind instanceof Kind.Zero || kind instanceof Kind.OneHot;
  }

  @Override
  public int hashCode() {
    return id;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public String toString() {
    return switch (kind) {
      case Kind.Given(Object identity) -> String.valueOf(identity).replaceAll(": .*", "");
      case Kind.Place _ -> "place";
      case Kind.Number(BigInteger value) -> value.toString();
      case Kind.Size(String name) -> name;
      case Kind.Exp(Poly of) -> "exp(" + of + ")";
      case Kind.Log(Poly of) -> "log(" + of + ")";
      case Kind.Group(Poly of) -> "(" + of + ")";
      case Kind.Above(Poly of) -> "(" + of + " > 0)";
      case Kind.Zero(Poly of) -> "(" + of + " == 0)";
      case Kind.OneHot(_, Poly labels) -> "one_hot(" + labels + ")";
      case Kind.Row(UnaryFunction function, Poly of) -> function + "(" + of + ")";
      case Kind.Pair(BinaryFunction function, Poly operands) -> function + "(" + operands + ")";
      case Kind.Mark(int operand) -> "#" + operand;
      case Kind.Opaque(Op op, List<Poly> operands, _) -> op.name() + operands;
    };
  }
}
