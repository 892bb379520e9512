package dev.adjoint.verify;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Unary;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A scalar around a point, in f64. What is constant to differentiation stays as it is at the point.
final class Surroundings {
  private static final Interpreter INTERPRETER = new Interpreter();

  private final Node scalar;
  private final Graph graph;
  private final Map<Node, Tensor> fixed;
  private final List<Node> kinked = new ArrayList<>();
  private final double magnitude;
  private final double tolerance;

  /// @param point the values of all leaves
  /// @param moving what will move; all that does not depend on it is computed once
  /// @param tolerance as [Slope] has it
  Surroundings(Node scalar, Map<Node, Tensor> point, Collection<Node> moving, double tolerance) {
    this.tolerance = tolerance;
    this.scalar = scalar;
    this.graph = Graph.of(scalar);
    this.fixed = new HashMap<>(point);
    Map<Node, Tensor> values = INTERPRETER.evaluate(graph, point);
    Set<Node> moved = new HashSet<>();
    for (Node node : graph.nodes()) {
      boolean moves = moving.contains(node) || node.operands().stream().anyMatch(moved::contains);
      if (!moves || isStopped(node) || moving.contains(node)) {
        fixed.put(node, values.get(node));
      }
      if (moves && !isStopped(node)) {
        moved.add(node);
        if (Pieces.hasKinks(node)) {
          kinked.add(node);
        }
      }
    }
    this.magnitude = largest(values.values());
  }

  private static boolean isStopped(Node node) {
    return node.op() instanceof Unary unary && unary.function() == UnaryFunction.STOP;
  }

  /// The largest finite number, at least the smallest that matters beside 1.
  static double largest(Collection<Tensor> values) {
    double largest = 0x1p-20;
    for (Tensor value : values) {
      for (int i = 0; i < value.shape().count(); i++) {
        double x = Math.abs(value.at(i));
        largest = x > largest && x <= Double.MAX_VALUE ? x : largest;
      }
    }
    return largest;
  }

  /// The value of a node at the point.
  Tensor value(Node node) {
    return fixed.get(node);
  }

  /// The scalar along a line.
  ///
  /// @param direction which of the moving nodes go where; the others stay
  Slope along(Map<Node, Tensor> direction) {
    return new Slope(distance -> at(direction, distance), magnitude, tolerance);
  }

  private Sample at(Map<Node, Tensor> direction, double distance) {
    Map<Node, Tensor> moved = new HashMap<>(fixed);
    direction.forEach((node, by) -> moved.put(node, moved(fixed.get(node), by, distance)));
    Map<Node, Tensor> values = INTERPRETER.evaluate(graph, moved);
    return new Sample(values.get(scalar).item(), Pieces.of(kinked, values));
  }

  private static Tensor moved(Tensor x, Tensor by, double distance) {
    return Tensor.generate(DType.F64, x.shape(), i -> x.at(i) + distance * by.at(i));
  }
}
