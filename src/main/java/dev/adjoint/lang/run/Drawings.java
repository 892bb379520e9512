package dev.adjoint.lang.run;

import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Action;
import dev.adjoint.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/// Pictures of graphs with the values of a run.
final class Drawings {
  private Drawings() {}

  static void draw(Action.Draw draw, Path folder, Function<List<Node>, List<Tensor>> evaluate) {}

  static void plot(Action.Plot plot, Path folder, Function<List<Node>, List<Tensor>> evaluate) {}
}
