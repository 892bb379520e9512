package dev.adjoint.graph;

import java.util.List;
import java.util.Optional;

/// `where(condition, a, b)`: at every element `a` where the condition is not 0, else `b`.
///
/// The cotangent of the branch not taken is 0 whatever the incoming one is, so that a NaN computed
/// in one branch does not reach the other.
public record Select() implements Op {
  private static final Select SELECT = new Select();

  /// The choice, with whatever is a scalar or has axes of 1 broadcast.
  public static Node of(Node condition, Node a, Node b) {
    List<Node> aligned = Broadcasting.align("where", List.of(condition, a, b));
    return Node.of(SELECT, aligned);
  }

  @Override
  public String name() {
    return "where";
  }

  @Override
  public TensorType infer(List<Node> operands) {
    return Broadcasting.common("where", operands);
  }

  @Override
  public Optional<Node> vjp(int operand, Node y, Node ct) {
    Node condition = y.operand(0);
    return switch (operand) {
      case 1 -> Optional.of(of(condition, ct, ct.number(0)));
      case 2 -> Optional.of(of(condition, ct.number(0), ct));
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<Node> jvp(Node y, List<Optional<Node>> tangents) {
    Optional<Node> a = tangents.get(1);
    Optional<Node> b = tangents.get(2);
    Node zero = y.number(0);
    return a.isEmpty() && b.isEmpty()
        ? Optional.empty()
        : Optional.of(of(y.operand(0), a.orElse(zero), b.orElse(zero)));
  }
}
