package dev.adjoint.draw.page;

import dev.adjoint.draw.step.Step;
import dev.adjoint.graph.Node;
import java.util.Map;

/// Writes what the backward pass says of a box.
///
/// @param places the numbers of the boxes
record StepText(Map<Node, Integer> places) {
  void backward(Json json, Step.Backward backward) {
    json.object("arrives", backward.arrives(), this::arrives)
        .objects("locals", backward.locals(), this::local)
        .text("remark", backward.remark());
  }

  private void arrives(Json json, Step.Arrival arrival) {
    json.objects("terms", arrival.terms(), this::term)
        .text("text", arrival.text())
        .text("sum", arrival.sum());
  }

  private void term(Json json, Step.Term term) {
    json.number("from", places.get(term.from()))
        .text("symbol", term.symbol())
        .text("text", term.text())
        .object("value", Digest.mention(term.value()), Document::digest);
  }

  private void local(Json json, Step.Local local) {
    json.number("operand", places.get(local.operand()))
        .text("symbol", local.symbol())
        .text("derivative", local.derivative())
        .text("value", local.value())
        .text("line", local.line())
        .text("rule", local.rule())
        .object("contribution", local.contribution(), StepText::contribution);
  }

  private static void contribution(Json json, Step.Contribution contribution) {
    json.text("formula", contribution.formula())
        .text("text", contribution.text())
        .object("value", Digest.mention(contribution.value()), Document::digest);
  }
}
