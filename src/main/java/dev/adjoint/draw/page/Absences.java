package dev.adjoint.draw.page;

import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Size;
import dev.adjoint.trace.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Why a box has no value or no derivative, which is never 0.
final class Absences {
  private final Trace trace;
  private final Map<Node, Node> missing = new HashMap<>(); // the data that a node's value waits for

  Absences(Trace trace) {
    this.trace = trace;
    for (Node node : trace.graph().nodes()) {
      if (trace.values().containsKey(node)) {
        continue;
      }
      if (node.op() instanceof Input) {
        missing.put(node, node);
      }
      for (Node operand : node.operands()) {
        if (missing.containsKey(operand)) {
          missing.putIfAbsent(node, missing.get(operand));
        }
      }
    }
  }

  /// What there is to say of a whole graph whose numbers are not all there.
  static List<String> remarks(Trace trace) {
    List<String> remarks = new ArrayList<>();
    List<String> missing =
        trace.graph().nodes().stream()
            .filter(node -> node.op() instanceof Input && !trace.values().containsKey(node))
            .map(node -> "`" + node.label() + "`")
            .toList();
    if (trace.values().isEmpty()) {
      remarks.add(
          missing.isEmpty()
              ? "There are no values: none were computed."
              : "There are no values: the data %s is not at hand."
                  .formatted(String.join(", ", missing)));
    } else if (trace.gradients().isEmpty()) {
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

  String ofValue(Node node) {
    Node data = missing.get(node);
    if (data == node) {
      return "the data is not at hand";
    }
    return data != null
        ? "it depends on `%s`, and that data is not at hand".formatted(data.label())
        : "it was not computed";
  }

  String ofGradient(Node node) {
    if (trace.gradients().isEmpty()) {
      return null; // which the page says once
    }
    return node.op() instanceof Constant || node.op() instanceof Size
        ? "a fixed number: nothing asks for its derivative"
        : "it was not computed";
  }
}
