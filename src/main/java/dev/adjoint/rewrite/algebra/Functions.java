package dev.adjoint.rewrite.algebra;

import dev.adjoint.graph.Along;
import dev.adjoint.graph.AlongFunction;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.graph.Unary;
import dev.adjoint.graph.UnaryFunction;
import java.util.Optional;

/// What becomes of functions of each element.
///
/// | rewrite | |
/// |---|---|
/// | `sigmoid(-x)` → `1 - sigmoid(x)` | within rounding |
/// | `exp(log_softmax(x))`, `exp(x - logsumexp(x))` → `softmax(x)` | within rounding |
/// | `x > 0` → `A > 0` where `A = relu(x)` has a name and `x` has none | exact |
/// | `not (a == b)` → `a != b`, `c != 0` → `c` of a condition, `c and c`, `c and true` → `c` | exact |
/// | a function of numbers → its value | exact |
record Functions(Algebra algebra, Sums sums) {
  // Longer sums and products are taken as they stand: each further part would copy all before it.
  private static final int LONGEST = 64;

  Node unary(Node node, UnaryFunction function) {
    Node x = node.operand(0);
    Form form = algebra.form(x);
    Optional<Ratio> number = form.number();
    if (number.isPresent() && function != UnaryFunction.STOP && function != UnaryFunction.NEG) {
      double value = function.meaning().applyAsDouble(number.get().value());
      return Double.isFinite(value)
          ? algebra.constant(node.type(), value)
          : algebra.elementwise(node);
    }
    return switch (function) {
      case NEG -> algebra.write(form.negate(), node.type());
      case SQUARE -> algebra.write(sums.power(form, 2, node.type()), node.type());
      case RECIPROCAL -> algebra.write(sums.power(form, -1, node.type()), node.type());
      case SIGMOID -> form.isNegative() ? sigmoidOfNegative(node, form) : algebra.elementwise(node);
      case EXP -> exponential(node, x, form);
      case NOT -> not(node, x);
      default -> algebra.elementwise(node);
    };
  }

  private Node sigmoidOfNegative(Node node, Form form) {
    Node x = algebra.write(form.negate(), node.type());
    Node sigmoid = algebra.make(node.op(), x);
    return algebra.write(Form.of(1).plus(Form.of(sigmoid).negate()), node.type());
  }

  private Node exponential(Node node, Node x, Form form) {
    if (!Algebra.isNamed(x) && x.op() instanceof Along(var function, int axis)) {
      return function == AlongFunction.LOG_SOFTMAX
          ? algebra.make(new Along(AlongFunction.SOFTMAX, axis), x.operand(0))
          : algebra.elementwise(node);
    }
    for (Term term : form.terms()) {
      Optional<Node> lse =
          term.factors().keySet().stream().filter(Functions::isLogSumExp).findFirst();
      if (lse.isPresent() && term.equals(Term.of(lse.get()).negate())) {
        Form rest = form.plus(Form.of(lse.get()));
        int axis = ((Reduce) lse.get().op()).axes().getFirst();
        Node inner = lse.get().operand(0);
        if (rest.equals(algebra.form(inner)) && inner.rank() == node.rank()) {
          return algebra.make(new Along(AlongFunction.SOFTMAX, axis), inner);
        }
      }
    }
    return algebra.elementwise(node);
  }

  private static boolean isLogSumExp(Node node) {
    return !Algebra.isNamed(node)
        && node.op() instanceof Reduce reduce
        && reduce.function() == ReduceFunction.LOGSUMEXP
        && reduce.axes().size() == 1;
  }

  private Node not(Node node, Node x) {
    if (Algebra.isNamed(x)) {
      return algebra.elementwise(node);
    }
    return switch (x.op()) {
      case Unary(var inner) when inner == UnaryFunction.NOT && Truth.is(x.operand(0)) ->
          x.operand(0);
      case Binary(var inner) when inner == BinaryFunction.EQUAL ->
          algebra.make(new Binary(BinaryFunction.UNEQUAL), x.operands());
      case Binary(var inner) when inner == BinaryFunction.UNEQUAL ->
          algebra.make(new Binary(BinaryFunction.EQUAL), x.operands());
      default -> algebra.elementwise(node);
    };
  }

  Node binary(Node node, BinaryFunction function) {
    Form a = algebra.form(node.operand(0));
    Form b = algebra.form(node.operand(1));
    if (size(a) + size(b) > LONGEST) {
      return algebra.elementwise(node);
    }
    return switch (function) {
      case ADD -> algebra.write(sums.simplest(a.plus(b), node.type()), node.type());
      case SUB -> algebra.write(sums.simplest(a.plus(b.negate()), node.type()), node.type());
      case MUL -> algebra.write(sums.product(a, b, node.type()), node.type());
      case DIV -> b.isZero() ? algebra.elementwise(node) : quotient(node, a, b);
      case POW -> power(node, a, b);
      default -> other(node, function, a, b);
    };
  }

  private static int size(Form form) {
    return form.terms().stream().mapToInt(term -> 1 + term.factors().size()).sum();
  }

  private Node quotient(Node node, Form a, Form b) {
    Form reciprocal = sums.power(b, -1, node.type());
    return algebra.write(sums.product(a, reciprocal, node.type()), node.type());
  }

  private Node power(Node node, Form a, Form b) {
    boolean isWhole =
        b.number()
            .map(Ratio::value)
            .filter(k -> k == Math.rint(k) && Math.abs(k) <= 16)
            .isPresent();
    if (!isWhole || a.isZero()) {
      return other(node, BinaryFunction.POW, a, b);
    }
    int exponent = (int) b.number().orElseThrow().value();
    return algebra.write(sums.power(a, exponent, node.type()), node.type());
  }

  private Node other(Node node, BinaryFunction function, Form a, Form b) {
    if (a.number().isPresent() && b.number().isPresent()) {
      double value =
          function.meaning().applyAsDouble(a.number().get().value(), b.number().get().value());
      return Double.isFinite(value)
          ? algebra.constant(node.type(), value)
          : algebra.elementwise(node);
    }
    Node x = node.operand(0);
    boolean isZero = b.isNumber(0);
    return switch (function) {
      case UNEQUAL -> isZero && Truth.is(x) ? x : algebra.elementwise(node);
      case GREATER -> isZero ? positive(node, x) : algebra.elementwise(node);
      case AND -> both(node, a, b);
      case OR -> x == node.operand(1) && Truth.is(x) ? x : algebra.elementwise(node);
      default -> algebra.elementwise(node);
    };
  }

  private Node both(Node node, Form a, Form b) {
    Node x = node.operand(0);
    Node y = node.operand(1);
    if (a.isZero() || b.isZero()) {
      return algebra.constant(node.type(), 0);
    }
    boolean isX = x == y || b.number().isPresent();
    return isX && Truth.is(Algebra.unspread(x))
        ? x
        : a.number().isPresent() && Truth.is(Algebra.unspread(y)) ? y : algebra.elementwise(node);
  }

  private Node positive(Node node, Node x) {
    Optional<Node> relu = algebra.find(new Unary(UnaryFunction.RELU), x).filter(Algebra::isNamed);
    return relu.isPresent() && !Algebra.isNamed(x)
        ? algebra.make(node.op(), relu.get(), node.operand(1))
        : algebra.elementwise(node);
  }
}
