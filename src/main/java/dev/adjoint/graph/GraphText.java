package dev.adjoint.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A graph as text, one node a line, for golden files and for people who debug:
///
/// ```
/// %2 u: scalar = *(%0 b, %1 c)
/// ```
public final class GraphText {
  private GraphText() {}

  public static String of(Graph graph) {
    Map<Node, Integer> numbers = new HashMap<>();
    StringBuilder out = new StringBuilder();
    for (Node node : graph.nodes()) {
      String operands =
          node.operands().stream()
              .map(operand -> reference(numbers.get(operand), operand))
              .collect(Collectors.joining(", "));
      numbers.put(node, numbers.size());
      out.append(reference(numbers.get(node), node)).append(": ").append(node.type());
      out.append(" = ").append(describe(node.op()));
      out.append(node.operands().isEmpty() ? "" : "(" + operands + ")").append('\n');
    }
    return out.append("-> ").append(outputs(graph.outputs(), numbers)).append('\n').toString();
  }

  private static String outputs(List<Node> outputs, Map<Node, Integer> numbers) {
    return outputs.stream().map(node -> "%" + numbers.get(node)).collect(Collectors.joining(", "));
  }

  private static String reference(int number, Node node) {
    String name = node.origin().name();
    return "%" + number + (name == null ? "" : " " + name);
  }

  /// The op with whatever attributes its name does not tell.
  static String describe(Op op) {
    return switch (op) {
      case Input _ -> "input";
      case Parameter _ -> "parameter";
      case Constant constant -> constant.name();
      case Size size -> size.name();
      case Random random -> random.name() + " " + random.stream();
      case Iota iota -> "iota " + iota.axis();
      case Reduce reduce ->
          reduce.name() + " " + reduce.axes() + (reduce.keepDims() ? "" : " dropped");
      case Along along -> along.name() + " " + along.axis();
      case Permute permute -> permute.isTranspose() ? ".T" : "permute " + permute.order();
      case Slice slice -> "slice " + slice.ranges();
      case Pad pad -> "pad " + pad.ranges();
      case Concat concat -> "concat " + concat.axis();
      case Gather gather -> "gather " + gather.axis();
      case Scatter scatter -> "scatter " + scatter.axis();
      case Contract contract ->
          (contract.transposeLeft() ? ".T" : "") + "@" + (contract.transposeRight() ? ".T" : "");
      case Unary _, Binary _, Select _, Broadcast _, Reshape _ -> op.name();
    };
  }
}
