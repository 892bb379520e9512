package dev.adjoint.rewrite.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A sum as a product: a number, powers of atoms that all of its terms share, and what remains, which
/// is [Poly#ONE] if the sum is a single term. Denominators count as shared, so what remains has none
/// but those under a sum over an index.
record Content(Rational number, TreeMap<Factor, Rational> shared, Poly rest) {
  private static final int MOST_ROUNDS = 6;

  static Content of(Poly sum, Algebra algebra) {
    TreeMap<Factor, Rational> shared = new TreeMap<>();
    Poly rest = sum;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      TreeMap<Factor, Rational> more = sharedBy(rest);
      if (more.isEmpty()) {
        break;
      }
      more.forEach((factor, x) -> Term.multiply(shared, factor, x));
      rest = divided(rest, more, algebra);
    }
    return rest.isNumber() && !rest.isZero()
        ? new Content(rest.number(), shared, Poly.ONE)
        : new Content(Rational.ONE, shared, rest);
  }

  private static TreeMap<Factor, Rational> sharedBy(Poly sum) {
    TreeMap<Factor, Rational> least = new TreeMap<>();
    for (Monomial monomial : sum.terms().keySet()) {
      monomial.powers().keySet().stream()
          .filter(factor -> factor.isFree() && !factor.atom().isIndicator())
          .forEach(factor -> least.put(factor, null));
    }
    for (Monomial monomial : sum.terms().keySet()) {
      least.replaceAll(
          (factor, lowest) -> {
            Rational x = monomial.powers().getOrDefault(factor, Rational.ZERO);
            return lowest == null || x.compareTo(lowest) < 0 ? x : lowest;
          });
    }
    least.values().removeIf(Rational::isZero);
    return least;
  }

  private static Poly divided(Poly sum, Map<Factor, Rational> by, Algebra algebra) {
    List<Term> terms = new ArrayList<>();
    sum.terms()
        .forEach(
            (monomial, coefficient) -> {
              Term term = Term.of(monomial, coefficient);
              for (Map.Entry<Factor, Rational> power : by.entrySet()) {
                term = term.times(power.getKey(), power.getValue().negate());
              }
              terms.add(term);
            });
    return algebra.sum(terms);
  }
}
