package dev.adjoint.rewrite.algebra;

import dev.adjoint.graph.Node;
import dev.adjoint.graph.TensorType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the shortest way to write a sum: as it is, with products multiplied out, or with common
/// factors in front. Multiplied out, `A * (1 - Y) - (1 - A) * Y` is `A - Y`; not so `x * (1 - y)`.
record Sums(Algebra algebra) {
  // A sum that would have more terms is left as it is.
  private static final int MOST_TERMS = 24;

  /// The same value in fewest words.
  Form simplest(Form form, TensorType type) {
    if (form.isZero() || form.single().filter(term -> openable(term, true).isEmpty()).isPresent()) {
      return form;
    }
    Form quotients = multipliedOut(form, false);
    Form all = multipliedOut(form, true);
    List<Form> ways =
        Stream.of(form, quotients, all)
            .distinct()
            .flatMap(way -> Stream.of(way, factored(way, type)))
            .distinct()
            .toList();
    Form best = form;
    int least = Integer.MAX_VALUE;
    for (Form way : ways) {
      int weight = algebra.weight(algebra.write(way, type));
      if (weight < least || weight == least && isFactored(way, best)) {
        best = way;
        least = weight;
      }
    }
    return best;
  }

  /// Of two ways as long, the one with the common factor in front reads better.
  private static boolean isFactored(Form way, Form best) {
    return way.single().isPresent() && best.single().isEmpty();
  }

  /// The product of two forms as one term.
  Form product(Form a, Form b, TensorType type) {
    if (a.isZero() || b.isZero()) {
      return Form.ZERO;
    }
    Term product = algebra.factor(a, type).times(algebra.factor(b, type));
    return simplest(Form.of(product), type);
  }

  /// A form that is not 0, to a whole power.
  Form power(Form form, int exponent, TensorType type) {
    return exponent == 0 ? Form.of(1) : Form.of(algebra.factor(form, type).power(exponent));
  }

  /// With sums that are factors multiplied out: all, or those only that divide by something, which
  /// may cancel.
  private Form multipliedOut(Form form, boolean all) {
    Deque<Term> open = new ArrayDeque<>(form.terms());
    List<Term> done = new ArrayList<>();
    while (!open.isEmpty()) {
      if (open.size() + done.size() > MOST_TERMS) {
        return form;
      }
      Term term = open.pop();
      Optional<Node> sum = openable(term, all);
      if (sum.isEmpty()) {
        done.add(term);
      } else {
        Term rest = term.over(Term.of(sum.get()));
        algebra.form(sum.get()).terms().reversed().forEach(part -> open.push(rest.times(part)));
      }
    }
    return Form.sum(done);
  }

  /// A factor to multiply out; first those that divide by something.
  private Optional<Node> openable(Term term, boolean all) {
    List<Node> sums =
        term.factors().entrySet().stream()
            .filter(factor -> factor.getValue() > 0)
            .map(Map.Entry::getKey)
            .filter(node -> algebra.form(node).terms().size() > 1)
            .toList();
    Optional<Node> quotients = sums.stream().filter(this::divides).findFirst();
    return all ? quotients.or(() -> sums.stream().findFirst()) : quotients;
  }

  private boolean divides(Node sum) {
    return algebra.form(sum).terms().stream()
        .anyMatch(term -> term.factors().values().stream().anyMatch(exponent -> exponent < 0));
  }

  /// With what all terms have in common as a factor in front.
  private Form factored(Form form, TensorType type) {
    if (form.terms().size() < 2) {
      return form;
    }
    Term common = new Term(commonRatio(form), commonFactors(form));
    if (common.isNumber() && common.ratio().equals(Ratio.ONE)) {
      return form;
    }
    Form rest = new Form(form.terms().stream().map(term -> term.over(common)).toList());
    return Form.of(common.times(algebra.factor(rest, type)));
  }

  private static Ratio commonRatio(Form form) {
    Ratio first = form.terms().getFirst().ratio();
    boolean same =
        form.terms().stream().allMatch(t -> t.ratio().magnitude().equals(first.magnitude()));
    boolean sameDivisor =
        form.terms().stream().allMatch(t -> t.ratio().denominator() == first.denominator());
    return same ? first.magnitude() : sameDivisor ? new Ratio(1, first.denominator()) : Ratio.ONE;
  }

  private static Map<Node, Integer> commonFactors(Form form) {
    Map<Node, Integer> common = new LinkedHashMap<>(form.terms().getFirst().factors());
    for (Term term : form.terms()) {
      common.replaceAll((node, e) -> shared(e, term.factors().getOrDefault(node, 0)));
      common.values().removeIf(e -> e == 0);
    }
    return common;
  }

  /// The exponent that two powers have in common.
  private static int shared(int a, int b) {
    return Integer.signum(a) == Integer.signum(b)
        ? Integer.signum(a) * Math.min(Math.abs(a), Math.abs(b))
        : 0;
  }
}
