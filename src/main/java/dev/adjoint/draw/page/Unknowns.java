package dev.adjoint.draw.page;

import dev.adjoint.draw.page.View.Box;
import dev.adjoint.draw.page.View.Edge;
import dev.adjoint.draw.sketch.Sketch;
import dev.adjoint.draw.step.Step;
import dev.adjoint.graph.Node;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.trace.Unknown;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The boxes of values that are not known, because what computes them is wrong.
final class Unknowns {
  /// The operation of such a box, by which the scripts know it.
  static final String OP = "unknown";

  private Unknowns() {}

  /// Adds them behind the boxes of the graph, with what they would be computed from.
  ///
  /// @param problems what is wrong, in the order of the document
  /// @param places the numbers of the graph's boxes
  static void add(
      List<Unknown> unknowns,
      List<Diagnostic> problems,
      Map<Node, Integer> places,
      List<Box> boxes,
      List<Edge> edges) {
    Map<String, Integer> byName = new HashMap<>();
    for (Unknown unknown : unknowns) {
      int id = boxes.size();
      Set<Integer> from = new LinkedHashSet<>();
      unknown.operands().stream().map(places::get).filter(Objects::nonNull).forEach(from::add);
      unknown.missing().stream().map(byName::get).filter(Objects::nonNull).forEach(from::add);
      int operand = 0;
      for (int one : from) {
        edges.add(new Edge(one, id, operand++, ""));
      }
      boxes.add(box(unknown, problems));
      if (!unknown.name().isEmpty()) {
        byName.putIfAbsent(unknown.name(), id);
      }
    }
  }

  private static Box box(Unknown unknown, List<Diagnostic> problems) {
    Diagnostic problem = unknown.problem();
    String name = unknown.name().isEmpty() ? null : unknown.name();
    return new Box(
        name,
        OP,
        "not known",
        problem == null ? Sketch.Role.UNKNOWN : Sketch.Role.PROBLEM,
        unknown.formula(),
        "?",
        null,
        null,
        List.of(unknown.span()),
        null,
        null,
        null,
        problem == null ? unknown.reason() : problem.message(),
        null,
        problem == null ? null : index(problem, problems),
        new Step.Forward(name == null ? unknown.formula() : name + " = " + unknown.formula(), null),
        null);
  }

  /// The place of a problem, or null. A loop's body may report one in each of its turns, in other
  /// words; it is listed once.
  private static Integer index(Diagnostic problem, List<Diagnostic> problems) {
    for (int i = 0; i < problems.size(); i++) {
      Diagnostic other = problems.get(i);
      if (other.code().equals(problem.code()) && other.primary().equals(problem.primary())) {
        return i;
      }
    }
    return null;
  }
}
