package dev.adjoint.rewrite;

import static dev.adjoint.graph.BinaryFunction.ADD;
import static dev.adjoint.graph.BinaryFunction.DIV;
import static dev.adjoint.graph.BinaryFunction.MUL;
import static dev.adjoint.graph.BinaryFunction.SUB;
import static dev.adjoint.graph.UnaryFunction.EXP;
import static dev.adjoint.graph.UnaryFunction.EXPM1;
import static dev.adjoint.graph.UnaryFunction.LOG;
import static dev.adjoint.graph.UnaryFunction.LOG1P;
import static dev.adjoint.graph.UnaryFunction.NEG;
import static dev.adjoint.graph.UnaryFunction.SIGMOID;
import static dev.adjoint.graph.UnaryFunction.SOFTPLUS;

import dev.adjoint.graph.Along;
import dev.adjoint.graph.AlongFunction;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Functions;
import dev.adjoint.graph.Gather;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Permute;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Slice;
import dev.adjoint.graph.Unary;
import dev.adjoint.graph.UnaryFunction;
import java.util.ArrayList;
import java.util.List;

/// Logarithms of what is positive by its making, found without making it: neither too large nor too
/// small for a number where its logarithm is neither.
///
/// Methods that find no such form answer null.
final class Logarithms {
  private Logarithms() {}

  /// A logarithm, and whether what it is of may leave the range of numbers while the logarithm does
  /// not: an exponential may, a probability (but by becoming 0) or a constant may not.
  private record Log(Node node, boolean isOfLarge) {}

  /// `log(1 + exp(x))`, and `log(1 + p)` for other `p` that may be large.
  static Node ofOnePlus(Sight sight, Node node) {
    Node p = onePlus(sight, node);
    Log log = p == null ? null : of(sight, p);
    return log != null && log.isOfLarge ? SOFTPLUS.of(log.node) : null;
  }

  /// The `p` of `log(1 + p)` or `log1p(p)`.
  private static Node onePlus(Sight sight, Node node) {
    Node p = sight.of(LOG1P, node);
    return p != null ? p : Exponentials.beyondOne(sight, sight.of(LOG, node));
  }

  /// `log(exp(x))`
  static Node ofExp(Sight sight, Node node) {
    Node p = sight.of(LOG, node);
    return p == null ? null : sight.of(EXP, p);
  }

  /// `log(sigmoid(x))`
  static Node ofSigmoid(Sight sight, Node node) {
    Node p = sight.of(LOG, node);
    Node x = p == null ? null : sight.of(SIGMOID, p);
    return x == null ? null : logSigmoid(sight, x);
  }

  private static Node logSigmoid(Sight sight, Node x) {
    return SOFTPLUS.of(sight.minus(x)).negate();
  }

  /// `log(1 - sigmoid(x))`, `log1p(-sigmoid(x))`
  static Node ofRestOfSigmoid(Sight sight, Node node) {
    Node x = belowOne(sight, node, SIGMOID);
    return x == null ? null : SOFTPLUS.of(x).negate();
  }

  /// The `x` of `log(1 - f(x))` or `log1p(-f(x))`.
  private static Node belowOne(Sight sight, Node node, UnaryFunction f) {
    Node p = sight.of(LOG1P, node);
    Node rest = p != null ? sight.of(NEG, p) : Exponentials.belowOne(sight, sight.of(LOG, node));
    return rest == null ? null : sight.of(f, rest);
  }

  /// `log(softmax(x))`
  static Node ofSoftmax(Sight sight, Node node) {
    Node p = sight.of(LOG, node);
    return p == null ? null : logSoftmax(sight, p);
  }

  private static Node logSoftmax(Sight sight, Node p) {
    return p.op() instanceof Along along
            && along.function() == AlongFunction.SOFTMAX
            && sight.op(p) != null
        ? AlongFunction.LOG_SOFTMAX.of(p.operand(0), along.axis())
        : null;
  }

  /// `log(sum(exp(x)))`, and of other terms that may be large.
  static Node ofSum(Sight sight, Node node) {
    Node p = sight.of(LOG, node);
    return p == null ? null : node(sum(sight, p));
  }

  private static Log sum(Sight sight, Node p) {
    Reduce sum = sight.reduction(ReduceFunction.SUM, p);
    Log log = sum == null ? null : of(sight, p.operand(0));
    return log != null && log.isOfLarge ? new Log(logSumExp(sum, log.node), true) : null;
  }

  /// `log(mean(exp(x)))`
  static Node ofMean(Sight sight, Node node) {
    Node p = sight.of(LOG, node);
    return p == null ? null : node(mean(sight, p));
  }

  private static Log mean(Sight sight, Node p) {
    Reduce mean = sight.reduction(ReduceFunction.MEAN, p);
    Log log = mean == null ? null : of(sight, p.operand(0));
    if (log == null || !log.isOfLarge) {
      return null;
    }
    Dim count = Dim.product(mean.axes().stream().map(log.node.type()::dim).toList());
    return new Log(logSumExp(mean, log.node).minus(LOG.of(p.number(count))), true);
  }

