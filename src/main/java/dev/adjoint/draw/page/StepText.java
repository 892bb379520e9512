package dev.adjoint.draw.page;

import dev.adjoint.draw.step.Step;
import dev.adjoint.graph.Node;
import java.util.Map;

/// Writes what the backward pass says of a box. What arrives at a box is what others pass on, and is
/// written there; rules, of which there are few, are written once.
///
/// @param places the numbers of the boxes
/// @param rules the numbers of the rules so far
record StepText(Map<Node, Integer> places, Map<String, Integer> rules) {
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
    json.number("from", places.get(term.from())).text("symbol", term.symbol());
  }

  private void local(Json json, Step.Local local) {
    json.number("operand", places.get(local.operand()))
        .text("symbol", local.symbol())
        .text("derivative", local.derivative())
        .text("value", local.value())
        .text("line", local.line())
        .number("rule", rule(local.rule()))
        .object("contribution", local.contribution(), StepText::contribution);
  }

  private Integer rule(String rule) {
    if (rule != null) {
      rules.putIfAbsent(rule, rules.size());
    }
    return rules.get(rule);
  }

  private static void contribution(Json json, Step.Contribution contribution) {
    json.text("formula", contribution.formula())
        .text("text", contribution.text())
        .object("value", Digest.mention(contribution.value()), StepText::mention);
  }

  private static void mention(Json json, Digest digest) {
    json.text("text", digest.text()).text("short", digest.brief());
  }
}
