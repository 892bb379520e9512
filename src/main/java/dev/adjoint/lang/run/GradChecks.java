package dev.adjoint.lang.run;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.lang.check.Action;
import dev.adjoint.lang.check.Definition;
import dev.adjoint.lang.check.Script;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.verify.Culprit;
import dev.adjoint.verify.Finding;
import dev.adjoint.verify.Finding.Mismatch;
import dev.adjoint.verify.GradientCases;
import dev.adjoint.verify.GradientCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Holds derivatives against differences, and says what was found.
final class GradChecks {
  private final Action.GradCheck check;
  private final Script script;
  private final Function<List<Node>, List<Tensor>> evaluate;

  GradChecks(Action.GradCheck check, Script script, Function<List<Node>, List<Tensor>> evaluate) {
    this.check = check;
    this.script = script;
    this.evaluate = evaluate;
  }

  /// Gives a line for each derivative that is right, and answers what is to be said of the others.
  List<Diagnostic> run(Consumer<String> lines) {
    List<Diagnostic> wrong = new ArrayList<>();
    Map<Node, Tensor> known = known();
    GradientCases.Outcome outcome = outcome(known);
    if (outcome.tested() == 0) {
      return List.of(unsuited());
    }
    for (Finding finding : outcome.findings()) {
      if (finding.mismatch().isPresent()) {
        wrong.add(wrong(finding, finding.mismatch().get(), known));
      } else if (!finding.isRight()) {
        wrong.add(unmeasured(finding));
      } else {
        lines.accept(line(finding, outcome.tested()));
      }
    }
    return wrong;
  }

  private GradientCases.Outcome outcome(Map<Node, Tensor> known) {
    if (check.over().isEmpty()) {
      return new GradientCases.Outcome(
          GradientCheck.check(
              check.cost(),
              check.wrt(),
              check.claimed(),
              known,
              GradientCheck.Effort.usual(script.seed())),
          1);
    }
    return GradientCases.check(
        check.cost(), check.wrt(), check.claimed(), known, sizes(), check.cases(), script.seed());
  }

  private List<GradientCases.Sizes> sizes() {
    return check.over().stream()
        .map(o -> new GradientCases.Sizes(o.dim(), o.first(), o.last()))
        .toList();
  }

  /// The values of all inputs and parameters; of random cases those of the data that have any.
  private Map<Node, Tensor> known() {
    List<Node> all = new ArrayList<>(List.of(check.cost()));
    all.addAll(check.wrt());
    all.addAll(check.claimed());
    List<Node> leaves =
        Graph.of(all).nodes().stream()
            .filter(
                node ->
                    node.op() instanceof Input && !isLeftOut(node)
                        || node.op() instanceof Parameter && check.over().isEmpty())
            .toList();
    Map<Node, Tensor> known = new HashMap<>();
    List<Tensor> values = leaves.isEmpty() ? List.of() : evaluate.apply(leaves);
    for (int i = 0; i < leaves.size(); i++) {
      known.put(leaves.get(i), values.get(i));
    }
    return known;
  }

  private boolean isLeftOut(Node input) {
    return !check.over().isEmpty()
        && script.definitions().get(input) instanceof Definition.OfCaller;
  }

  private String derivative(Finding finding) {
    return "d(%s)/d(%s)".formatted(check.cost().label(), finding.wrt().label());
  }

  private String line(Finding finding, int cases) {
    Finding.Measurements m = finding.measurements();
    String directions = m.directions() == 0 ? "" : counted(m.directions(), "direction") + " and ";
    boolean isPart = check.over().isEmpty() && m.elements() < m.of();
    return "gradcheck: %s is right to %s, in %s%s%s"
        .formatted(
            given(finding),
            precision(finding.error()),
            directions,
            isPart
                ? m.elements() + " of " + m.of() + " elements"
                : counted(m.elements(), "element"),
            check.over().isEmpty() ? "" : " of " + counted(cases, "case"));
  }

