package dev.adjoint.rewrite.proof;

import dev.adjoint.graph.Dim;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A product of powers of atoms, summed over its bound indices -1, -2, …, which are numbered in the
/// one way that [Labels] finds. So two that are equal but for the names of their indices are equal.
final class Monomial implements Comparable<Monomial> {
  static final Monomial ONE = new Monomial(new TreeMap<>(), List.of());

  private final SortedMap<Factor, Rational> powers;
  private final List<Dim> bound; // the range of -1, of -2, …
  private final Rational degree;
  private final int hash;

  Monomial(SortedMap<Factor, Rational> powers, List<Dim> bound) {
    this.powers = Collections.unmodifiableSortedMap(powers);
    this.bound = List.copyOf(bound);
    this.degree = powers.values().stream().reduce(Rational.ZERO, Rational::plus);
    this.hash = 31 * this.powers.hashCode() + this.bound.hashCode();
  }

  SortedMap<Factor, Rational> powers() {
    return powers;
  }

  List<Dim> bound() {
    return bound;
  }

  boolean isOne() {
    return powers.isEmpty() && bound.isEmpty();
  }

  /// Whether it is above 0 everywhere, for certain.
  boolean isPositive() {
    return powers.keySet().stream().allMatch(factor -> factor.atom().isPositive());
  }

  /// Whether it is 0 or more everywhere, for certain.
  boolean isNonNegative() {
    return powers.entrySet().stream()
        .allMatch(power -> power.getKey().atom().isPositive() || power.getValue().isEven());
  }

  @Override
  public int compareTo(Monomial that) {
    int order = degree.compareTo(that.degree);
    if (order == 0) {
      order = Integer.compare(powers.size(), that.powers.size());
    }
    Iterator<Map.Entry<Factor, Rational>> others = that.powers.entrySet().iterator();
    for (Map.Entry<Factor, Rational> power : powers.entrySet()) {
      if (order != 0) {
        return order;
      }
      Map.Entry<Factor, Rational> other = others.next();
      order = power.getKey().compareTo(other.getKey());
      order = order != 0 ? order : power.getValue().compareTo(other.getValue());
    }
    return order != 0 ? order : bound.toString().compareTo(that.bound.toString());
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Monomial that
        && hash == that.hash
        && powers.equals(that.powers)
        && bound.equals(that.bound);
  }

  @Override
  public String toString() {
    return (bound.isEmpty() ? "" : "sum" + bound + " ") + powers;
  }
}
