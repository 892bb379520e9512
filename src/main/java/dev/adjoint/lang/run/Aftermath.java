package dev.adjoint.lang.run;

import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Action;
import dev.adjoint.lang.check.Chart;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is left out of a script when a training has come to nothing, or loops were stopped.
///
/// After a training that diverged that is all that depends on what it was to learn, but for plots of
/// its costs: they show what went wrong. After a stop it is all further loops, what looks at their
/// costs, and expectations, which are those of a whole run.
final class Aftermath {
  private final Values values;
  private final Set<Node> lost = new HashSet<>(); // parameters that were to be learnt, and were not
  private final Set<Node> histories = new HashSet<>(); // that end too early
  private final Set<Action> leftOut = new HashSet<>();
  private boolean stopped;

  Aftermath(Values values) {
    this.values = values;
  }

  boolean leavesOut(Action action) {
    return leftOut.contains(action);
  }

  /// A training has diverged.
  ///
  /// @param rest what comes after it
  /// @return what of the rest is left out from now on
  List<Action> diverged(Action.Train train, List<Action> rest) {
    lose(train);
    List<Action> found = new ArrayList<>();
    for (Action action : rest) {
      if (!leavesOut(action) && dependsOnLost(action)) {
        leaveOut(action);
        lose(action);
        found.add(action);
      }
    }
    return found;
  }

  /// Loops have been stopped.
  ///
  /// @param rest what comes after the stop
  /// @return what of the rest is left out from now on; nothing the second time
  List<Action> stopped(List<Action> rest) {
    List<Action> found = new ArrayList<>();
    for (Action action : stopped ? List.<Action>of() : rest) {
      boolean waits = Checkpoint.isLoop(action) || action instanceof Action.Expect;
      if (!leavesOut(action) && (waits || dependsOnLost(action))) {
        leaveOut(action);
        found.add(action);
      }
    }
    stopped = true;
    return found;
  }

  /// Whether something has cut histories short.
  boolean hasBegun() {
    return stopped || !histories.isEmpty();
  }

  private void leaveOut(Action action) {
    leftOut.add(action);
    if (action instanceof Action.Train train) {
      train.histories().forEach(history -> values.set(Map.of(history, Tensor.vector())));
      histories.addAll(train.histories());
    }
  }

  private void lose(Action action) {
    switch (action) {
      case Action.Train a -> {
        lost.addAll(a.parameters());
        histories.addAll(a.histories());
      }
      case Action.Repeat a -> a.updates().forEach(update -> lost.add(update.parameter()));
      default -> {}
    }
  }

  private boolean dependsOnLost(Action action) {
    return switch (action) {
      case Action.Check _ -> false; // it is about formulas
      case Chart.Plot a ->
          values.behind(a.curves().stream().map(Chart.Curve::values).toList()).stream()
              .anyMatch(lost::contains);
      default ->
          values.behind(Needs.of(List.of(action))).stream()
              .anyMatch(leaf -> lost.contains(leaf) || histories.contains(leaf));
    };
  }

  /// The lines of actions, as messages list them: `lines 3, 5 and 6`.
  static String lines(List<Action> actions) {
    List<String> lines =
        actions.stream()
            .map(action -> action.span().line())
            .distinct()
            .sorted()
            .map(String::valueOf)
            .toList();
    String last = lines.getLast();
    return lines.size() == 1
        ? "line " + last
        : "lines " + String.join(", ", lines.subList(0, lines.size() - 1)) + " and " + last;
  }
}
