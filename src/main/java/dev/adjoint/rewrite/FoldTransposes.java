package dev.adjoint.rewrite;

import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Permute;
import java.util.List;

/// A transpose that feeds a product of matrices becomes a flag of the product, and permutations of
/// permutations become one, or none.
///
/// Exact: elements move, and none is computed; a product adds in the same order with the flag as
/// without.
public record FoldTransposes() implements LocalPass {
  @Override
  public String summary() {
    return "A transpose that feeds a product of matrices becomes part of the product.";
  }

  @Override
  public Rule rule(Graph graph) {
    return FoldTransposes::fold;
  }

  private static Node fold(Node node) {
    return switch (node.op()) {
      case Permute outer when node.operand(0).op() instanceof Permute inner ->
          Permute.of(
              node.operand(0).operand(0), outer.order().stream().map(inner.order()::get).toList());
      case Contract contract -> fold(contract, node);
      default -> node;
    };
  }

  private static Node fold(Contract contract, Node node) {
    Node left = node.operand(0);
    Node right = node.operand(1);
    if (!isTranspose(left) && !isTranspose(right)) {
      return node;
    }
    Contract folded =
        new Contract(
            contract.transposeLeft() ^ isTranspose(left),
            contract.transposeRight() ^ isTranspose(right));
    return Node.of(folded, List.of(untransposed(left), untransposed(right)));
  }

  private static boolean isTranspose(Node node) {
    return node.op() instanceof Permute permute && permute.isTranspose();
  }

  private static Node untransposed(Node node) {
    return isTranspose(node) ? node.operand(0) : node;
  }
}
