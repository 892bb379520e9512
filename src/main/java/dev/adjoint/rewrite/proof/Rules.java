package dev.adjoint.rewrite.proof;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.UnaryFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// What rewrites one product, until nothing does. Each rule is an identity wherever both sides are
/// defined:
///
/// | product | becomes |
/// |---|---|
/// | `n^(k + f)`, n a whole number | `n^k * n^f`, 0 ≤ f < 1 |
/// | `[p > 0]^k`, k > 0; so for `[p == 0]` | `[p > 0]` |
/// | `[p > 0] * [p == 0]`; `[p == 0] * p^-k` | 0; the second is defined nowhere but where it is 0 |
/// | `[p == 0] * L`, where p = L + R | `-R * [p == 0]` |
/// | `sin(z)^2` | `1 - cos(z)^2` |
/// | `(p)^k`, k ≥ 1 | p, multiplied out |
/// | `L * (p)^-k`, where p = L + R | `(p)^(1-k) - R * (p)^-k` |
/// | `x^-1 * (p)^-k`, where p = c + x R | `(x^-1 * (p)^(1-k) - R * (p)^-k) / c` |
/// | `sum over i of 1` | the size of the axis |
/// | `sum over i of one_hot(y)` at i | 1 |
///
/// The third from below is how quotients cancel: the lead L of a sum may be summed itself, so that
/// the shares of a softmax add up to 1.
final class Rules {
  private final Algebra algebra;

  Rules(Algebra algebra) {
    this.algebra = algebra;
  }

  /// The terms that a term is the sum of; null if no rule applies.
  List<Term> rewrite(Term term) {
    for (Map.Entry<Factor, Rational> power : term.powers().entrySet()) {
      List<Term> rewritten = rewrite(term, power.getKey(), power.getValue());
      if (rewritten != null) {
        return rewritten;
      }
    }
    for (Map.Entry<Integer, Dim> index : term.bound().entrySet()) {
      List<Term> rewritten = summed(term, index.getKey(), index.getValue());
      if (rewritten != null) {
        return rewritten;
      }
    }
    return null;
  }

  private List<Term> rewrite(Term term, Factor factor, Rational x) {
    return switch (factor.atom().kind()) {
      case Atom.Kind.Number(var value) -> number(term, factor, value, x);
      case Atom.Kind.Above _, Atom.Kind.OneHot _ -> indicator(term, factor, x);
      case Atom.Kind.Zero(Poly of) -> {
        List<Term> simpler = indicator(term, factor, x);
        yield simpler != null ? simpler : zero(term, factor, of);
      }
      case Atom.Kind.Row(UnaryFunction function, Poly of) when function == UnaryFunction.SIN ->
          sine(term, factor, x, of);
      case Atom.Kind.Group(Poly of) -> group(term, factor, x, of);
      case Atom.Kind.Given _,
          Atom.Kind.Place _,
          Atom.Kind.Size _,
          Atom.Kind.Exp _,
          Atom.Kind.Log _,
          Atom.Kind.Row _,
          Atom.Kind.Pair _,
          Atom.Kind.Mark _,
          Atom.Kind.Opaque _ ->
          null;
    };
  }

  private static List<Term> number(
      Term term, Factor factor, java.math.BigInteger value, Rational x) {
    var whole = x.floor();
    if (whole.signum() == 0) {
      return null;
    }
    Rational part = Rational.of(value, java.math.BigInteger.ONE).pow(whole);
    Rational rest = x.minus(Rational.of(whole, java.math.BigInteger.ONE));
    return List.of(term.with(factor, rest).scaled(part));
  }

  private static List<Term> indicator(Term term, Factor factor, Rational x) {
    if (x.signum() < 0) {
      throw new Unprovable();
    }
    return x.isOne() ? null : List.of(term.with(factor, Rational.ONE));
  }

  private List<Term> zero(Term term, Factor zero, Poly of) {
    for (Map.Entry<Factor, Rational> power : term.powers().entrySet()) {
      Factor other = power.getKey();
      boolean isOfSame = other.at().equals(zero.at());
      boolean isAbove = other.atom().kind() instanceof Atom.Kind.Above(Poly p) && p.equals(of);
      boolean isPower =
          power.getValue().signum() < 0
              && (other.atom().kind() instanceof Atom.Kind.Group(Poly p)
                  ? p.equals(of)
                  : of.equals(Poly.of(formal(other), Rational.ONE)));
      if (isOfSame && (isAbove || isPower)) {
        return List.of();
      }
    }
    Term rest = divided(term, of.lead().getKey(), zero);
    return rest == null ? null : replaced(rest, of, zero, List.of());
  }

  /// A factor at the indices 0, 1, ….
  private static Factor formal(Factor factor) {
    List<Integer> at = new ArrayList<>();
    factor.at().forEach(_ -> at.add(at.size()));
    return new Factor(factor.atom(), at);
  }

  /// The terms that stand for `rest * lead`, where the lead is what is left of `sum - others`.
  ///
  /// @param sums what stands for `rest * sum`
  private List<Term> replaced(Term rest, Poly sum, Factor at, List<Term> sums) {
    Rational lead = sum.lead().getValue();
    Poly others = sum.minus(Poly.of(sum.lead().getKey(), lead));
    List<Term> terms = new ArrayList<>(sums);
    terms.addAll(
        algebra.products(
            rest.scaled(lead.inverse()).scaled(Rational.MINUS_ONE), others, at.at()::get));
    return terms;
  }

