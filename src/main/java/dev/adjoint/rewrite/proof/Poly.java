package dev.adjoint.rewrite.proof;

import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A sum of products with exact coefficients: what a tensor is at its indices. [Algebra] makes them.
final class Poly implements Comparable<Poly> {
  static final Poly ZERO = new Poly(new TreeMap<>());
  static final Poly ONE = number(Rational.ONE);

  private final TreeMap<Monomial, Rational> terms; // no coefficient is 0
  private final int hash;

  Poly(TreeMap<Monomial, Rational> terms) {
    this.terms = terms;
    this.hash = terms.hashCode();
  }

  static Poly number(Rational value) {
    return value.isZero() ? new Poly(new TreeMap<>()) : of(Monomial.ONE, value);
  }

  static Poly of(Monomial monomial, Rational coefficient) {
    TreeMap<Monomial, Rational> terms = new TreeMap<>();
    terms.put(monomial, coefficient);
    return new Poly(terms);
  }

  /// One atom to a power.
  static Poly of(Factor factor, Rational exponent) {
    TreeMap<Factor, Rational> powers = new TreeMap<>();
    powers.put(factor, exponent);
    return of(new Monomial(powers, java.util.List.of()), Rational.ONE);
  }

  SortedMap<Monomial, Rational> terms() {
    return Collections.unmodifiableSortedMap(terms);
  }

  boolean isZero() {
    return terms.isEmpty();
  }

  boolean isNumber() {
    return isZero() || (terms.size() == 1 && terms.firstKey().isOne());
  }

  /// The number that it is.
  Rational number() {
    return isZero() ? Rational.ZERO : terms.firstEntry().getValue();
  }

  /// The last term in the order of monomials.
  Map.Entry<Monomial, Rational> lead() {
    return terms.lastEntry();
  }

  boolean isPositive() {
    return !isZero()
        && terms.values().stream().allMatch(coefficient -> coefficient.signum() > 0)
        && terms.keySet().stream().allMatch(Monomial::isNonNegative)
        && terms.keySet().stream().anyMatch(Monomial::isPositive);
  }

  /// Whether all of it is smooth; see [Atom#isSmooth].
  boolean isSmooth() {
    return terms.keySet().stream()
        .flatMap(monomial -> monomial.powers().keySet().stream())
        .allMatch(factor -> factor.atom().isSmooth());
  }

  Poly plus(Poly that) {
    TreeMap<Monomial, Rational> sum = new TreeMap<>(terms);
    that.terms.forEach((monomial, coefficient) -> add(sum, monomial, coefficient));
    return new Poly(sum);
  }

  Poly minus(Poly that) {
    return plus(that.times(Rational.MINUS_ONE));
  }

  Poly times(Rational number) {
    if (number.isZero()) {
      return ZERO;
    }
    if (number.isOne()) {
      return this;
    }
    TreeMap<Monomial, Rational> product = new TreeMap<>(terms);
    product.replaceAll((_, coefficient) -> coefficient.times(number));
    return new Poly(product);
  }

  static void add(TreeMap<Monomial, Rational> sum, Monomial monomial, Rational coefficient) {
    sum.merge(
        monomial,
        coefficient,
        (a, b) -> {
          Rational total = a.plus(b);
          return total.isZero() ? null : total;
        });
  }

  /// The free indices that it depends on.
  SortedSet<Integer> free() {
    SortedSet<Integer> free = new TreeSet<>();
    for (Monomial monomial : terms.keySet()) {
      for (Factor factor : monomial.powers().keySet()) {
        factor.at().stream().filter(index -> index >= 0).forEach(free::add);
      }
    }
    return free;
  }

  @Override
  public int compareTo(Poly that) {
    Iterator<Map.Entry<Monomial, Rational>> others = that.terms.entrySet().iterator();
    int order = Integer.compare(terms.size(), that.terms.size());
    for (Map.Entry<Monomial, Rational> term : terms.entrySet()) {
      if (order != 0) {
        return order;
      }
      Map.Entry<Monomial, Rational> other = others.next();
      order = term.getKey().compareTo(other.getKey());
      order = order != 0 ? order : term.getValue().compareTo(other.getValue());
    }
    return order;
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Poly that && hash == that.hash && terms.equals(that.terms);
  }

  @Override
  public String toString() {
    return terms.entrySet().stream()
        .map(term -> term.getValue() + "*" + term.getKey())
        .collect(Collectors.joining(" + "));
  }
}
