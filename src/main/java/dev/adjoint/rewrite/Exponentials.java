package dev.adjoint.rewrite;

import static dev.adjoint.graph.BinaryFunction.ADD;
import static dev.adjoint.graph.BinaryFunction.DIV;
import static dev.adjoint.graph.BinaryFunction.MUL;
import static dev.adjoint.graph.BinaryFunction.POW;
import static dev.adjoint.graph.BinaryFunction.SUB;
import static dev.adjoint.graph.UnaryFunction.COSH;
import static dev.adjoint.graph.UnaryFunction.EXP;
import static dev.adjoint.graph.UnaryFunction.EXPM1;
import static dev.adjoint.graph.UnaryFunction.NEG;
import static dev.adjoint.graph.UnaryFunction.RECIPROCAL;
import static dev.adjoint.graph.UnaryFunction.SIGMOID;
import static dev.adjoint.graph.UnaryFunction.SINH;
import static dev.adjoint.graph.UnaryFunction.SOFTPLUS;
import static dev.adjoint.graph.UnaryFunction.SQUARE;
import static dev.adjoint.graph.UnaryFunction.TANH;

import dev.adjoint.graph.AlongFunction;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.graph.Reshape;

/// Exponentials, their quotients and their differences, where a part of the formula would overflow
/// or cancel while the whole does not.
///
/// Methods that find no such form answer null.
final class Exponentials {
  private Exponentials() {}

  /// A quotient, of whatever spelling.
  private record Quotient(Node above, Node below) {
    static Quotient of(Sight sight, Node node) {
      if (sight.is(DIV, node)) {
        return new Quotient(node.operand(0), node.operand(1));
      }
      Node below = sight.of(RECIPROCAL, node);
      if (below == null && sight.is(POW, node) && sight.number(node.operand(1)) == -1) {
        below = node.operand(0);
      }
      return below == null ? null : new Quotient(null, below);
    }

    /// The quotient, where `inverse` is `1 / below`.
    Node times(Sight sight, Node inverse) {
      return above == null || sight.isOne(above) ? inverse : above.times(inverse);
    }

    Node exponentAbove(Sight sight) {
      return above == null ? null : sight.of(EXP, above);
    }
  }

  /// The `p` of `1 + p`.
  static Node beyondOne(Sight sight, Node node) {
    if (node == null || !sight.is(ADD, node)) {
      return null;
    }
    Node a = node.operand(0);
    Node b = node.operand(1);
    return sight.isOne(a) ? b : sight.isOne(b) ? a : null;
  }

  /// The `p` of `1 - p`.
  static Node belowOne(Sight sight, Node node) {
    return node != null && sight.is(SUB, node) && sight.isOne(node.operand(0))
        ? node.operand(1)
        : null;
  }

  /// The `x` of `1 + exp(x)`.
  private static Node onePlusExp(Sight sight, Node node) {
    Node p = beyondOne(sight, node);
    return p == null ? null : sight.of(EXP, p);
  }

  /// The `x` of `exp(x) - 1` or `expm1(x)`.
  static Node expMinusOne(Sight sight, Node node) {
    if (sight.is(SUB, node) && sight.isOne(node.operand(1))) {
      return sight.of(EXP, node.operand(0));
    }
    if (sight.is(ADD, node)) {
      Node a = node.operand(0);
      Node b = node.operand(1);
      return sight.number(b) == -1
          ? sight.of(EXP, a)
          : sight.number(a) == -1 ? sight.of(EXP, b) : null;
    }
    return sight.of(EXPM1, node);
  }

  /// The `x` of `1 - exp(x)` or `-expm1(x)`.
  static Node oneMinusExp(Sight sight, Node node) {
    Node rest = belowOne(sight, node);
    if (rest != null) {
      return sight.of(EXP, rest);
    }
    Node negated = sight.of(NEG, node);
    return negated == null ? null : expMinusOne(sight, negated);
  }

  /// `exp(x) / sum(exp(x), axis = k)`, or by the sum of all
  static Node softmax(Sight sight, Node node) {
    Quotient quotient = Quotient.of(sight, node);
    Node x = quotient == null ? null : quotient.exponentAbove(sight);
    if (x == null) {
      return null;
    }
    Node total = sight.unrepeated(quotient.below);
    total = total.op() instanceof Reshape && sight.op(total) != null ? total.operand(0) : total;
    Reduce sum = sight.reduction(ReduceFunction.SUM, total);
    if (sum == null || !sight.same(quotient.above, total.operand(0))) {
      return null;
    }
    if (sum.axes().size() == 1 && isAlong(sum, quotient.below, node)) {
      return AlongFunction.SOFTMAX.of(x, sum.axes().getFirst());
    }
    boolean isOfAll = sum.axes().size() == x.rank() && x.rank() > 0;
    return isOfAll ? EXP.of(x.minus(ReduceFunction.LOGSUMEXP.of(x))) : null;
  }

