package dev.adjoint.trace;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Why a node has no value or no derivative, which is never 0. A reason stands behind *because*.
public final class Absences {
  private final Trace trace;
  private final Computable values;
  private final Map<Node, String> gradients = new HashMap<>();

  private Absences(Trace trace) {
    this.trace = trace;
    this.values = Computable.of(trace.graph(), trace.values()::containsKey);
    if (!trace.gradients().isEmpty()) {
      findGradients();
    }
  }

  public static Absences of(Trace trace) {
    return new Absences(trace);
  }

  /// What the derivatives that are not known would be computed from.
  private void findGradients() {
    List<Node> absent =
        trace.graph().nodes().stream()
            .filter(node -> Trace.isMovable(node) && !trace.gradients().containsKey(node))
            .toList();
    Node of = trace.graph().outputs().getFirst();
    if (absent.isEmpty() || of.rank() != 0) {
      return;
    }
    List<Node> cotangents = Gradient.of(of).wrt(absent);
    Computable computable = Computable.of(Graph.of(cotangents), trace.values()::containsKey);
    for (int i = 0; i < absent.size(); i++) {
      Node x = absent.get(i);
      computable.reason(cotangents.get(i)).ifPresent(reason -> gradients.put(x, reason));
    }
  }

  /// What there is to say of a whole graph whose numbers are not all there.
  public static List<String> remarks(Trace trace) {
    List<String> remarks = new ArrayList<>();
    List<String> missing =
        trace.graph().nodes().stream()
            .filter(node -> node.op() instanceof Input && !trace.values().containsKey(node))
            .map(node -> "`" + node.label() + "`")
            .toList();
    String data =
        "the data %s %s not at hand"
            .formatted(String.join(", ", missing), missing.size() == 1 ? "is" : "are");
    if (trace.values().isEmpty()) {
      remarks.add(
          missing.isEmpty()
              ? "There are no values: none were computed."
              : "There are no values: " + data + ".");
      return List.copyOf(remarks);
    }
    if (!missing.isEmpty()) {
      remarks.add("Not all is computed: " + data + ".");
    }
    if (trace.gradients().isEmpty()) {
      trace.graph().outputs().stream()
          .filter(node -> node.rank() != 0)
          .findFirst()
          .ifPresent(
              node ->
                  remarks.add(
                      "There is no gradient: `%s` is %s, and only a scalar has one."
                          .formatted(node.label(), node.type())));
    }
    return List.copyOf(remarks);
  }

  /// Why a node has no value; nothing if that is not because of the graph.
  public Optional<String> ofValue(Node node) {
    return values.reason(node);
  }

  /// Why a node has no derivative; nothing if that is not because of the graph.
  public Optional<String> ofGradient(Node node) {
    return Trace.isMovable(node)
        ? Optional.ofNullable(gradients.get(node))
        : Optional.of("it is a fixed number, and nothing asks for its derivative");
  }
}