  private static Node logSumExp(Reduce reduce, Node x) {
    return Node.of(new Reduce(ReduceFunction.LOGSUMEXP, reduce.axes(), reduce.keepDims()), x);
  }

  /// `log(exp(a) + exp(b))`, and of other terms, of which one may be large.
  static Node ofTwo(Sight sight, Node node) {
    Node p = sight.of(LOG, node);
    return p == null ? null : node(two(sight, p));
  }

  private static Log two(Sight sight, Node p) {
    if (!sight.is(ADD, p)) {
      return null;
    }
    Node beyond = Exponentials.beyondOne(sight, p);
    Log log = beyond == null ? null : of(sight, beyond);
    if (log != null && log.isOfLarge) {
      return new Log(SOFTPLUS.of(log.node), true);
    }
    Log a = of(sight, p.operand(0));
    Log b = a == null ? null : of(sight, p.operand(1));
    if (b == null || !a.isOfLarge && !b.isOfLarge) {
      return null;
    }
    Node both = Concat.stack(List.of(a.node, b.node), 0);
    return new Log(ReduceFunction.LOGSUMEXP.of(both, List.of(0), false), true);
  }

  /// `log(1 - exp(x))`, `log1p(-exp(x))`
  static Node ofRestOfExp(Sight sight, Node node) {
    Node p = sight.of(LOG, node);
    Node x = p == null ? belowOne(sight, node, EXP) : Exponentials.oneMinusExp(sight, p);
    return x == null ? null : log1mexp(x);
  }

  /// `log(1 - exp(x))` for negative `x`, to full precision on both sides of -log 2 (Mächler 2012,
  /// "Accurately computing log(1 - exp(-|a|))"). Its parts are as they should be.
  private static Node log1mexp(Node x) {
    Node near = Functions.raw(() -> LOG.of(EXPM1.of(x).negate()));
    Node far = Functions.raw(() -> LOG1P.of(EXP.of(x).negate()));
    return Select.of(x.greater(-Math.log(2)), near, far);
  }

  /// `log(exp(a) - exp(b))`, `log(exp(a) - 1)`
  static Node ofDifference(Sight sight, Node node) {
    Node p = sight.of(LOG, node);
    if (p == null) {
      return null;
    }
    Node x = Exponentials.expMinusOne(sight, p);
    if (x != null) {
      return x.plus(log1mexp(sight.minus(x)));
    }
    Node a = sight.is(SUB, p) ? sight.of(EXP, p.operand(0)) : null;
    Node b = a == null ? null : sight.of(EXP, p.operand(1));
    return b == null ? null : a.plus(log1mexp(b.minus(a)));
  }

  /// `log(a * b)`, `log(a / b)` and the logarithms of powers, of `prod` and of parts of what is
  /// positive by its making; of one factor in two, too.
  static Node ofProduct(Sight sight, Node node) {
    Node p = sight.of(LOG, node);
    if (p == null) {
      return null;
    }
    Log log = product(sight, p);
    return log != null ? log.node : partly(sight, p);
  }

  /// A logarithm of a product of which one factor is positive by its making.
  private static Node partly(Sight sight, Node p) {
    boolean isProduct = sight.is(MUL, p);
    if (!isProduct && !sight.is(DIV, p)) {
      return null;
    }
    Node a = p.operand(0);
    Node b = p.operand(1);
    Log first = isFactor(sight, a) ? of(sight, a) : null;
    Log second = first != null || !isFactor(sight, b) ? null : of(sight, b);
    if (first == null && second == null) {
      return null;
    }
    Node left = first == null ? log(sight, a) : first.node;
    Node right = second == null ? log(sight, b) : second.node;
    return isProduct ? left.plus(right) : left.minus(right);
  }

  private static boolean isFactor(Sight sight, Node p) {
    return Double.isNaN(sight.number(p));
  }

  /// The logarithm of anything.
  private static Node log(Sight sight, Node x) {
    Node p = Exponentials.beyondOne(sight, x);
    return p == null ? LOG.of(x) : LOG1P.of(p);
  }

  /// `log(sum(w * exp(x)))` for any weights `w`: the largest `x` is taken out. The formula holds for
  /// whatever is taken out, so that this is constant to differentiation.
  static Node ofWeightedSum(Sight sight, Node node) {
    Node p = sight.of(LOG, node);
    Reduce sum = p == null ? null : sight.reduction(ReduceFunction.SUM, p);
    if (sum == null || !sight.is(MUL, p.operand(0))) {
      return null;
    }
    Node product = p.operand(0);
    Node x = sight.of(EXP, product.operand(0));
    Node w = product.operand(x == null ? 0 : 1);
    x = x == null ? sight.of(EXP, product.operand(1)) : x;
    return x == null ? null : weighted(sum, w, x);
  }

