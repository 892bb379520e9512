package dev.adjoint.lang.run;

import dev.adjoint.exec.NotFinite;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.Span;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Values of one action, of which some may turn out to be infinite or NaN.
final class Finiteness {
  private final Function<List<Node>, List<Tensor>> evaluate;
  private final List<Node> others = new ArrayList<>();

  /// @param evaluate the values of nodes
  Finiteness(Function<List<Node>, List<Tensor>> evaluate) {
    this.evaluate = evaluate;
  }

  /// The values of nodes; those that are not finite are remembered.
  List<Tensor> of(List<Node> nodes) {
    List<Tensor> values = evaluate.apply(nodes);
    for (int i = 0; i < nodes.size(); i++) {
      if (!NotFinite.isFinite(values.get(i))) {
        others.add(nodes.get(i));
      }
    }
    return values;
  }

  /// The operation that made the first infinity or NaN behind what was seen. One that was given as
  /// such, by a number or by data, is no surprise.
  Optional<NotFinite> cause() {
    if (others.isEmpty()) {
      return Optional.empty();
    }
    List<Node> leaves =
        Graph.of(others).nodes().stream()
            .filter(node -> node.op() instanceof Input || node.op() instanceof Parameter)
            .toList();
    List<Tensor> found = leaves.isEmpty() ? List.of() : evaluate.apply(leaves);
    Map<Node, Tensor> values = new HashMap<>();
    for (int i = 0; i < found.size(); i++) {
      values.put(leaves.get(i), found.get(i));
    }
    return NotFinite.behind(others, values).filter(NotFinite::isMade);
  }

  /// What to say where nothing else is wrong.
  static Diagnostic warning(Span span, String message, NotFinite cause) {
    Diagnostic plain =
        new Diagnostic(
            Diagnostic.Severity.WARNING,
            RunError.NOT_FINITE.code(),
            message,
            Optional.of(span),
            List.of(),
            List.of(),
            List.of());
    return cause.in(plain);
  }
}
