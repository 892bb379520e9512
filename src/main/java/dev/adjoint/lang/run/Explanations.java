package dev.adjoint.lang.run;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Action;
import dev.adjoint.lang.check.Definition;
import dev.adjoint.lang.check.Script;
import dev.adjoint.rewrite.Stabilise;
import dev.adjoint.source.Diagnostic;
import java.util.ArrayList;
import java.util.List;

/// What is done to the formulas of a script that its author does not see.
public final class Explanations {
  private Explanations() {}

  /// A note for each formula that is computed in a stable form, by its place in the text.
  public static List<Diagnostic> of(Script script) {
    List<Node> all = new ArrayList<>(script.tensors().values());
    // Sides of a check are never computed.
    all.addAll(
        Needs.of(script.actions().stream().filter(a -> !(a instanceof Action.Check)).toList()));
    for (Definition definition : script.definitions().values()) {
      if (definition instanceof Definition.OfGraph(Node value)) {
        all.add(value);
      }
    }
    return new Stabilise().of(Graph.of(all)).notes();
  }
}
