package dev.adjoint.rewrite.algebra;

import dev.adjoint.graph.Along;
import dev.adjoint.graph.AlongFunction;
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
import dev.adjoint.graph.Scatter;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Slice;
import dev.adjoint.graph.Unary;
import dev.adjoint.source.AdjointException;

/// [Simplify]'s walk through one graph.
final class Simplifier {
  private final Algebra algebra = new Algebra();
  private final Functions functions = new Functions(algebra, new Sums(algebra));
  private final Moves moves = new Moves(algebra);
  private final Choices choices = new Choices(algebra);

  Node rewrite(Node node) {
    Node simple = named(node, fitting(node));
    algebra.weight(simple); // now, since its operands have theirs: nothing walks deep later
    choices.isTame(simple);
    return simple;
  }

  /// The name stays with what the node has become, unless that has one already.
  private Node named(Node node, Node simple) {
    if (!Algebra.isNamed(node)) {
      return simple;
    }
    Node named = Algebra.isNamed(simple) ? simple : simple.from(node.origin());
    algebra.takes(named);
    return named;
  }

  /// A sum in another order may not fit, where a number stands between two names of one size.
  private Node fitting(Node node) {
    try {
      Node simple = simplified(node);
      return simple.type().matches(node.type().dims()) ? simple : algebra.keep(node);
    } catch (AdjointException _) {
      return algebra.keep(node);
    }
  }

  private Node simplified(Node node) {
    return switch (node.op()) {
      case Leaf _ -> algebra.keep(node);
      case Unary(var function) -> functions.unary(node, function);
      case Binary(var function) -> functions.binary(node, function);
      case Select _ -> choices.select(node);
      case Broadcast _ -> algebra.write(algebra.form(node.operand(0)), node.type());
      case Contract contract -> moves.contract(node, contract);
      case Reduce reduce -> isLinear(reduce) ? moves.linear(node) : algebra.keep(node);
      case Along along ->
          along.function() == AlongFunction.CUMSUM ? moves.linear(node) : algebra.keep(node);
      case Reshape _, Permute _, Slice _, Pad _, Gather _, Scatter _ -> moves.linear(node);
      case Concat _ -> algebra.keep(node);
    };
  }

  private static boolean isLinear(Reduce reduce) {
    return reduce.function() == ReduceFunction.SUM || reduce.function() == ReduceFunction.MEAN;
  }
}