  private static Node weighted(Reduce sum, Node w, Node x) {
    Node largest = UnaryFunction.STOP.of(ReduceFunction.MAX.of(x, sum.axes(), true));
    Node shifted = EXP.of(x.minus(Broadcast.to(largest, x.type().dims())));
    Node rest = Functions.raw(() -> LOG.of(Node.of(sum, w.times(shifted))));
    return Reshape.to(largest, rest.type().dims()).plus(rest);
  }

  /// `log(1 + x)`, `log(1 - x)`
  static Node ofNearOne(Sight sight, Node node) {
    Node p = sight.of(LOG, node);
    Node beyond = Exponentials.beyondOne(sight, p);
    if (beyond != null) {
      return LOG1P.of(beyond);
    }
    Node below = Exponentials.belowOne(sight, p);
    return below == null ? null : LOG1P.of(sight.minus(below));
  }

  /// `log1p(exp(x) - 1)`
  static Node ofExpAgain(Sight sight, Node node) {
    Node p = sight.of(LOG1P, node);
    return p == null ? null : Exponentials.expMinusOne(sight, p);
  }

  private static Node node(Log log) {
    return log == null ? null : log.node;
  }

  /// The logarithm of what is positive by its making.
  private static Log of(Sight sight, Node p) {
    double number = sight.number(p);
    if (number > 0 && number < Double.POSITIVE_INFINITY) {
      return new Log(Broadcast.to(p.number(Math.log(number)), p.type().dims()), false);
    }
    return switch (p.op()) {
      case Unary(UnaryFunction function) when function == EXP -> large(sight.of(EXP, p));
      case Unary(UnaryFunction function) when function == SIGMOID -> {
        Node x = sight.of(SIGMOID, p);
        yield x == null ? null : new Log(logSigmoid(sight, x), false);
      }
      case Along _ -> {
        Node log = logSoftmax(sight, p);
        yield log == null ? null : new Log(log, false);
      }
      case Binary(BinaryFunction function) when function == SUB -> {
        Node rest = Exponentials.belowOne(sight, p);
        Node x = rest == null ? null : sight.of(SIGMOID, rest);
        yield x == null ? null : new Log(SOFTPLUS.of(x).negate(), false);
      }
      case Binary(BinaryFunction function) when function == ADD -> two(sight, p);
      case Reduce reduce when reduce.function() == ReduceFunction.SUM -> sum(sight, p);
      case Reduce reduce when reduce.function() == ReduceFunction.MEAN -> mean(sight, p);
      default -> product(sight, p);
    };
  }

  private static Log large(Node log) {
    return log == null ? null : new Log(log, true);
  }

  /// The logarithm of a product, a quotient, a power, or of elements of what is positive.
  private static Log product(Sight sight, Node p) {
    if (sight.op(p) == null) {
      return null;
    }
    return switch (p.op()) {
      case Binary(BinaryFunction function) when function == MUL || function == DIV -> {
        Log a = of(sight, p.operand(0));
        Log b = a == null ? null : of(sight, p.operand(1));
        boolean isNumber = function == DIV && b != null && !isFactor(sight, p.operand(1));
        yield b == null
            ? null
            : new Log(
                function == MUL ? a.node.plus(b.node) : a.node.minus(b.node),
                a.isOfLarge || (function == MUL ? b.isOfLarge : !isNumber));
      }
      case Binary(BinaryFunction function) when function == BinaryFunction.POW -> {
        Log base = of(sight, p.operand(0));
        yield base == null ? null : large(p.operand(1).times(base.node));
      }
      case Unary(UnaryFunction function) -> {
        Double power = power(function);
        Log base = power == null ? null : of(sight, p.operand(0));
        yield base == null
            ? null
            : new Log(
                power == -1 ? sight.minus(base.node) : base.node.times(power),
                power == -1 || base.isOfLarge);
      }
      case Reduce reduce when reduce.function() == ReduceFunction.PROD -> {
        Log log = of(sight, p.operand(0));
        yield log == null
            ? null
            : large(
                Node.of(
                    new Reduce(ReduceFunction.SUM, reduce.axes(), reduce.keepDims()), log.node));
      }
      case Broadcast _, Reshape _, Permute _, Slice _, Gather _ -> {
        Log log = of(sight, p.operand(0));
        yield log == null ? null : new Log(moved(p, log.node), log.isOfLarge);
      }
      default -> null;
    };
  }

  private static Double power(UnaryFunction function) {
    return switch (function) {
      case RECIPROCAL -> -1.0;
      case SQRT -> 0.5;
      case SQUARE -> 2.0;
      default -> null;
    };
  }

  private static Node moved(Node node, Node x) {
    List<Node> operands = new ArrayList<>(node.operands());
    operands.set(0, x);
    return Node.of(node.op(), operands);
  }
}
