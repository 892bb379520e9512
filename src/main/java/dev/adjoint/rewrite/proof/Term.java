package dev.adjoint.rewrite.proof;

import dev.adjoint.graph.Dim;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// A product on its way to a normal form: a number times powers of atoms, summed over bound indices,
/// negative numbers that mean nothing outside of it. Never changed once it is made.
record Term(Rational coefficient, TreeMap<Factor, Rational> powers, TreeMap<Integer, Dim> bound) {

  static Term of(Monomial monomial, Rational coefficient) {
    TreeMap<Integer, Dim> bound = new TreeMap<>();
    for (int i = 0; i < monomial.bound().size(); i++) {
      bound.put(-1 - i, monomial.bound().get(i));
    }
    return new Term(coefficient, new TreeMap<>(monomial.powers()), bound);
  }

  Term scaled(Rational number) {
    return new Term(coefficient.times(number), powers, bound);
  }

  /// With one factor to another power, or gone.
  Term with(Factor factor, Rational exponent) {
    TreeMap<Factor, Rational> changed = new TreeMap<>(powers);
    if (exponent.isZero()) {
      changed.remove(factor);
    } else {
      changed.put(factor, exponent);
    }
    return new Term(coefficient, changed, bound);
  }

  /// Multiplied by a power of a factor.
  Term times(Factor factor, Rational exponent) {
    return with(factor, powers.getOrDefault(factor, Rational.ZERO).plus(exponent));
  }

  /// Multiplied by a product whose free indices are taken for others.
  Term times(Monomial monomial, Rational number, UnaryOperator<Integer> free) {
    int lowest = bound.isEmpty() ? 0 : bound.firstKey();
    TreeMap<Integer, Dim> indices = bound;
    if (!monomial.bound().isEmpty()) {
      indices = new TreeMap<>(bound);
      for (int i = 0; i < monomial.bound().size(); i++) {
        indices.put(lowest - 1 - i, monomial.bound().get(i));
      }
    }
    UnaryOperator<Integer> image = index -> index >= 0 ? free.apply(index) : lowest + index;
    TreeMap<Factor, Rational> product = new TreeMap<>(powers);
    monomial.powers().forEach((factor, x) -> multiply(product, factor.at(image), x));
    return new Term(coefficient.times(number), product, indices);
  }

  /// With other indices.
  Term renamed(UnaryOperator<Integer> image) {
    TreeMap<Factor, Rational> renamed = new TreeMap<>();
    powers.forEach((factor, x) -> multiply(renamed, factor.at(image), x));
    TreeMap<Integer, Dim> indices = new TreeMap<>();
    bound.forEach((index, dim) -> indices.put(image.apply(index), dim));
    return new Term(coefficient, renamed, indices);
  }

  /// Summed over a free index.
  Term summed(int free, Dim dim) {
    int fresh = bound.isEmpty() ? -1 : bound.firstKey() - 1;
    Term renamed = renamed(index -> index == free ? fresh : index);
    renamed.bound.put(fresh, dim);
    return renamed;
  }

  /// Without a bound index that occurs nowhere.
  Term without(int index) {
    TreeMap<Integer, Dim> fewer = new TreeMap<>(bound);
    fewer.remove(index);
    return new Term(coefficient, powers, fewer);
  }

  boolean uses(int index) {
    return powers.keySet().stream().anyMatch(factor -> factor.at().contains(index));
  }

  static void multiply(Map<Factor, Rational> product, Factor factor, Rational exponent) {
    product.merge(
        factor,
        exponent,
        (a, b) -> {
          Rational sum = a.plus(b);
          return sum.isZero() ? null : sum;
        });
  }
}
