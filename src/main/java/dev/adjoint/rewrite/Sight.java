package dev.adjoint.rewrite;

import static dev.adjoint.graph.UnaryFunction.NEG;

import dev.adjoint.graph.Binary;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.graph.Unary;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.tensor.Tensor;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/// What one rule can see of the formula that ends in a node. It looks through names, but not into
/// what is opaque: formulas that their author wants as they are written, and values that a derivative
/// is taken by, which are variables for the time being.
///
/// It remembers what it has looked into: a value that stands there is no longer on the way from the
/// variables to the result. And it tires: a rule sees only so much of a large formula.
///
/// Methods that find nothing answer null.
final class Sight {
  private static final int REACH = 300; // nodes

  private final Node root;
  private final Predicate<Node> opaque;
  private Set<Node> seen = Set.of();
  private int looks;

  /// @param root the node at the end of the formula
  Sight(Node root, Predicate<Node> opaque) {
    this.root = root;
    this.opaque = opaque;
  }

  /// The nodes that were looked into, but for the root.
  Set<Node> seen() {
    return seen;
  }

  /// The operation of a node, and with it the way to its operands.
  Op op(Node node) {
    if (opaque.test(node) || node.origin().raw() || ++looks > REACH) {
      return null;
    }
    if (node != root) {
      seen = seen.isEmpty() ? new HashSet<>() : seen;
      seen.add(node);
    }
    return node.op();
  }

  /// The `x` of `f(x)`.
  Node of(UnaryFunction f, Node node) {
    return node.op() instanceof Unary(var function) && function == f && op(node) != null
        ? node.operand(0)
        : null;
  }

  /// Whether this is `f(a, b)`, whose operands may be looked at.
  boolean is(BinaryFunction f, Node node) {
    return node.op() instanceof Binary(var function) && function == f && op(node) != null;
  }

  /// The reduction that a node is.
  Reduce reduction(ReduceFunction f, Node node) {
    return node.op() instanceof Reduce reduce && reduce.function() == f && op(node) != null
        ? reduce
        : null;
  }

  /// What a node repeats; the node itself if it repeats nothing.
  Node unrepeated(Node node) {
    return node.op() instanceof Broadcast && op(node) != null ? node.operand(0) : node;
  }

  /// The number that a node is everywhere; NaN if it is not one.
  double number(Node node) {
    double sign = 1;
    for (Node at = node; ; ) {
      if (at.op() instanceof Constant(Tensor value)) {
        return value.shape().rank() == 0 && op(at) != null ? sign * value.item() : Double.NaN;
      }
      Node negated = of(NEG, at);
      Node inside = negated == null ? unrepeated(at) : negated;
      if (inside == at) {
        return Double.NaN;
      }
      sign = negated == null ? sign : -sign;
      at = inside;
    }
  }

  boolean isOne(Node node) {
    return number(node) == 1;
  }

  /// `-x`, without a sign that it has already.
  Node minus(Node x) {
    Node negated = of(NEG, x);
    if (negated != null) {
      return negated;
    }
    double factor = is(BinaryFunction.MUL, x) ? number(x.operand(0)) : Double.NaN;
    return factor < 0 ? scaled(x.operand(1), -factor) : x.negate();
  }

  /// `x / 2`, in which a factor is halved.
  Node half(Node x) {
    Node negated = of(NEG, x);
    if (negated != null) {
      return half(negated).negate();
    }
    double factor = is(BinaryFunction.MUL, x) ? number(x.operand(0)) : Double.NaN;
    return Double.isNaN(factor) ? x.times(0.5) : scaled(x.operand(1), factor / 2);
  }

  private static Node scaled(Node x, double factor) {
    return factor == 1 ? x : factor == -1 ? x.negate() : x.number(factor).times(x);
  }

  /// Whether two nodes are the same formula of the same nodes.
  boolean same(Node a, Node b) {
    if (a == b) {
      return true;
    }
    boolean alike =
        a.operands().size() == b.operands().size()
            && !(a.op() instanceof Leaf leaf && !isSameNumber(leaf, b.op()))
            && a.op().equals(b.op())
            && op(a) != null
            && op(b) != null;
    for (int i = 0; alike && i < a.operands().size(); i++) {
      alike = same(a.operand(i), b.operand(i));
    }
    return alike;
  }

  private static boolean isSameNumber(Leaf a, Op b) {
    return a instanceof Constant(Tensor x)
        && b instanceof Constant(Tensor y)
        && x.shape().rank() == 0
        && x.equals(y);
  }

  /// Whether `b` is `-a`.
  boolean opposite(Node a, Node b) {
    Node ofA = of(NEG, a);
    Node ofB = of(NEG, b);
    return ofA != null && same(ofA, b) || ofB != null && same(a, ofB) || isProductOpposite(a, b);
  }

  /// Whether the two are like `2 * x` and `-2 * x`.
  private boolean isProductOpposite(Node a, Node b) {
    if (!is(BinaryFunction.MUL, a) || !is(BinaryFunction.MUL, b)) {
      return false;
    }
    double factor = number(a.operand(0));
    return factor == -number(b.operand(0)) && same(a.operand(1), b.operand(1));
  }
}
