package dev.adjoint.draw;

import dev.adjoint.draw.sketch.Glyphs;
import dev.adjoint.draw.sketch.Scene;
import dev.adjoint.draw.step.Step;
import dev.adjoint.draw.step.Steps;
import dev.adjoint.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/// What the wires of a picture say when the pointer rests on them: the derivative of the box by its
/// operand, and what flows back along it.
final class Slopes implements BiFunction<Node, Node, String> {
  private static final int LARGEST = 2000; // nodes; beyond, nobody rests on a wire
  private static final int LINE = 200;

  private final Map<Node, Step> steps;

  Slopes(Scene scene) {
    boolean isTold =
        !scene.trace().gradients().isEmpty() && scene.trace().graph().nodes().size() <= LARGEST;
    this.steps =
        isTold
            ? Steps.of(scene).all().stream().collect(Collectors.toMap(Step::node, step -> step))
            : Map.of();
  }

  @Override
  public String apply(Node box, Node operand) {
    Step step = steps.get(box);
    return step == null || step.backward() == null
        ? ""
        : step.backward().locals().stream()
            .filter(local -> local.operand() == operand)
            .findFirst()
            .map(Slopes::text)
            .orElse("");
  }

  private static String text(Step.Local local) {
    List<String> lines = new ArrayList<>(List.of(line(local.line())));
    Step.Contribution contribution = local.contribution();
    if (contribution != null) {
      String text = contribution.text();
      lines.add(line("back: " + contribution.formula() + (text == null ? "" : ": " + text)));
    }
    return String.join("\n", lines);
  }

  private static String line(String text) {
    return Glyphs.cut(Glyphs.line(text), LINE);
  }
}
