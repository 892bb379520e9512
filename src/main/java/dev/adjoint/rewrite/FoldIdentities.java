package dev.adjoint.rewrite;

import static dev.adjoint.graph.BinaryFunction.ADD;
import static dev.adjoint.graph.BinaryFunction.SUB;

import dev.adjoint.graph.Binary;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.Unary;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.tensor.Tensor;

/// What arithmetic leaves as it is: `1 * x`, `x / 1`, `x - 0` and `-(-x)` are `x`, and signs move:
/// `a + (-b)` is `a - b`, `(-a) * (-b)` is `a * b`. Differentiation leaves many of these. Repeating
/// what is repeated, and reshaping what is reshaped, is done once.
///
/// Exact: IEEE 754 rounds a result and its negative alike, and `x - 0` keeps the sign of -0. `x + 0`
/// does not, and stays; so does `0 * x`, for NaN and ∞.
public record FoldIdentities() implements LocalPass {
  @Override
  public String summary() {
    return "What changes nothing is left out: 1 * x, x - 0 and -(-x) are x.";
  }

  @Override
  public Rule rule(Graph graph) {
    return FoldIdentities::fold;
  }

  private static Node fold(Node node) {
    return switch (node.op()) {
      case Binary(BinaryFunction function) ->
          again(node, binary(function, node, node.operand(0), node.operand(1)));
      case Unary(UnaryFunction function)
          when function == UnaryFunction.NEG && isNegated(node.operand(0)) ->
          negated(node.operand(0));
      case Broadcast _ when node.operand(0).op() instanceof Broadcast ->
          node.on(inner -> inner.operand(0));
      case Reshape _ when node.operand(0).op() instanceof Reshape && isOneCount(node) ->
          Reshape.to(node.operand(0).operand(0), node.type().dims());
      default -> node;
    };
  }

  /// What is made of a node may itself be one to fold: `(-a) - (-b)` is `(-a) + b`, which is `b - a`.
  private static Node again(Node node, Node folded) {
    return folded == node ? node : fold(folded);
  }

  private static Node binary(BinaryFunction function, Node node, Node a, Node b) {
    return switch (function) {
      case MUL -> is(1, b) ? a : is(1, a) ? b : unsigned(node, a, b);
      case DIV -> is(1, b) ? a : unsigned(node, a, b);
      case SUB -> is(0, b) ? a : isNegated(b) ? Node.of(new Binary(ADD), a, negated(b)) : node;
      case ADD ->
          isNegated(b)
              ? Node.of(new Binary(SUB), a, negated(b))
              : isNegated(a) ? Node.of(new Binary(SUB), b, negated(a)) : node;
      default -> node;
    };
  }

  /// The product or quotient of what two operands are the negatives of.
  private static Node unsigned(Node node, Node a, Node b) {
    return isNegated(a) && isNegated(b) ? Node.of(node.op(), negated(a), negated(b)) : node;
  }

  /// Whether a reshape of a reshape is one by its dims, and not by the numbers that they have between.
  private static boolean isOneCount(Node node) {
    Dim count = node.operand(0).operand(0).type().count();
    return count.matches(node.type().count());
  }

  private static boolean isNegated(Node node) {
    return node.op() instanceof Unary(var function) && function == UnaryFunction.NEG;
  }

  private static Node negated(Node node) {
    return node.operand(0);
  }

  /// Whether a node is this number everywhere, for certain; 0 is not -0.
  private static boolean is(double number, Node node) {
    Node value = node.op() instanceof Broadcast ? node.operand(0) : node;
    return value.op() instanceof Constant(Tensor constant)
        && constant.shape().count() == 1
        && Double.compare(constant.at(0), number) == 0;
  }
}