  /// Whether what is below repeats the sums along the axis that they were taken along.
  private static boolean isAlong(Reduce sum, Node below, Node node) {
    Node kept = below.op() instanceof Broadcast ? below.operand(0) : below;
    int axis = sum.axes().getFirst();
    return node.rank() == 1 || kept.rank() == node.rank() && kept.type().dim(axis).isOne();
  }

  /// `(exp(x) - exp(-x)) / (exp(x) + exp(-x))`, `(exp(2 * x) - 1) / (exp(2 * x) + 1)` and
  /// `sinh(x) / cosh(x)`
  static Node tanh(Sight sight, Node node) {
    if (!sight.is(DIV, node)) {
      return null;
    }
    Node above = node.operand(0);
    Node below = node.operand(1);
    Node u = onePlusExp(sight, below);
    if (u != null) {
      Node v = expMinusOne(sight, above);
      if (v != null && sight.same(u, v)) {
        return TANH.of(sight.half(u));
      }
      Node w = oneMinusExp(sight, above);
      return w != null && sight.same(u, w) ? TANH.of(sight.half(sight.minus(u))) : null;
    }
    Node sinh = sight.of(SINH, above);
    Node cosh = sinh == null ? null : sight.of(COSH, below);
    if (cosh != null && sight.same(sinh, cosh)) {
      return TANH.of(sinh);
    }
    Node x = oppositeExponents(sight, SUB, above);
    Node y = x == null ? null : oppositeExponents(sight, ADD, below);
    return y != null && (sight.same(x, y) || sight.opposite(x, y)) ? TANH.of(x) : null;
  }

  /// The `x` of `exp(x) - exp(-x)` or `exp(x) + exp(-x)`.
  private static Node oppositeExponents(Sight sight, BinaryFunction function, Node node) {
    if (!sight.is(function, node)) {
      return null;
    }
    Node a = sight.of(EXP, node.operand(0));
    Node b = a == null ? null : sight.of(EXP, node.operand(1));
    return b != null && sight.opposite(a, b) ? a : null;
  }

  /// `exp(x) / (1 + exp(x))`
  static Node sigmoidOfExp(Sight sight, Node node) {
    Quotient quotient = Quotient.of(sight, node);
    Node x = quotient == null ? null : quotient.exponentAbove(sight);
    Node u = x == null ? null : onePlusExp(sight, quotient.below);
    return u != null && sight.same(x, u) ? SIGMOID.of(x) : null;
  }

  /// `exp(a) / (exp(a) + exp(b))`
  static Node sigmoidOfTwo(Sight sight, Node node) {
    Quotient quotient = Quotient.of(sight, node);
    Node x = quotient == null ? null : quotient.exponentAbove(sight);
    if (x == null || !sight.is(ADD, quotient.below)) {
      return null;
    }
    Node a = sight.of(EXP, quotient.below.operand(0));
    Node b = a == null ? null : sight.of(EXP, quotient.below.operand(1));
    if (b == null) {
      return null;
    }
    return sight.same(x, a)
        ? SIGMOID.of(a.minus(b))
        : sight.same(x, b) ? SIGMOID.of(b.minus(a)) : null;
  }

  /// `exp(x) / (1 + exp(x))^2`
  static Node sigmoidSlope(Sight sight, Node node) {
    Quotient quotient = Quotient.of(sight, node);
    Node x = quotient == null ? null : quotient.exponentAbove(sight);
    Node root = x == null ? null : squareRoot(sight, quotient.below);
    Node u = root == null ? null : onePlusExp(sight, root);
    return u != null && sight.same(x, u) ? SIGMOID.of(x).times(SIGMOID.of(sight.minus(x))) : null;
  }

  private static Node squareRoot(Sight sight, Node node) {
    if (sight.is(POW, node) && sight.number(node.operand(1)) == 2
        || sight.is(MUL, node) && sight.same(node.operand(0), node.operand(1))) {
      return node.operand(0);
    }
    return sight.of(SQUARE, node);
  }

  /// `a / (1 + exp(x))`
  static Node sigmoid(Sight sight, Node node) {
    Quotient quotient = Quotient.of(sight, node);
    Node below = quotient == null ? null : sight.unrepeated(quotient.below);
    Node x = below == null ? null : onePlusExp(sight, below);
    return x == null
        ? null
        : quotient.times(sight, Broadcast.to(SIGMOID.of(sight.minus(x)), node.type().dims()));
  }

  /// `sigmoid(x) / (1 - sigmoid(x))` and `(1 - sigmoid(x)) / sigmoid(x)`
  static Node odds(Sight sight, Node node) {
    if (!sight.is(DIV, node)) {
      return null;
    }
    Node x = rest(sight, node.operand(0), node.operand(1));
    if (x != null) {
      return EXP.of(x);
    }
    Node y = rest(sight, node.operand(1), node.operand(0));
    return y == null ? null : EXP.of(sight.minus(y));
  }

