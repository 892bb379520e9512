package dev.adjoint.rewrite.algebra;

import dev.adjoint.graph.Binary;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Gather;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Pad;
import dev.adjoint.graph.Permute;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Size;
import dev.adjoint.graph.Slice;
import dev.adjoint.graph.Unary;
import dev.adjoint.graph.UnaryFunction;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What becomes of `if c then a else b`.
///
/// | rewrite | |
/// |---|---|
/// | `if c then x else 0` → `x * c`, where nothing in `x` may be infinite of itself | exact but for infinite and NaN `x` |
/// | `if c then 2 * x else 3 * x` → `x * (if c then 2 else 3)` | within rounding |
/// | `if c then (if c then a else b) else e` → `if c then a else e`, in factors too; `c` is 1 there | exact |
/// | `if c then 0 else x` → `x * (not c)`, likewise | likewise |
/// | `if y == -inf then 0 else y` → `y` for `y = logsumexp(x)` | exact but for `-inf` |
/// | a scalar factor of `if c then s * x else 0` goes in front | exact |
/// | `if true then a else b` → `a`, `if c then a else a` → `a` | exact |
final class Choices {
  private static final int MOST_CONJUNCTS = 16;

  private final Algebra algebra;
  private final Map<Node, Boolean> tame = new HashMap<>();

  Choices(Algebra algebra) {
    this.algebra = algebra;
  }

  Node select(Node node) {
    Node condition = Algebra.unspread(node.operand(0));
    Form c = algebra.form(condition);
    if (c.number().isPresent()) {
      return node.operand(c.isZero() ? 2 : 1);
    }
    if (isFiniteLogSumExp(node, condition)) {
      return node.operand(2);
    }
    Form yes = given(condition, algebra.form(node.operand(1)), true);
    Form no = given(condition, algebra.form(node.operand(2)), false);
    if (yes.equals(no)) {
      return algebra.write(yes, node.type());
    }
    if (no.isZero() && Truth.is(condition) && isTame(yes)) {
      return masked(yes, condition, node);
    }
    if (yes.isZero() && Truth.is(condition) && isTame(no)) {
      return masked(no, algebra.make(new Unary(UnaryFunction.NOT), condition), node);
    }
    return factored(node, yes, no);
  }

  private Node masked(Form form, Node mask, Node node) {
    Term product = algebra.factor(form, node.type()).times(conjuncts(mask));
    return algebra.write(Form.of(product), node.type());
  }

  /// `a and b` as a factor is `a * b`, and `a` may be one already.
  private static Term conjuncts(Node mask) {
    Term conjuncts = Term.of(Ratio.ONE);
    Node rest = mask;
    while (isConjunction(rest) && conjuncts.factors().size() < MOST_CONJUNCTS) {
      conjuncts = conjuncts.times(Term.of(Algebra.unspread(rest.operand(1))));
      rest = Algebra.unspread(rest.operand(0));
    }
    return Term.of(rest).times(conjuncts);
  }

  private static boolean isConjunction(Node mask) {
    return !Algebra.isNamed(mask)
        && mask.op() instanceof Binary(var function)
        && function == BinaryFunction.AND
        && mask.operands().stream().map(Algebra::unspread).allMatch(Truth::is);
  }

  /// The derivative of `logsumexp` looks for sums of nothing but `exp(-inf)`.
  private static boolean isFiniteLogSumExp(Node node, Node condition) {
    Node sum = Algebra.unspread(node.operand(2));
    return sum.op() instanceof Reduce reduce
        && reduce.function() == ReduceFunction.LOGSUMEXP
        && condition.op() instanceof Binary(var function)
        && function == BinaryFunction.EQUAL
        && Algebra.unspread(condition.operand(0)) == sum
        && Algebra.unspread(condition.operand(1)).op() instanceof Constant(var bound)
        && bound.at(0) == Double.NEGATIVE_INFINITY;
  }

  /// What a branch is where the condition is known: choices by the same condition are made.
  private Form given(Node condition, Form branch, boolean holds) {
    if (branch.single().isEmpty()) {
      return branch;
    }
    Term term = branch.single().get();
    Term known = Term.of(term.ratio());
    for (Map.Entry<Node, Integer> factor : term.factors().entrySet()) {
      Form form = given(condition, factor.getKey(), holds);
      if (form.isZero()) {
        return factor.getValue() > 0 ? form : branch;
      }
      known = known.times(algebra.factor(form, factor.getKey().type()).power(factor.getValue()));
    }
    return Form.of(known);
  }

