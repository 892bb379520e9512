package dev.adjoint.draw.step;

import java.util.List;

/// All that steps say, line by line.
final class Listing {
  private Listing() {}

  static String of(Steps steps) {
    StringBuilder out = new StringBuilder();
    for (Step step : steps.all()) {
      line(out, "", step.forward().formula(), step.forward().numbers());
      if (step.backward() != null) {
        backward(out, step.backward());
      }
    }
    return out.toString();
  }

  private static void backward(StringBuilder out, Step.Backward backward) {
    line(out, "  ", backward.arrives().text(), backward.arrives().sum());
    for (Step.Term term : backward.arrives().terms()) {
      line(out, "    from " + term.from().label() + ": ", term.symbol(), term.text());
    }
    for (Step.Local local : backward.locals()) {
      line(out, "  to " + local.operand().label() + ": ", local.symbol(), local.line());
      if (local.contribution() != null) {
        line(out, "    ", local.contribution().formula(), local.contribution().text());
      }
      line(out, "    ", local.rule());
    }
    line(out, "  ! ", backward.remark());
  }

  private static void line(StringBuilder out, String start, String... parts) {
    List<String> said = java.util.Arrays.stream(parts).filter(part -> part != null).toList();
    if (!said.isEmpty()) {
      out.append(start).append(String.join(" | ", said)).append('\n');
    }
  }
}
