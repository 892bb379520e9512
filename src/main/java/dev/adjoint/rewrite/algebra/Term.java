package dev.adjoint.rewrite.algebra;

import dev.adjoint.graph.Node;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A number times whole powers of nodes: `-2 * x * y^2 / m`. Nodes may be of different shapes, as far
/// as they broadcast. Two terms are equal whatever the order of their factors.
///
/// @param factors the nodes with their exponents, none of which is 0
record Term(Ratio ratio, Map<Node, Integer> factors) {
  Term {
    factors = Collections.unmodifiableMap(factors);
  }

  static Term of(Ratio ratio) {
    return new Term(ratio, Map.of());
  }

  static Term of(Node node) {
    return new Term(Ratio.ONE, Map.of(node, 1));
  }

  Term times(Term that) {
    Map<Node, Integer> product = new LinkedHashMap<>(factors);
    that.factors.forEach((node, exponent) -> product.merge(node, exponent, Term::sumUnlessZero));
    product.replaceAll((node, exponent) -> exponent > 1 && Truth.is(node) ? 1 : exponent);
    return new Term(ratio.times(that.ratio), product);
  }

  private static Integer sumUnlessZero(int a, int b) {
    return a + b == 0 ? null : Integer.valueOf(a + b);
  }

  Term over(Term that) {
    return times(that.power(-1));
  }

  /// This to a power that is not 0.
  Term power(int exponent) {
    Ratio power = Ratio.ONE;
    for (int i = 0; i < Math.abs(exponent); i++) {
      power = power.times(ratio);
    }
    Map<Node, Integer> powers = new LinkedHashMap<>();
    factors.forEach(
        (node, e) -> powers.put(node, exponent > 0 && e > 0 && Truth.is(node) ? e : e * exponent));
    return new Term(exponent < 0 ? power.reciprocal() : power, powers);
  }

  Term negate() {
    return new Term(ratio.negate(), factors);
  }

  Term times(Ratio by) {
    return new Term(ratio.times(by), factors);
  }

  Term without(Node factor) {
    Map<Node, Integer> rest = new LinkedHashMap<>(factors);
    rest.remove(factor);
    return new Term(ratio, rest);
  }

  boolean isNumber() {
    return factors.isEmpty();
  }

  /// The number and the factors that are scalars: what a linear operation does not see.
  Term scalars() {
    Map<Node, Integer> scalars = new LinkedHashMap<>(factors);
    scalars.keySet().removeIf(node -> node.rank() > 0);
    return new Term(ratio, scalars);
  }
}
