package dev.adjoint.draw.step;

import dev.adjoint.draw.sketch.Formula;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Node;
import dev.adjoint.notation.Phrase;
import dev.adjoint.notation.Strength;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.trace.Share;
import dev.adjoint.trace.Share.Kind;
import dev.adjoint.trace.Trace;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

/// The derivative of `max(a, b)` or `min(a, b)` by one of the two, which is a choice, as a person
/// says it.
///
/// @param isMax or else the smaller is chosen
/// @param own the operand by which it is, in the formula of the box
/// @param other the other operand
/// @param hasTies whether the two are equal somewhere, or may be
record Larger(boolean isMax, Node own, Node other, boolean hasTies) {

  /// Nothing where the operand gets into the box in any other way.
  static Optional<Larger> of(Share share, Trace trace) {
    Node cut = share.box().cut();
    boolean isBeside = share.kind() == Kind.ELEMENTWISE || share.kind() == Kind.REPEATED;
    if (!isBeside
        || !(cut.op() instanceof Binary(var function))
        || function != BinaryFunction.MAX && function != BinaryFunction.MIN) {
      return Optional.empty();
    }
    Node leaf = share.box().leaves().get(share.operand());
    boolean isLeft = narrow(cut.operand(0)) == leaf;
    if (isLeft == (narrow(cut.operand(1)) == leaf)) {
      return Optional.empty();
    }
    Node box = share.box().node();
    return Optional.of(
        new Larger(
            function == BinaryFunction.MAX,
            cut.operand(isLeft ? 0 : 1),
            cut.operand(isLeft ? 1 : 0),
            hasTies(trace.value(box.operand(0)), trace.value(box.operand(1)))));
  }

  private static Node narrow(Node node) {
    return node.op() instanceof Broadcast ? node.operand(0) : node;
  }

  private static boolean hasTies(Tensor a, Tensor b) {
    return a == null
        || b == null
        || IntStream.range(0, a.shape().count()).anyMatch(i -> a.at(i) == b.at(i));
  }

  /// `if a > b then 1 else 0`
  Phrase derivative(Function<Node, Phrase> written) {
    String x = written.apply(own).at(Strength.SUM);
    String y = written.apply(other).at(Strength.SUM);
    String tie = hasTies ? "if %s == %s then 0.5 else ".formatted(x, y) : "";
    return new Phrase(
        "if %s %s %s then 1 else %s0".formatted(x, isMax ? ">" : "<", y, tie), Strength.CHOICE);
  }

  /// `, because a is the larger`; nothing where the numbers are not known.
  String because(Element at, Function<Node, Phrase> written) {
    OptionalDouble x = at.of(own);
    OptionalDouble y = at.of(other);
    if (x.isEmpty() || y.isEmpty()) {
      return "";
    }
    int order = Double.compare(x.getAsDouble(), y.getAsDouble()) * (isMax ? 1 : -1);
    if (x.getAsDouble() == y.getAsDouble()) {
      return ", because the two are equal";
    }
    Node chosen = order > 0 ? own : other;
    String name = written.apply(chosen).text();
    String plain = order > 0 ? "this operand" : "the other operand";
    return ", because %s is the %s"
        .formatted(name.contains(Formula.UNNAMED) ? plain : name, isMax ? "larger" : "smaller");
  }
}