  private String given(Finding finding) {
    return check.isOwn() ? derivative(finding) : "the given " + derivative(finding);
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  /// The power of ten at or above an error: its digits would be noise.
  private static String precision(double error) {
    return "1e" + (int) Math.ceil(Math.log10(Math.max(error, 1e-9)));
  }

  private Diagnostic wrong(Finding finding, Mismatch mismatch, Map<Node, Tensor> known) {
    Diagnostic diagnostic =
        RunError.GRADIENT_WRONG
            .at(
                check.span(),
                "%s is not what the values of `%s` say"
                    .formatted(given(finding), check.cost().label()))
            .note(
                "%s %s is claimed, and %s was measured%s"
                    .formatted(
                        place(finding, mismatch),
                        number(mismatch.claimed()),
                        number(mismatch.measured()),
                        ratio(mismatch)));
    if (!check.isOwn()) {
      return diagnostic.help(
          "`check %s == …`, with your formula for it, looks for what is missing"
              .formatted(derivative(finding)));
    }
    return check.over().isEmpty() ? blame(diagnostic, finding, known) : diagnostic;
  }

  private String place(Finding finding, Mismatch mismatch) {
    String sizes =
        mismatch.sizes().entrySet().stream()
            .map(size -> size.getKey() + " = " + size.getValue())
            .collect(Collectors.joining(", "));
    String at =
        mismatch.element() < 0
            ? "in a random direction"
            : "at %s of `%s`".formatted(mismatch.index(), finding.wrt().label());
    return mismatch.index().equals("[]")
        ? sizes.isEmpty() ? "the derivative" : "for " + sizes
        : sizes.isEmpty() ? at : at + ", for " + sizes + ",";
  }

  private static String number(double x) {
    return String.format(Locale.ROOT, "%.7g", x);
  }

  /// A factor is mostly what is missing: 1/m, 2, a sign.
  private static String ratio(Mismatch mismatch) {
    double ratio = mismatch.claimed() / mismatch.measured();
    double whole = Math.rint(ratio);
    boolean isWhole = Math.abs(ratio - whole) < 1e-6 && whole != 0 && whole != 1;
    return isWhole && Math.abs(whole) < 1e6 ? ": %.0f times as much".formatted(whole) : "";
  }

  /// Names the operation, which is of use to us: the rules are ours.
  private Diagnostic blame(Diagnostic diagnostic, Finding finding, Map<Node, Tensor> known) {
    Optional<Culprit> found = Culprit.of(check.cost(), finding.wrt(), known);
    if (found.isEmpty()) {
      return diagnostic.help(
          "the derivative of each operation by itself is right; please report this program");
    }
    Node node = found.get().node();
    Mismatch own = found.get().finding().mismatch().orElseThrow();
    Diagnostic blamed =
        node.origin()
            .place()
            .map(place -> diagnostic.label(place, "`%s` is here".formatted(node.op().name())))
            .orElse(diagnostic);
    return blamed
        .note(
            "`%s` by itself: %s is claimed, and %s was measured"
                .formatted(node.op().name(), number(own.claimed()), number(own.measured())))
        .help("the mistake is ours; please report this program");
  }

  private Diagnostic unsuited() {
    return RunError.GRADIENT_UNMEASURED
        .at(
            check.span(),
            "`%s` has no value for any of the %d cases drawn"
                .formatted(check.cost().label(), check.cases()))
        .note("numbers were drawn from the normal distribution, and between 0 and 1")
        .help("without `over`, the values at hand are taken");
  }

  private Diagnostic unmeasured(Finding finding) {
    return RunError.GRADIENT_UNMEASURED
        .at(check.span(), "%s could not be measured".formatted(derivative(finding)))
        .note(
            "the values of `%s` are not finite there, or jump from step to step"
                .formatted(check.cost().label()))
        .help("print the cost, and start from other values");
  }
}
