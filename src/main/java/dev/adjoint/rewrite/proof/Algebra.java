package dev.adjoint.rewrite.proof;

import dev.adjoint.graph.Dim;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Sums and products in normal form: products are multiplied out, and each is rewritten until no
/// rule of [Rules] applies.
final class Algebra {
  private final Atoms atoms = new Atoms();
  private final Budget budget;
  private final Labels labels;
  private final Rules rules;

  Algebra(Budget budget) {
    this.budget = budget;
    this.labels = new Labels(budget);
    this.rules = new Rules(this);
  }

  Atoms atoms() {
    return atoms;
  }

  Labels labels() {
    return labels;
  }

  /// The sum of these terms.
  Poly sum(Collection<Term> terms) {
    Deque<Term> open = new ArrayDeque<>(terms);
    TreeMap<Monomial, Rational> sum = new TreeMap<>();
    while (!open.isEmpty()) {
      budget.step();
      Term term = open.pop();
      if (!term.coefficient().isZero()) {
        List<Term> rewritten = rules.rewrite(term);
        if (rewritten == null) {
          Poly.add(sum, labels.monomial(term), term.coefficient());
        } else {
          rewritten.forEach(open::push);
        }
      }
    }
    return new Poly(sum);
  }

  Poly times(Poly a, Poly b) {
    if (a.isNumber()) {
      return b.times(a.number());
    }
    if (b.isNumber()) {
      return a.times(b.number());
    }
    List<Term> products = new ArrayList<>();
    a.terms()
        .forEach(
            (monomial, coefficient) ->
                products.addAll(
                    products(Term.of(monomial, coefficient), b, UnaryOperator.identity())));
    return sum(products);
  }

  /// A term multiplied by each term of a sum whose free indices are taken for others.
  List<Term> products(Term term, Poly by, UnaryOperator<Integer> free) {
    List<Term> products = new ArrayList<>();
    by.terms()
        .forEach(
            (monomial, coefficient) -> {
              budget.step();
              products.add(term.times(monomial, coefficient, free));
            });
    return products;
  }

  /// A function at other indices.
  Poly at(Poly function, List<Integer> actual) {
    return renamed(function, actual::get);
  }

  /// A sum with its free indices renamed.
  Poly renamed(Poly sum, UnaryOperator<Integer> free) {
    if (sum.isNumber()) {
      return sum;
    }
    return sum(products(Term.of(Monomial.ONE, Rational.ONE), sum, free));
  }

  /// The sum over a free index.
  Poly total(Poly of, int index, Dim dim) {
    List<Term> terms = new ArrayList<>();
    of.terms().forEach((monomial, c) -> terms.add(Term.of(monomial, c).summed(index, dim)));
    return sum(terms);
  }

  /// A whole power, multiplied out.
  Poly power(Poly base, int exponent) {
    Poly power = Poly.ONE;
    for (int i = 0; i < exponent; i++) {
      power = times(power, base);
    }
    return power;
  }

  /// The size of an axis.
  Poly size(Dim dim) {
    Poly size = Poly.ZERO;
    for (Map.Entry<List<String>, Long> term : dim.terms().entrySet()) {
      Poly product = Poly.number(Rational.of(term.getValue()));
      for (String name : term.getKey()) {
        product = times(product, atom(new Atom.Kind.Size(name), List.of()));
      }
      size = size.plus(product);
    }
    return size;
  }

  Poly atom(Atom.Kind kind, List<Integer> at) {
    return Poly.of(new Factor(atoms.of(kind), at), Rational.ONE);
  }
}
