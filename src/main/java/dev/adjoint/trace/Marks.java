package dev.adjoint.trace;

import dev.adjoint.graph.Binary;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Unary;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.tensor.Tensor;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/// What is amiss with the values and the derivatives of a trace: see [Mark].
public final class Marks {
  /// Of the largest derivative that matters, see [#largest]: what is smaller has vanished.
  public static final double VANISHED = 1e-12;

  private final Trace trace;
  private final double largest;
  private final Set<Node> reached = new HashSet<>();

  private Marks(Trace trace) {
    this.trace = trace;
    this.largest =
        trace.gradients().entrySet().stream()
            .filter(entry -> isEnd(entry.getKey()))
            .mapToDouble(entry -> Trace.largest(entry.getValue()))
            .max()
            .orElse(0);
    reached.addAll(trace.results());
    for (Node node : trace.graph().nodes().reversed()) {
      for (int i = 0; i < node.operands().size() && reached.contains(node); i++) {
        if (node.op().vjp(i, node, node).isPresent()) { // any cotangent does to ask
          reached.add(node.operand(i));
        }
      }
    }
  }

  public static Marks of(Trace trace) {
    return new Marks(trace);
  }

  private boolean isEnd(Node node) {
    return node.operands().isEmpty() || trace.results().contains(node);
  }

  /// The largest magnitude of a finite element of the derivatives by data, parameters and named
  /// numbers, and of that by the output itself, which is 1. Those between do not count: behind a
  /// saturated sigmoid they may be as large as they like.
  public double largest() {
    return largest;
  }

  /// Whether a derivative can flow back to a node at all.
  public boolean isReached(Node node) {
    return reached.contains(node);
  }

  /// What is to be said of a node's value; nothing where it is not known.
  public Set<Mark> ofValue(Node node) {
    Tensor value = trace.value(node);
    if (value == null) {
      return Set.of();
    }
    Set<Mark> marks = sound(value);
    if (deadUnits(node) > 0) {
      marks.add(Mark.DEAD);
    }
    return Collections.unmodifiableSet(marks);
  }

  /// What is to be said of the derivative by a node; nothing where it is not known. Data and
  /// constants are never learnt, so that theirs may be as small as they like.
  public Set<Mark> ofGradient(Node node) {
    Tensor gradient = trace.gradients().get(node);
    if (gradient == null) {
      return Set.of();
    }
    Set<Mark> marks = sound(gradient);
    boolean isGiven = node.op() instanceof Input || node.op() instanceof Constant;
    boolean isSmall = gradient.shape().count() > 0 && Trace.largest(gradient) <= VANISHED * largest;
    if (marks.isEmpty() && isSmall && !isGiven && isReached(node)) {
      marks.add(Mark.VANISHED);
    }
    return Collections.unmodifiableSet(marks);
  }

  private static Set<Mark> sound(Tensor tensor) {
    Set<Mark> marks = EnumSet.noneOf(Mark.class);
    for (int i = 0; i < tensor.shape().count(); i++) {
      double element = tensor.at(i);
      if (!Double.isFinite(element)) {
        marks.add(Double.isNaN(element) ? Mark.NAN : Mark.INFINITE);
      }
    }
    return marks;
  }

  /// How many units of a `relu` are 0 for all examples; 0 of anything else.
  public int deadUnits(Node node) {
    Tensor value = trace.value(node);
    if (value == null || !isRectified(node) || value.shape().rank() == 0) {
      return 0;
    }
    int examples = value.shape().size(value.shape().rank() - 1);
    int dead = 0;
    for (int unit = 0; examples > 1 && unit < value.shape().count() / examples; unit++) {
      int at = unit * examples;
      int end = at + examples;
      while (at < end && value.at(at) == 0) {
        at++;
      }
      dead += at == end ? 1 : 0;
    }
    return dead;
  }

  private static boolean isRectified(Node node) {
    boolean isRelu = node.op() instanceof Unary(var function) && function == UnaryFunction.RELU;
    boolean isMax = node.op() instanceof Binary(var function) && function == BinaryFunction.MAX;
    return isRelu || isMax && node.operands().stream().anyMatch(Marks::isZero);
  }

  private static boolean isZero(Node node) {
    Node narrow = node.op() instanceof Broadcast ? node.operand(0) : node;
    return narrow.op() instanceof Constant(var value)
        && value.shape().rank() == 0
        && value.item() == 0;
  }
}