  private Form given(Node condition, Node factor, boolean holds) {
    if (factor == condition && Truth.is(condition)) {
      return Form.of(holds ? 1 : 0);
    }
    boolean isChosen =
        !Algebra.isNamed(factor)
            && factor.op() instanceof Select
            && Algebra.unspread(factor.operand(0)) == condition;
    return algebra.form(isChosen ? factor.operand(holds ? 1 : 2) : factor);
  }

  private Node factored(Node node, Form yes, Form no) {
    Term common = common(yes, no);
    Node a = algebra.write(over(yes, common), node.type());
    Node b = algebra.write(over(no, common), node.type());
    Node choice = algebra.elementwise(algebra.make(node.op(), node.operand(0), a, b));
    Term once = algebra.factor(algebra.form(choice), node.type());
    return algebra.write(Form.of(common.times(once)), node.type());
  }

  private static Form over(Form form, Term common) {
    return form.isZero() || common.equals(Term.of(Ratio.ONE))
        ? form
        : Form.of(form.single().orElseThrow().over(common));
  }

  /// What both branches are multiples of. Where one is 0, the other's scalars: what is not a scalar
  /// may be infinite at the elements that are to be 0.
  private Term common(Form yes, Form no) {
    Optional<Term> a = yes.single();
    Optional<Term> b = no.single();
    if (a.isPresent() && no.isZero()) {
      return tameScalars(a.get());
    }
    if (b.isPresent() && yes.isZero()) {
      return tameScalars(b.get());
    }
    boolean sameFactors =
        a.isPresent() && b.isPresent() && a.get().factors().equals(b.get().factors());
    return sameFactors
        ? new Term(Ratio.ONE, new LinkedHashMap<>(a.get().factors()))
        : Term.of(Ratio.ONE);
  }

  private Term tameScalars(Term term) {
    Map<Node, Integer> scalars = new LinkedHashMap<>(term.scalars().factors());
    scalars.entrySet().removeIf(factor -> !isTame(factor));
    return new Term(term.ratio(), scalars);
  }

  private boolean isTame(Form form) {
    return form.terms().stream()
        .allMatch(term -> term.factors().entrySet().stream().allMatch(this::isTame));
  }

  private boolean isTame(Map.Entry<Node, Integer> factor) {
    return isTame(factor.getKey()) && (factor.getValue() > 0 || isSize(factor.getKey()));
  }

  /// Whether a node is finite wherever the named values that it is made of are. Its operands have
  /// been asked before it, so this goes no deeper than a rewrite does.
  boolean isTame(Node node) {
    Boolean known = tame.get(node);
    if (known == null) {
      known =
          Algebra.isNamed(node)
              || isTameItself(node) && node.operands().stream().allMatch(this::isTame);
      tame.put(node, known);
    }
    return known;
  }

  private static boolean isTameItself(Node node) {
    return switch (node.op()) {
      case Leaf _ -> true;
      case Unary(var function) ->
          switch (function) {
            case NEG, ABS, SIGN, SQUARE, SIN, COS, TANH, SIGMOID, SOFTPLUS, RELU, ERF, NOT -> true;
            default -> false;
          };
      case Binary(var function) ->
          function.isCondition()
              || switch (function) {
                case ADD, SUB, MUL, MAX, MIN, LEAKY_RELU -> true;
                case POW -> isPositiveNumber(node.operand(1));
                case DIV -> isSize(node.operand(1));
                default -> false;
              };
      case Reduce reduce ->
          reduce.function() == ReduceFunction.SUM || reduce.function() == ReduceFunction.MEAN;
      case Select _,
          Broadcast _,
          Reshape _,
          Permute _,
          Slice _,
          Pad _,
          Concat _,
          Gather _,
          Contract _ ->
          true;
      default -> false;
    };
  }

  private static boolean isSize(Node node) {
    Node divisor = Algebra.unspread(node);
    return divisor.op() instanceof Size || isPositiveNumber(divisor);
  }

  private static boolean isPositiveNumber(Node node) {
    return Algebra.unspread(node).op() instanceof Constant(var value)
        && value.shape().count() == 1
        && value.at(0) > 0;
  }
}
