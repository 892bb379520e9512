package dev.adjoint.lang.check;

import dev.adjoint.graph.Binary;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.Random;
import dev.adjoint.graph.Size;
import dev.adjoint.graph.Unary;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Numbers that are known while the graph is built, because they depend on constants alone.
final class Static {
  private Static() {}

  /// The value, if it is known now.
  static Optional<Tensor> value(Node node) {
    if (node.op() instanceof Constant constant) {
      return Optional.of(constant.value());
    }
    Graph graph = Graph.of(node);
    if (graph.nodes().stream().anyMatch(n -> isOpen(n.op()))) {
      return Optional.empty();
    }
    return Optional.of(new Interpreter().run(graph, Map.of()).getFirst());
  }

  /// Constants of one shape side by side, along a new first axis; nothing if some are no constants.
  static Optional<Tensor> stacked(List<Node> parts) {
    List<Tensor> values =
        parts.stream()
            .filter(part -> part.op() instanceof Constant)
            .map(part -> ((Constant) part.op()).value())
            .toList();
    if (values.size() < parts.size()) {
      return Optional.empty();
    }
    Tensor first = values.getFirst();
    int each = first.shape().count();
    int[] sizes =
        IntStream.concat(IntStream.of(values.size()), IntStream.of(first.shape().sizes()))
            .toArray();
    return Optional.of(
        Tensor.generate(first.dtype(), Shape.of(sizes), i -> values.get(i / each).at(i % each)));
  }

  private static boolean isOpen(Op op) {
    return op instanceof Input
        || op instanceof Parameter
        || op instanceof Random
        || (op instanceof Size size && size.dim().value().isEmpty());
  }

  /// The number, if it is known now and one number.
  static Optional<Double> number(Node node) {
    return node.rank() == 0 ? value(node).map(Tensor::item) : Optional.empty();
  }

  /// The size that a scalar formula over dims and whole numbers stands for.
  static Optional<Dim> dim(Node node) {
    Op op = node.op();
    List<Node> operands = node.operands();
    return switch (op) {
      case Size size -> Optional.of(size.dim());
      case Unary(UnaryFunction f) when f == UnaryFunction.NEG ->
          dim(operands.getFirst()).map(x -> Dim.ZERO.minus(x));
      case Binary(BinaryFunction f) when isDimArithmetic(f) -> combine(f, operands);
      default -> whole(node);
    };
  }

  private static boolean isDimArithmetic(BinaryFunction f) {
    return f == BinaryFunction.ADD
        || f == BinaryFunction.SUB
        || f == BinaryFunction.MUL
        || f == BinaryFunction.DIV;
  }

  private static Optional<Dim> combine(BinaryFunction f, List<Node> operands) {
    Optional<Dim> left = dim(operands.get(0));
    Optional<Dim> right = dim(operands.get(1));
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    return switch (f) {
      case ADD -> Optional.of(left.get().plus(right.get()));
      case SUB -> Optional.of(left.get().minus(right.get()));
      case MUL -> Optional.of(left.get().times(right.get()));
      default -> left.get().dividedBy(right.get());
    };
  }

  private static Optional<Dim> whole(Node node) {
    return number(node)
        .filter(x -> x == Math.rint(x) && Math.abs(x) < 1e15)
        .map(x -> Dim.of(x.longValue()));
  }
}
