package dev.adjoint.draw.step;

import dev.adjoint.draw.sketch.Formula;
import dev.adjoint.graph.Along;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Gather;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Pad;
import dev.adjoint.graph.Permute;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.Scatter;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Slice;
import dev.adjoint.graph.Unary;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.trace.Share;
import java.util.Arrays;
import java.util.List;

/// The rules of differentiation in words, for one who sees them for the first time.
///
/// @param formula the share as it is written, or null
/// @param value of the box, or null
/// @param x what to call the operand
/// @param y what to call the box
record Rules(Share share, Node formula, Tensor value, String x, String y) {

  /// How what arrives goes on to the operand, or null where the formula says all.
  String text() {
    return switch (share.kind()) {
      case NONE -> nothing();
      case ELEMENTWISE -> cut().rank() == 0 ? null : "Each element by itself.";
      case REPEATED -> repeated();
      case REDUCED -> reduced((Reduce) cut().op());
      case MIXED ->
          formula.op() instanceof Contract || isOneOperation()
              ? moved(formula.op() instanceof Contract ? formula.op() : cut().op())
              : chained();
    };
  }

  private Node cut() {
    return share.box().cut();
  }

  /// The derivative of one element of the box by one of the operand where that is no formula in the
  /// language, or one that says less; null elsewhere.
  String derivative() {
    return cut().op() instanceof Reduce reduce && share.kind() == Share.Kind.REDUCED
        ? slope(reduce)
        : null;
  }

  private String slope(Reduce reduce) {
    return switch (reduce.function()) {
      case SUM, MEAN, ARGMAX -> null;
      case PROD -> hasZero() ? "the product of the others" : y + " / " + x;
      case MAX, MIN -> isShared() ? null : "if %s == %s then 1 else 0".formatted(x, y);
      case NORM -> hasZero() ? null : x + " / " + y;
      case VAR -> "2 * (%s - %s) / %s".formatted(x, mean(reduce), count(reduce));
      case STD ->
          hasZero() ? null : "(%s - %s) / (%s * %s)".formatted(x, mean(reduce), count(reduce), y);
      case LOGSUMEXP -> "exp(%s - %s)".formatted(x, y);
    };
  }

  /// The mean of the elements that are reduced to one: `mean(x)`, or `mean(x, axis = 1)`.
  private String mean(Reduce reduce) {
    List<Integer> axes = reduce.axes();
    return axes.size() == cut().operand(0).rank()
        ? "mean(%s)".formatted(x)
        : "mean(%s, axis = %s)".formatted(x, axes.size() == 1 ? axes.getFirst() : axes);
  }

  /// Whether the box has a 0, by which nothing can be divided.
  private boolean hasZero() {
    return value != null && Arrays.stream(value.toDoubles()).anyMatch(element -> element == 0);
  }

  /// Whether equal elements share what is the largest's, or the smallest's, alone.
  private boolean isShared() {
    return share.slope() != null
        && Arrays.stream(share.slope().toDoubles()).anyMatch(part -> part != 0 && part != 1);
  }

  /// How many elements are reduced to one, `m` or `n * m`.
  private String count(Reduce reduce) {
    Node operand = cut().operand(0);
    return Dim.product(reduce.axes().stream().map(operand.type()::dim).toList())
        .toString()
        .replace("*", " * ");
  }

  private String repeated() {
    if (share.operand().rank() == 0) {
      return "%s is one number, used for %s of %s. What comes back from all of these is summed."
          .formatted(x, entries(), y.equals(Formula.UNNAMED) ? "the result" : y);
    }
    return "%s is repeated to the shape %s. Each of its elements is used several times, and what comes back from all uses is added up."
        .formatted(x, share.box().node().type());
  }

  private String entries() {
    int count = value == null ? 0 : value.shape().count();
    return switch (count) {
      case 0 -> "each entry";
      case 1 -> "the one entry";
      default -> "each of the %d entries".formatted(count);
    };
  }

