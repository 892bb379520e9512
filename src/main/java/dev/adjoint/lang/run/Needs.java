package dev.adjoint.lang.run;

import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Action;
import dev.adjoint.lang.check.Value;
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
      case Action.Print a -> of(a.pieces().stream());
      case Action.Expect a -> Stream.concat(Stream.of(a.left(), a.right()), a.within().stream());
      case Action.Check a -> Stream.of(a.left(), a.right());
      case Action.Repeat a ->
          Stream.concat(a.updates().stream().map(Action.Update::next), of(a.body()).stream());
      case Action.Every a -> of(a.body()).stream();
      case Action.Train a -> Stream.of(a.cost());
      case Action.GradCheck a ->
          Stream.concat(Stream.of(a.cost()), Stream.concat(a.wrt().stream(), a.claimed().stream()));
      case Action.Draw a -> Stream.of(a.of());
      case Action.Plot a ->
          Stream.concat(
              a.curves().stream().flatMap(c -> Stream.concat(Stream.of(c.values()), of(c.name()))),
              of(a.axes().title()));
      case Action.Points a ->
          Stream.concat(
              Stream.concat(
                  Stream.of(a.points(), a.labels()),
                  a.region().stream().flatMap(r -> Stream.of(r.plane(), r.scores()))),
              Stream.concat(a.classes().stream().flatMap(Needs::of), of(a.axes().title())));
      case Action.Images a ->
          Stream.of(
                  a.of().stream(),
                  a.judged().stream().map(Action.Judged::predicted),
                  a.judged().flatMap(Action.Judged::labels).stream(),
                  a.captions().stream().flatMap(Needs::of),
                  a.classes().stream().flatMap(Needs::of),
                  of(a.title()))
              .flatMap(nodes -> nodes);
      case Action.Confusion a ->
          Stream.of(
                  Stream.of(a.predicted(), a.labels()),
                  a.classes().stream().flatMap(Needs::of),
                  of(a.title()))
              .flatMap(nodes -> nodes);
    };
  }

  private static Stream<Node> of(Value.Text text) {
    return of(text.pieces().stream());
  }

  private static Stream<Node> of(Stream<Value.Piece> pieces) {
    return pieces.flatMap(
        piece ->
            switch (piece) {
              case Value.Slot(Node node, _) -> Stream.of(node);
              case Value.Literal _ -> Stream.empty();
            });
  }
}