  /// The `x` for which the one is `sigmoid(x)` and the other the rest of it to 1.
  private static Node rest(Sight sight, Node one, Node other) {
    Node x = sight.of(SIGMOID, one);
    Node below = x == null ? null : belowOne(sight, other);
    Node y = below == null ? null : sight.of(SIGMOID, below);
    return y != null && sight.same(x, y) ? x : null;
  }

  /// `exp(a) * exp(b)` and `exp(a) / exp(b)`
  static Node together(Sight sight, Node node) {
    boolean isProduct = sight.is(MUL, node);
    if (!isProduct && !sight.is(DIV, node)) {
      return null;
    }
    Node a = sight.of(EXP, node.operand(0));
    Node b = a == null ? null : sight.of(EXP, node.operand(1));
    return b == null ? null : EXP.of(isProduct ? a.plus(b) : a.minus(b));
  }

  /// `a / exp(x)`
  static Node inverse(Sight sight, Node node) {
    Quotient quotient = Quotient.of(sight, node);
    Node x = quotient == null ? null : sight.of(EXP, quotient.below);
    return x == null ? null : quotient.times(sight, EXP.of(sight.minus(x)));
  }

  /// `e ^ x`
  static Node power(Sight sight, Node node) {
    return sight.is(POW, node) && sight.number(node.operand(0)) == Math.E
        ? EXP.of(node.operand(1))
        : null;
  }

  /// `softplus(x) - x`, `x - softplus(x)`
  static Node softplusBeyond(Sight sight, Node node) {
    if (!sight.is(SUB, node)) {
      return null;
    }
    Node a = node.operand(0);
    Node b = node.operand(1);
    Node x = sight.of(SOFTPLUS, a);
    if (x != null && sight.same(x, b)) {
      return SOFTPLUS.of(sight.minus(x));
    }
    Node y = sight.of(SOFTPLUS, b);
    return y != null && sight.same(y, a) ? SOFTPLUS.of(sight.minus(y)).negate() : null;
  }

  /// `softplus(x) - softplus(-x)`, also as `-softplus(-x) - -softplus(x)`
  static Node logit(Sight sight, Node node) {
    if (!sight.is(SUB, node)) {
      return null;
    }
    Node a = sight.of(NEG, node.operand(0));
    Node b = a == null ? null : sight.of(NEG, node.operand(1));
    Node x = sight.of(SOFTPLUS, b == null ? node.operand(0) : b);
    Node y = x == null ? null : sight.of(SOFTPLUS, b == null ? node.operand(1) : a);
    return y != null && sight.opposite(x, y) ? x : null;
  }

  /// `x - logsumexp(x, axis = k)`
  static Node logSoftmax(Sight sight, Node node) {
    if (!sight.is(SUB, node)) {
      return null;
    }
    Node x = node.operand(0);
    Node total = sight.unrepeated(node.operand(1));
    total = total.op() instanceof Reshape && sight.op(total) != null ? total.operand(0) : total;
    Reduce reduce = sight.reduction(ReduceFunction.LOGSUMEXP, total);
    boolean isSame = reduce != null && reduce.axes().size() == 1 && sight.same(x, total.operand(0));
    return isSame && isAlong(reduce, node.operand(1), node)
        ? AlongFunction.LOG_SOFTMAX.of(x, reduce.axes().getFirst())
        : null;
  }

  /// `exp(x) - 1`, `1 - exp(x)`
  static Node expm1(Sight sight, Node node) {
    if (!sight.is(SUB, node) && !sight.is(ADD, node)) {
      return null;
    }
    Node x = expMinusOne(sight, node);
    if (x != null) {
      return EXPM1.of(x);
    }
    Node y = oneMinusExp(sight, node);
    return y == null ? null : EXPM1.of(y).negate();
  }

  /// `exp(x) - exp(-x)`
  static Node sinh(Sight sight, Node node) {
    Node x = oppositeExponents(sight, SUB, node);
    return x == null ? null : SINH.of(x).times(2);
  }

  /// `1 - sigmoid(x)`
  static Node restOfSigmoid(Sight sight, Node node) {
    Node rest = belowOne(sight, node);
    Node x = rest == null ? null : sight.of(SIGMOID, rest);
    return x == null ? null : SIGMOID.of(sight.minus(x));
  }

  /// `2 * sigmoid(x) - 1`
  static Node tanhOfSigmoid(Sight sight, Node node) {
    if (!sight.is(SUB, node) || !sight.isOne(node.operand(1)) || !sight.is(MUL, node.operand(0))) {
      return null;
    }
    Node a = node.operand(0).operand(0);
    Node b = node.operand(0).operand(1);
    Node p = sight.number(a) == 2 ? b : sight.number(b) == 2 ? a : null;
    Node x = p == null ? null : sight.of(SIGMOID, p);
    return x == null ? null : TANH.of(sight.half(x));
  }
}
