package dev.adjoint.lang.lint;

import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Action;
import dev.adjoint.lang.check.Chart;
import dev.adjoint.lang.check.Script;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What a script is about, as far as warnings are concerned.
///
/// @param roots every value that it names or acts on
/// @param shown what it acts on
/// @param costs what it makes small: by `train`, or in `repeat` by derivatives
/// @param updated the parameters that `repeat` changes
record Subjects(List<Node> roots, Set<Node> shown, List<Node> costs, Set<Node> updated) {
  // What a derivative is of, where an assignment or an update has one.
  private static final Pattern DERIVATIVE =
      Pattern.compile(
          "(?m)^[^#\\n]*=.*?(?:\\bd\\((\\w+(?:\\[\\d+\\])?)\\)\\s*/\\s*d\\(|∂(\\w+)\\s*/\\s*∂)");

  static Subjects of(Script script) {
    Set<Node> shown = new LinkedHashSet<>();
    Set<Node> costs = new LinkedHashSet<>();
    Set<Node> updated = new LinkedHashSet<>();
    Set<Node> roots = new LinkedHashSet<>(script.tensors().values());
    for (Action action : Lint.all(script.actions())) {
      switch (action) {
        case Action.Print a -> a.text().values().forEach(shown::add);
        case Action.Expect a -> {
          shown.addAll(List.of(a.left(), a.right()));
          a.within().ifPresent(shown::add);
        }
        case Action.Check a -> shown.addAll(List.of(a.left(), a.right()));
        case Action.Repeat a ->
            a.updates()
                .forEach(
                    update -> {
                      updated.add(update.parameter());
                      roots.add(update.next());
                    });
        case Action.Every _ -> {}
        case Action.Train a -> {
          costs.add(a.cost());
          shown.add(a.cost());
          shown.addAll(a.recorded().values());
        }
        case Action.GradCheck a -> shown.add(a.cost());
        case Action.Draw a -> shown.add(a.of());
        case Chart a -> a.values().forEach(shown::add);
      }
    }
    if (!updated.isEmpty()) {
      costs.addAll(differentiated(script));
    }
    roots.addAll(shown);
    return new Subjects(List.copyOf(roots), shown, List.copyOf(costs), updated);
  }

  private static List<Node> differentiated(Script script) {
    List<Node> costs = new ArrayList<>();
    Map<String, Node> tensors = script.tensors();
    DERIVATIVE
        .matcher(script.program().source().text())
        .results()
        .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
        .map(tensors::get)
        .filter(node -> node != null && node.rank() == 0)
        .forEach(costs::add);
    return costs;
  }
}