  private String reduced(Reduce reduce) {
    return switch (reduce.function()) {
      case SUM -> "Every element counts once in the sum, so that each gets all that arrives.";
      case MEAN ->
          "Every element is one of %s in the mean, so that each gets that part of what arrives."
              .formatted(count(reduce));
      case PROD -> "The derivative of a product by one factor is the product of the others.";
      case MAX ->
          "Only the largest element moves the result: it gets all that arrives, and the others 0."
              + " Equal ones share it.";
      case MIN ->
          "Only the smallest element moves the result: it gets all that arrives, and the others 0."
              + " Equal ones share it.";
      case NORM -> "A length grows by an element as far as it points that way.";
      case VAR, STD -> "Elements count by their distance from the mean.";
      case LOGSUMEXP ->
          "The derivative of logsumexp is softmax: numbers that add up to 1, the largest for the"
              + " largest element.";
      case ARGMAX -> nothing();
    };
  }

  private String moved(Op op) {
    return switch (op) {
      case Contract _ ->
          "Each element of %s meets a whole row or column of the other factor. What arrives is multiplied by that factor, transposed."
              .formatted(x);
      case Along along ->
          switch (along.function()) {
            case SOFTMAX ->
                "The results add up to 1, so that each depends on every element: ∂%s[i]/∂%s[j] = %s[i] * ((if i == j then 1 else 0) - %s[j])."
                    .formatted(y, x, y, y);
            case LOG_SOFTMAX ->
                "Each result depends on every element: ∂%s[i]/∂%s[j] = (if i == j then 1 else 0) - exp(%s[j])."
                    .formatted(y, x, y);
            case CUMSUM ->
                "Each element is in its own sum and in all that come behind it, and gets what"
                    + " arrives at these.";
          };
      case Broadcast _ -> repeated();
      case Reshape _ ->
          "The same elements in another shape: what arrives goes back into the old one.";
      case Permute _ ->
          "The same elements with their axes in another order: what arrives goes back into the old"
              + " one.";
      case Slice _ -> "What arrives goes back to the elements that were taken. The others get 0.";
      case Pad _ ->
          "What arrives at the elements goes back to them. What arrives at the zeros around them"
              + " goes nowhere.";
      case Concat _ -> "Each part gets what arrives at its own place.";
      case Gather _ ->
          "What arrives goes back to where it was taken from. What was taken several times gets the"
              + " sum.";
      case Scatter _ -> "Each element gets what arrives at the place where it was put.";
      case Unary _, Binary _, Select _ ->
          "Each element by itself. %s is transposed first, so that its part is transposed back."
              .formatted(x);
      case Reduce reduce -> reduced(reduce);
      case Leaf _ -> throw new IllegalStateException("a leaf has no operands");
    };
  }

  private String chained() {
    return "The chain rule through all operations of the formula, one after the other.";
  }

  /// Why nothing goes on to the operand.
  private String nothing() {
    Node leaf = share.box().leaves().get(share.operand());
    Graph graph = Graph.of(cut());
    Node user = graph.usesOf(leaf).getFirst().consumer();
    while (user != cut() && (user.op() instanceof Broadcast || user.op() instanceof Permute)) {
      user = graph.usesOf(user).getFirst().consumer();
    }
    return switch (user.op()) {
      case Select _ ->
          "The condition only chooses. Moving %s a little changes nothing, so that nothing flows back to it."
              .formatted(x);
      case Unary(var function) when function == UnaryFunction.STOP ->
          "stop(…) is a constant to differentiation, so that nothing flows back to %s."
              .formatted(x);
      case Gather _, Scatter _ ->
          "%s says which places, and there is nothing between two places: nothing flows back to it."
              .formatted(x);
      case Unary _, Binary _, Reduce _ ->
          "The result goes in steps. Moving %s a little changes nothing, so that nothing flows back to it."
              .formatted(x);
      case Along _, Broadcast _, Reshape _, Permute _, Slice _, Pad _, Concat _, Contract _ ->
          "Moving %s a little changes nothing, so that nothing flows back to it.".formatted(x);
      case Leaf _ -> throw new IllegalStateException("a leaf has no operands");
    };
  }

  /// Whether a rule for the box's own operation says all, for what is folded into it only arranges.
  private boolean isOneOperation() {
    return Graph.of(cut()).nodes().stream()
        .allMatch(
            node ->
                node == cut()
                    || node.op() instanceof Leaf
                    || node.op() instanceof Broadcast
                    || node.op() instanceof Permute);
  }
}
