package dev.adjoint.lang.run;

import dev.adjoint.draw.Picture;
import dev.adjoint.draw.sketch.Scene;
import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Action;
import dev.adjoint.lang.check.Script;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.trace.Trace;
import dev.adjoint.trace.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Pictures of graphs with the values of a run.
public final class Drawings {
  private Drawings() {}

  static void draw(
      Script script, Action.Draw draw, Path to, Function<List<Node>, List<Tensor>> evaluate) {
    Action.Look look = draw.look();
    Picture picture =
        picture(draw.of(), evaluate)
            .direction(Scene.Direction.of(look.direction()))
            .detail(Scene.Detail.of(look.detail()));
    Picture folded = look.depth().isPresent() ? picture.depth(look.depth().getAsInt()) : picture;
    Picture dated =
        trains(script)
            ? folded.note(
                "The numbers are those of the moment when line %d drew this."
                    .formatted(draw.span().line()))
            : folded;
    dated.write(to);
  }

  /// Whether there are values that change.
  private static boolean trains(Script script) {
    return script.actions().stream().anyMatch(Checkpoint::isLoop);
  }

  /// The graph of a value of a script with what is known of it before the first action: all but what
  /// depends on data that is not at hand.
  public static Picture picture(Script script, Node of) {
    Picture picture = picture(of, new Values(script.definitions()));
    boolean hasNumbers = !picture.scene().trace().values().isEmpty();
    return hasNumbers && trains(script)
        ? picture.note("The numbers are those before the training.")
        : picture;
  }

  /// The graph of a value with what is known of it: all but what depends on data that is not at hand.
  public static Picture picture(Node of, Values values) {
    return Picture.of(Trace.of(of, values::has, values::of));
  }

  /// The same with other versions of the graph, which a page shows beside.
  public static Picture picture(Script script, Node of, List<Version> versions) {
    return picture(script, of).versions(valued(script, versions));
  }

  /// One version of a graph by itself.
  public static Picture picture(Script script, Version version) {
    return Picture.of(valued(script, List.of(version)).getFirst().trace());
  }

  /// Versions with the values that are known.
  private static List<Version> valued(Script script, List<Version> versions) {
    List<Node> nodes =
        versions.stream()
            .flatMap(version -> version.trace().graph().nodes().stream())
            .distinct()
            .toList();
    Values values = new Values(script.definitions());
    Map<Node, Tensor> known = Trace.values(nodes, values::has, values::of);
    return versions.stream().map(version -> version.values(known)).toList();
  }

  /// The graph of a value with all values in it, and with their derivatives if it is a scalar.
  ///
  /// @param evaluate the values of nodes
  public static Picture picture(Node of, Function<List<Node>, List<Tensor>> evaluate) {
    return Picture.of(Trace.of(of, evaluate));
  }
}
