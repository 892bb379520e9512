package dev.adjoint.nn;

import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `variable := next`. The updates of one step happen at once: every right side is taken at the
/// state before the step.
///
/// @param variable a parameter
/// @param next of the parameter's type
public record Update(Node variable, Node next) {
  public Update {
    if (!(variable.op() instanceof Parameter)) {
      throw new IllegalArgumentException("no parameter: " + variable);
    }
    if (!next.type().matches(variable.type().dims())
        || next.type().dtype() != variable.type().dtype()) {
      throw new IllegalArgumentException(
          "%s %s takes no value %s %s"
              .formatted(variable, variable.type().dtype(), next.type(), next.type().dtype()));
    }
  }

  /// The next values of the variables, in the order of the updates.
  ///
  /// @throws IllegalArgumentException if a variable has two
  public static Map<Node, Node> byVariable(List<Update> updates) {
    Map<Node, Node> next = new LinkedHashMap<>();
    for (Update update : updates) {
      if (next.put(update.variable, update.next) != null) {
        throw new IllegalArgumentException("two updates of " + update.variable);
      }
    }
    return next;
  }
}
