package dev.adjoint.draw.page;

import dev.adjoint.draw.step.Step;
import dev.adjoint.graph.Node;
import dev.adjoint.json.Json;
import java.util.Map;
import java.util.Objects;

/// Writes what the backward pass says of a box. What arrives at a box is what others pass on, and is
/// written there, with its symbols only where they are not the formula of what is passed on; what is
/// passed on has no numbers where they are those of the gradient it makes up alone; rules, of which
/// there are few, are written once.
///
/// @param box its number
/// @param rules the numbers of the rules so far
record StepText(View view, int box, Map<String, Integer> rules) {
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
    boolean isPassed = term.symbol().equals(passed(term.from()));
    json.number("from", place(term.from())).text("symbol", isPassed ? null : term.symbol());
  }

  /// The formula of what a user of this box passes on to it, or null.
  private String passed(Node user) {
    return view.boxes().get(place(user)).backward().locals().stream()
        .filter(local -> place(local.operand()) == box && local.contribution() != null)
        .map(local -> local.contribution().formula())
        .findFirst()
        .orElse(null);
  }

  private int place(Node node) {
    return view.places().get(node);
  }

  private void local(Json json, Step.Local local) {
    json.number("operand", place(local.operand()))
        .text("line", local.line())
        .number("rule", rule(local.rule()))
        .object(
            "contribution",
            local.contribution(),
            (part, contribution) -> contribution(part, contribution, local.operand()));
  }

  private Integer rule(String rule) {
    if (rule != null) {
      rules.putIfAbsent(rule, rules.size());
    }
    return rules.get(rule);
  }

  private void contribution(Json json, Step.Contribution contribution, Node operand) {
    Digest value = Digest.mention(contribution.value());
    json.text("formula", contribution.formula())
        .text("text", contribution.text())
        .object("value", isAll(value, operand) ? null : value, StepText::mention);
  }

  /// Whether it is all that the operand receives, and is written there.
  private boolean isAll(Digest value, Node operand) {
    Digest gradient = view.boxes().get(place(operand)).gradient();
    return value != null
        && gradient != null
        && Objects.equals(value.text(), gradient.text())
        && value.brief().equals(gradient.brief());
  }

  private static void mention(Json json, Digest digest) {
    json.text("text", digest.text()).text("short", digest.brief());
  }
}