  private List<Term> sine(Term term, Factor factor, Rational x, Poly of) {
    if (x.compareTo(Rational.of(2)) < 0) {
      return null;
    }
    Term rest = term.with(factor, x.minus(Rational.of(2)));
    Atom cosine = algebra.atoms().of(new Atom.Kind.Row(UnaryFunction.COS, of));
    return List.of(
        rest,
        rest.times(new Factor(cosine, factor.at()), Rational.of(2)).scaled(Rational.MINUS_ONE));
  }

  private List<Term> group(Term term, Factor group, Rational x, Poly of) {
    if (x.compareTo(Rational.ONE) >= 0) {
      return algebra.products(term.with(group, x.minus(Rational.ONE)), of, group.at()::get);
    }
    if (x.signum() > 0) {
      return null;
    }
    Term rest = divided(term, of.lead().getKey(), group);
    if (rest != null) {
      Term sum = rest.times(group, Rational.ONE).scaled(of.lead().getValue().inverse());
      return replaced(rest, of, group, List.of(sum));
    }
    return tail(term, group, of);
  }

  private List<Term> tail(Term term, Factor group, Poly of) {
    Rational constant = of.terms().get(Monomial.ONE);
    if (constant == null) {
      return null;
    }
    Poly others = of.minus(Poly.number(constant));
    for (Map.Entry<Factor, Rational> power : term.powers().entrySet()) {
      if (power.getValue().compareTo(Rational.MINUS_ONE) <= 0
          && isDivisible(others, power.getKey(), group)) {
        Term scaled = term.scaled(constant.inverse());
        List<Term> terms = new ArrayList<>(List.of(scaled.times(group, Rational.ONE)));
        terms.addAll(algebra.products(scaled.scaled(Rational.MINUS_ONE), others, group.at()::get));
        return terms;
      }
    }
    return null;
  }

  private static boolean isDivisible(Poly sum, Factor by, Factor at) {
    return !sum.isZero()
        && sum.terms().keySet().stream()
            .allMatch(
                monomial ->
                    monomial.powers().entrySet().stream()
                        .anyMatch(
                            power ->
                                power.getKey().isFree()
                                    && power.getKey().at(at.at()::get).equals(by)
                                    && power.getValue().compareTo(Rational.ONE) >= 0));
  }

  private List<Term> summed(Term term, int index, Dim dim) {
    if (!term.uses(index)) {
      return algebra.products(term.without(index), algebra.size(dim), UnaryOperator.identity());
    }
    List<Factor> users =
        term.powers().keySet().stream().filter(f -> f.at().contains(index)).toList();
    boolean isOneHot =
        users.size() == 1
            && users.getFirst().atom().kind() instanceof Atom.Kind.OneHot(Dim classes, _)
            && classes.equals(dim)
            && users.getFirst().at().getFirst() == index
            && users.getFirst().at().lastIndexOf(index) == 0;
    return isOneHot ? List.of(term.with(users.getFirst(), Rational.ZERO).without(index)) : null;
  }

  /// A term divided by a product at the indices of `at`, where that divides it and shares none of
  /// its bound indices with the rest; else null.
  private static Term divided(Term term, Monomial by, Factor at) {
    List<Map.Entry<Factor, Rational>> factors = List.copyOf(by.powers().entrySet());
    return by.isOne() ? null : divided(term, factors, 0, by, at.at(), new HashMap<>());
  }

  // As deep as the product has factors.
  private static Term divided(
      Term term,
      List<Map.Entry<Factor, Rational>> factors,
      int from,
      Monomial by,
      List<Integer> at,
      Map<Integer, Integer> names) {
    if (from == factors.size()) {
      return separated(term, by, names);
    }
    Factor wanted = factors.get(from).getKey();
    Rational exponent = factors.get(from).getValue();
    for (Map.Entry<Factor, Rational> power : term.powers().entrySet()) {
      Map<Integer, Integer> more = new HashMap<>(names);
      if (holds(power.getValue(), exponent)
          && power.getKey().atom() == wanted.atom()
          && matches(wanted, power.getKey(), at, by, term, more)) {
        Term less = term.times(power.getKey(), exponent.negate());
        Term rest = divided(less, factors, from + 1, by, at, more);
        if (rest != null) {
          return rest;
        }
      }
    }
    return null;
  }

  private static boolean holds(Rational power, Rational part) {
    return power.signum() == part.signum() && power.abs().compareTo(part.abs()) >= 0;
  }

  private static boolean matches(
      Factor wanted,
      Factor found,
      List<Integer> at,
      Monomial by,
      Term term,
      Map<Integer, Integer> names) {
    for (int i = 0; i < wanted.at().size(); i++) {
      int index = wanted.at().get(i);
      int actual = found.at().get(i);
      if (index >= 0) {
        if (at.get(index) != actual) {
          return false;
        }
      } else {
        Dim dim = by.bound().get(-1 - index);
        boolean isNew = !names.containsKey(index);
        if (isNew && (names.containsValue(actual) || !dim.equals(term.bound().get(actual)))) {
          return false;
        }
        if (names.putIfAbsent(index, actual) != null && names.get(index) != actual) {
          return false;
        }
      }
    }
    return true;
  }

  private static Term separated(Term rest, Monomial by, Map<Integer, Integer> names) {
    if (names.size() < by.bound().size() || names.values().stream().anyMatch(rest::uses)) {
      return null;
    }
    TreeMap<Integer, Dim> bound = new TreeMap<>(rest.bound());
    names.values().forEach(bound::remove);
    return new Term(rest.coefficient(), rest.powers(), bound);
  }
}
