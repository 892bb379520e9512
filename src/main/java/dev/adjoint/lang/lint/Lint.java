package dev.adjoint.lang.lint;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.lang.check.Action;
import dev.adjoint.lang.check.Chart;
import dev.adjoint.lang.check.Definition;
import dev.adjoint.lang.check.Script;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Warns of what is allowed and seldom meant. A warning that is wrong costs more than one that is
/// missing: each rule asks for all that it needs, and is silent where it does not know.
///
/// A comment `# allow W0103` on the line, on the line above or before the first statement keeps a
/// warning away.
public final class Lint {
  private final Script script;
  private final Subjects subjects;
  private final List<Diagnostic> warnings = new ArrayList<>();

  private Lint(Script script) {
    this.script = script;
    this.subjects = Subjects.of(script);
  }

  /// The warnings, in the order of the text.
  public static List<Diagnostic> of(Script script) {
    Lint lint = new Lint(script);
    lint.parameters();
    for (Node cost : lint.subjects.costs()) {
      lint.warnings.addAll(Symmetry.of(cost, script.definitions()));
      lint.warnings.addAll(CostRules.of(cost, script.definitions()));
    }
    return lint.warnings.stream()
        .filter(new Allowances()::permits)
        .sorted(Comparator.comparingInt(warning -> warning.primary().orElseThrow().start()))
        .distinct()
        .toList();
  }

  private void parameters() {
    Set<Node> used = new HashSet<>();
    for (Node node : Graph.of(subjects.roots()).nodes()) {
      used.addAll(node.operands());
    }
    used.addAll(subjects.shown());
    List<Node> costs = new ArrayList<>(subjects.costs());
    for (Action action : all(script.actions())) {
      if (action instanceof Action.GradCheck check) {
        costs.add(check.cost()); // a cost like those that are trained
      }
    }
    Set<Node> learnt = new HashSet<>(Graph.of(costs).nodes());
    Set<Node> told = new LinkedHashSet<>();
    script
        .definitions()
        .forEach(
            (node, definition) -> {
              if (node.op() instanceof Parameter && !(definition instanceof Definition.OfAction)) {
                told.add(node);
              }
            });
    told.forEach(parameter -> parameter(parameter, used, learnt));
  }

  private void parameter(Node parameter, Set<Node> used, Set<Node> learnt) {
    Span place = parameter.origin().place().orElse(null);
    if (place == null) {
      return;
    }
    if (!used.contains(parameter)) {
      warnings.add(
          LintCode.UNUSED_PARAMETER
              .at(place, "no formula has the parameter `%s`".formatted(parameter.label()))
              .help("take its declaration away, or use it"));
    } else if (!subjects.costs().isEmpty()
        && !learnt.contains(parameter)
        && !subjects.updated().contains(parameter)) {
      warnings.add(
          LintCode.NOT_LEARNT
              .at(
                  place,
                  "the cost does not depend on `%s`: training leaves it as it is"
                      .formatted(parameter.label()))
              .help(
                  "take it into the formulas of the cost; a number that is not learnt needs no"
                      + " `param`"));
    }
  }

  /// The actions of a script, with those in its loops.
  static List<Action> all(List<Action> actions) {
    List<Action> all = new ArrayList<>();
    for (Action action : actions) {
      all.add(action);
      switch (action) {
        case Action.Repeat a -> all.addAll(all(a.body()));
        case Action.Every a -> all.addAll(all(a.body()));
        case Action.Print _,
            Action.Expect _,
            Action.Check _,
            Action.Train _,
            Action.GradCheck _,
            Action.Draw _,
            Chart _ -> {}
      }
    }
    return all;
  }
}
