package dev.adjoint.rewrite;

import dev.adjoint.graph.Binary;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Unary;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import java.util.Map;

/// A function of scalar constants is the constant that the interpreter makes of it: `1 - 0.9` is
/// `0.1` as f64 has it.
///
/// Exact, for it is the same computation, done earlier. Tensors are left alone: a graph that holds
/// `zeros` of a million elements should stay small.
public record FoldConstants() implements LocalPass {
  @Override
  public String summary() {
    return "What follows from numbers alone is computed once, beforehand.";
  }

  private static final Interpreter INTERPRETER = new Interpreter();

  @Override
  public Rule rule(Graph graph) {
    return FoldConstants::fold;
  }

  private static Node fold(Node node) {
    boolean elementwise =
        node.op() instanceof Unary || node.op() instanceof Binary || node.op() instanceof Select;
    return elementwise && node.rank() == 0 && isOfConstants(node)
        ? Node.constant(INTERPRETER.apply(node, values(node.operands()), Map.of()))
        : node;
  }

  private static boolean isOfConstants(Node node) {
    for (int i = 0; i < node.operands().size(); i++) {
      if (!(node.operand(i).op() instanceof Constant)) {
        return false;
      }
    }
    return true;
  }

  private static List<Tensor> values(List<Node> constants) {
    return constants.stream().map(node -> ((Constant) node.op()).value()).toList();
  }
}
