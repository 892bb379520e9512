package dev.adjoint.lang.run;

import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Action;
import dev.adjoint.rewrite.proof.Equality;
import dev.adjoint.rewrite.proof.Verdict;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Says whether two formulas are equal: proved, tested, or refuted, with the change that mends it.
final class Checks {
  private static final int MOST_SHOWN = 16;

  private final Action.Check check;
  private final long seed;

  private Checks(Action.Check check, long seed) {
    this.check = check;
    this.seed = seed;
  }

  /// What to tell the author: a line, or what is wrong.
  sealed interface Report {
    record Line(String text) implements Report {}

    record Wrong(Diagnostic diagnostic) implements Report {}
  }

  /// @param evaluate the program's own values, for a formula that random ones do not suit
  static Report judge(Action.Check check, long seed, Function<List<Node>, List<Tensor>> evaluate) {
    return new Checks(check, seed).report(evaluate);
  }

  private Report report(Function<List<Node>, List<Tensor>> evaluate) {
    return switch (Equality.judge(check.left(), check.right(), seed)) {
      case Verdict.Proved(boolean butAtKinks) ->
          new Report.Line("check proved: " + text() + (butAtKinks ? ", but at kinks" : ""));
      case Verdict.Holds(int cases) ->
          new Report.Line(
              "check holds on %d %s: %s".formatted(cases, cases == 1 ? "case" : "cases", text()));
      case Verdict.Refuted(Verdict.Counterexample at) -> new Report.Wrong(refuted(at));
      case Verdict.Untested _ -> atHand(evaluate);
    };
  }

  /// `left == right`, on one line.
  private String text() {
    return check.span().text().replaceFirst("^check\\b", "").strip().replaceAll("\\s+", " ");
  }

  private Diagnostic refuted(Verdict.Counterexample at) {
    String where = at.left().shape().rank() == 0 ? "" : Expectations.index(at.left(), at.element());
    Diagnostic diagnostic =
        RunError.CHECK_REFUTED
            .at(check.span(), "check refuted: " + text())
            .note(
                "smallest counterexample%s: left%s %s, right%s %s"
                    .formatted(
                        sizes(at.sizes()),
                        where,
                        Tensor.scalar(at.left().at(at.element())),
                        where,
                        Tensor.scalar(at.right().at(at.element()))));
    if (values(at).isPresent()) {
      diagnostic = diagnostic.note(values(at).get());
    }
    Optional<String> repair = repair();
    return repair.isPresent()
        ? diagnostic.help("`%s` is proved".formatted(repair.get()))
        : diagnostic;
  }

  private static String sizes(Map<String, Integer> sizes) {
    return sizes.isEmpty()
        ? ""
        : sizes.entrySet().stream()
            .map(size -> size.getKey() + " = " + size.getValue())
            .collect(Collectors.joining(", ", " ", ""));
  }

  /// What the leaves are in a counterexample, if that is short.
  private static Optional<String> values(Verdict.Counterexample at) {
    int elements = at.values().values().stream().mapToInt(value -> value.shape().count()).sum();
    if (elements == 0 || elements > MOST_SHOWN) {
      return Optional.empty();
    }
    List<String> values = new ArrayList<>();
    at.values()
        .forEach(
            (leaf, value) ->
                values.add(leaf.label() + " = " + value.toString().replaceAll("\\s*\\n\\s*", " ")));
    return Optional.of("where " + String.join(", ", values));
  }

  /// The first small change of the right side that makes the two equal.
  private Optional<String> repair() {
    return check.repairs().get().stream()
        .filter(repair -> Equality.isProved(check.left(), repair.value(), seed))
        .map(Action.Repair::text)
        .findFirst();
  }

  private Report atHand(Function<List<Node>, List<Tensor>> evaluate) {
    List<Tensor> sides = evaluate.apply(List.of(check.left(), check.right()));
    Tensor left = sides.get(0);
    Tensor right = sides.get(1);
    for (int i = 0; i < left.shape().count(); i++) {
      double a = left.at(i);
      double b = right.at(i);
      if (!Double.isFinite(a) || !Double.isFinite(b)) {
        return new Report.Wrong(
            RunError.CHECK_UNTESTED
                .at(check.span(), "this check could not be tested")
                .note("a side was not finite for any random values, nor for those at hand"));
      }
      double tolerance = left.dtype() == dev.adjoint.tensor.DType.F64 ? 1e-9 : 1e-3;
      if (Math.abs(a - b) > tolerance * Math.max(1, Math.max(Math.abs(a), Math.abs(b)))) {
        String where = left.shape().rank() == 0 ? "" : Expectations.index(left, i);
        return new Report.Wrong(
            RunError.CHECK_REFUTED
                .at(check.span(), "check refuted: " + text())
                .note(
                    "with the values at hand: left%s %s, right%s %s"
                        .formatted(where, Tensor.scalar(a), where, Tensor.scalar(b))));
      }
    }
    return new Report.Line("check holds for the values at hand: " + text());
  }
}
