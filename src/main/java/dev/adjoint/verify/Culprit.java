package dev.adjoint.verify;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.rewrite.Precision;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The operation whose own derivative is wrong: the first from the scalar back, by its values at a
/// point.
///
/// @param node the node of the operation
/// @param operand by which of its operands, from 0
/// @param finding what its rule claims there, and what the values say
public record Culprit(Node node, int operand, Finding finding) {

  /// A rule to hold to the values: [Op#vjp], but for tests that a wrong one is found.
  @FunctionalInterface
  interface Rule {
    Optional<Node> vjp(int operand, Node y, Node ct);
  }

  /// Looks for it.
  ///
  /// @param scalar what was differentiated
  /// @param wrt by what
  /// @param point the values of all leaves
  public static Optional<Culprit> of(Node scalar, Node wrt, Map<Node, Tensor> point) {
    return of(scalar, wrt, point, (operand, y, ct) -> y.op().vjp(operand, y, ct));
  }

  static Optional<Culprit> of(Node scalar, Node wrt, Map<Node, Tensor> point, Rule rule) {
    Graph graph = Graph.of(scalar);
    Map<Node, Node> precise = Precision.copy(graph, DType.F64);
    Map<Node, Tensor> leaves = GradientCheck.precise(point, precise);
    Map<Node, Tensor> values = new Interpreter().evaluate(Graph.of(precise.get(scalar)), leaves);
    Set<Node> moving = moving(graph, wrt);
    for (Node node : graph.nodes().reversed()) {
      for (int i = 0; i < node.operands().size(); i++) {
        if (moving.contains(node.operand(i))) {
          Finding finding = check(precise.get(node), i, leaves, values, rule);
          if (finding.mismatch().isPresent()) {
            return Optional.of(new Culprit(node, i, finding));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Set<Node> moving(Graph graph, Node wrt) {
    Set<Node> moving = new HashSet<>();
    for (Node node : graph.nodes()) {
      if (node == wrt || node.operands().stream().anyMatch(moving::contains)) {
        moving.add(node);
      }
    }
    return moving;
  }

  /// The operation alone, its result weighed by numbers that stand for a cotangent.
  private static Finding check(
      Node node, int operand, Map<Node, Tensor> leaves, Map<Node, Tensor> values, Rule rule) {
    Map<Node, Tensor> local = new HashMap<>(leaves); // they say how large dimensions are
    List<Node> operands = new ArrayList<>();
    for (Node original : node.operands()) {
      Node input = Node.of(new Input("operand" + operands.size(), original.type()));
      local.put(input, values.get(original));
      operands.add(input);
    }
    Node y = Node.of(node.op(), operands);
    Node ct = Node.of(new Input("cotangent", y.type()));
    local.put(ct, Tensor.generate(DType.F64, values.get(node).shape(), i -> 1 - 0.37 * (i % 5)));
    Node x = operands.get(operand);
    Node claimed =
        rule.vjp(operand, y, ct)
            .orElseGet(() -> dev.adjoint.graph.Broadcast.to(x.number(0), x.type().dims()));
    var effort = new GradientCheck.Effort(2, 10, 1);
    return GradientCheck.check(y.times(ct).sum(), List.of(x), List.of(claimed), local, effort)
        .getFirst();
  }
}
