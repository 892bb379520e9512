package dev.adjoint.rewrite.algebra;

import dev.adjoint.graph.Binary;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Concat;
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
/// | `if c then (if c then a else b) else e` → `if c then a else e`, in factors too | exact |
/// | a scalar factor of `if c then s * x else 0` goes in front | exact |
/// | `if true then a else b` → `a`, `if c then a else a` → `a` | exact |
final class Choices {
  private final Algebra algebra;
  private final Map<Node, Boolean> tame = new HashMap<>();

  Choices(Algebra algebra) {
    this.algebra = algebra;
  }

  Node select(Node node) {
    Node condition = unspread(node.operand(0));
    Form c = algebra.form(condition);
    if (c.number().isPresent()) {
      return node.operand(c.isZero() ? 2 : 1);
    }
    Form yes = given(condition, algebra.form(node.operand(1)), 1);
    Form no = given(condition, algebra.form(node.operand(2)), 2);
    if (yes.equals(no)) {
      return algebra.write(yes, node.type());
    }
    if (no.isZero() && Truth.is(condition) && isTame(yes)) {
      Term mask = Term.of(condition);
      return algebra.write(Form.of(algebra.factor(yes, node.type()).times(mask)), node.type());
    }
    return factored(node, yes, no);
  }

  /// A condition that is repeated is a condition that is not.
  private static Node unspread(Node condition) {
    boolean isSpread = !Algebra.isNamed(condition) && condition.op() instanceof Broadcast;
    return isSpread ? condition.operand(0) : condition;
  }

  /// What a branch is where the condition is known: choices by the same condition are made.
  private Form given(Node condition, Form branch, int which) {
    if (branch.single().isEmpty()) {
      return branch;
    }
    Term term = branch.single().get();
    Term known = new Term(term.ratio(), Map.of());
    for (Map.Entry<Node, Integer> factor : term.factors().entrySet()) {
      Node node = factor.getKey();
      boolean isChosen =
          !Algebra.isNamed(node)
              && node.op() instanceof Select
              && unspread(node.operand(0)) == condition;
      Form chosen = algebra.form(isChosen ? node.operand(which) : node);
      if (chosen.isZero()) {
        return factor.getValue() > 0 ? Form.ZERO : branch;
      }
      known = known.times(algebra.factor(chosen, node.type()).power(factor.getValue()));
    }
    return Form.of(known);
  }

  private Node factored(Node node, Form yes, Form no) {
    Term common = common(yes, no);
    Node a = algebra.write(over(yes, common), node.type());
    Node b = algebra.write(over(no, common), node.type());
    Node choice = algebra.make(node.op(), node.operand(0), a, b);
    return algebra.write(Form.of(common.times(Term.of(choice))), node.type());
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
    Node divisor = unspread(node);
    return divisor.op() instanceof Size || isPositiveNumber(divisor);
  }

  private static boolean isPositiveNumber(Node node) {
    return unspread(node).op() instanceof dev.adjoint.graph.Constant(var value)
        && value.shape().count() == 1
        && value.at(0) > 0;
  }
}
