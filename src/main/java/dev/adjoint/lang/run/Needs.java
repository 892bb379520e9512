package dev.adjoint.lang.run;

import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Action;
import dev.adjoint.lang.check.Chart;
import java.util.List;
import java.util.stream.Stream;

/// The values that actions will ask for.
final class Needs {
  private Needs() {}

  static List<Node> of(List<Action> actions) {
    return actions.stream().flatMap(Needs::of).toList();
  }

  private static Stream<Node> of(Action action) {
    return switch (action) {
      case Action.Print a -> a.text().values();
      case Action.Expect a -> Stream.concat(Stream.of(a.left(), a.right()), a.within().stream());
      case Action.Check a -> Stream.of(a.left(), a.right());
      case Action.Repeat a ->
          Stream.concat(a.updates().stream().map(Action.Update::next), of(a.body()).stream());
      case Action.Every a -> of(a.body()).stream();
      case Action.Train a ->
          Stream.concat(Stream.of(a.cost()), a.records().stream().map(Action.Recorded::value));
      case Action.GradCheck a ->
          Stream.concat(Stream.of(a.cost()), Stream.concat(a.wrt().stream(), a.claimed().stream()));
      case Action.Draw a -> Stream.of(a.of());
      case Chart a -> a.values();
    };
  }
}
