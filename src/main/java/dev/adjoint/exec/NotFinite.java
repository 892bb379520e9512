package dev.adjoint.exec;

import dev.adjoint.graph.Binary;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Unary;
import dev.adjoint.notation.Gist;
import dev.adjoint.rewrite.Stabilise;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The operation that made the first infinity or NaN on the way to a value, of operands that were
/// finite where it did; or the data, parameter or number that had it from the start.
///
/// @param value of the node
/// @param element which element of it, row-major
/// @param operands the values of the node's operands
public record NotFinite(Node node, Tensor value, int element, List<Tensor> operands) {
  public NotFinite {
    operands = List.copyOf(operands);
  }

  /// Whether all elements are finite.
  public static boolean isFinite(Tensor tensor) {
    return firstOf(tensor) < 0;
  }

  private static int firstOf(Tensor tensor) {
    for (int i = 0; i < tensor.shape().count(); i++) {
      if (!Double.isFinite(tensor.at(i))) {
        return i;
      }
    }
    return -1;
  }

  /// Where the first of these that is not finite has it from; nothing if all are finite.
  ///
  /// All values on the way are computed once more, and kept for it.
  ///
  /// @param leaves the values of all that they depend on
  public static Optional<NotFinite> behind(List<Node> nodes, Map<Node, Tensor> leaves) {
    Graph graph = new Stabilise().apply(Graph.of(nodes)).graph();
    List<Tensor> found = Program.compile(graph.nodes()).run(bound(graph, leaves));
    Map<Node, Tensor> values = new HashMap<>();
    for (int place = 0; place < found.size(); place++) {
      values.put(graph.nodes().get(place), found.get(place));
    }
    return graph.outputs().stream()
        .filter(node -> !isFinite(values.get(node)))
        .findFirst()
        .map(node -> descend(node, graph, values));
  }

  private static Map<Node, Tensor> bound(Graph graph, Map<Node, Tensor> leaves) {
    Map<Node, Tensor> bound = new HashMap<>(leaves);
    bound.keySet().removeIf(leaf -> !Program.isBound(leaf));
    return bound;
  }

  private static NotFinite descend(Node from, Graph graph, Map<Node, Tensor> values) {
    Node node = from;
    int element = firstOf(values.get(from));
    while (true) {
      Node earliest = null;
      int at = -1;
      for (int i = 0; i < node.operands().size(); i++) {
        Node operand = node.operand(i);
        int place = inOperand(node, i, element, values);
        boolean isEarlier = earliest == null || graph.place(operand) < graph.place(earliest);
        if (place >= 0 && isEarlier) {
          earliest = operand;
          at = place;
        }
      }
      if (earliest == null) {
        List<Tensor> operands = node.operands().stream().map(values::get).toList();
        return new NotFinite(node, values.get(node), element, operands);
      }
      node = earliest;
      element = at;
    }
  }

  /// The element of an operand that is not finite and may be why one of the node's is not; -1 if
  /// there is none.
  private static int inOperand(Node node, int operand, int element, Map<Node, Tensor> values) {
    Tensor value = values.get(node.operand(operand));
    return switch (node.op()) {
      case Select _ when operand > 0 -> {
        boolean isTaken = (values.get(node.operand(0)).at(element) != 0) == (operand == 1);
        yield isTaken ? orNone(value, element) : -1;
      }
      case Unary _, Binary _, Select _, Reshape _ -> orNone(value, element);
      default -> firstOf(value);
    };
  }

  private static int orNone(Tensor value, int element) {
    return Double.isFinite(value.at(element)) ? -1 : element;
  }

  /// Whether it was computed, and not given as it is.
  public boolean isMade() {
    return !(node.op() instanceof Leaf);
  }

  /// The diagnostic with this as a place that matters.
  public Diagnostic in(Diagnostic diagnostic) {
    return node.origin()
        .place()
        .map(at -> diagnostic.label(at, text()))
        .orElseGet(() -> diagnostic.note(text()));
  }

  /// What happened, in one line: `log(P)` is -inf at [0, 2], where P is 0.
  public String text() {
    String what = node.op() instanceof Leaf ? node.label() : Gist.of(node);
    String way = node.origin().derivative() ? "first, going backward, " : "first, ";
    return way
        + "`%s` is %s%s".formatted(what, number(value.at(element)), at(value, element))
        + where();
  }

  private String where() {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      Node operand = node.operand(i);
      Node shown = operand.op() instanceof Broadcast ? operand.operand(0) : operand;
      if (!isNumber(shown) || shown.origin().name() != null) {
        String name = shown.origin().name() == null ? Gist.of(shown) : shown.origin().name();
        parts.add(name + " is " + shown(operands.get(i)));
      }
    }
    return parts.isEmpty() ? "" : ", where " + String.join(" and ", parts);
  }

  private static boolean isNumber(Node node) {
    return node.op() instanceof Constant
        || !node.operands().isEmpty()
            && node.operands().stream().allMatch(x -> x.op() instanceof Constant);
  }

  /// The element beside the one that is not finite; of a tensor whose elements are mixed, its range.
  private String shown(Tensor operand) {
    boolean isBeside =
        node.op() instanceof Unary || node.op() instanceof Binary || node.op() instanceof Select;
    if (isBeside) {
      return number(operand.at(element));
    }
    double[] all = operand.toDoubles();
    return all.length == 1
        ? number(all[0])
        : "from %s to %s"
            .formatted(
                number(Arrays.stream(all).min().orElse(Double.NaN)),
                number(Arrays.stream(all).max().orElse(Double.NaN)));
  }

  private static String at(Tensor tensor, int element) {
    int[] strides = tensor.shape().strides();
    int[] index = new int[strides.length];
    for (int axis = 0; axis < index.length; axis++) {
      index[axis] = element / strides[axis] % tensor.shape().size(axis);
    }
    return index.length == 0 ? "" : " at " + Arrays.toString(index);
  }

  private static String number(double value) {
    return Tensor.scalar(value).toString();
  }
}
