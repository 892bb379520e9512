package dev.adjoint.rewrite.proof;

import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.UnaryFunction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Functions of sums in normal form, by the laws that hold wherever the function is defined:
///
/// - `exp(a + b) = exp(a) exp(b)`, `exp(c log(u)) = u^c`, `log(u^c v) = c log(u) + log(v)` for what is
///   known to be positive, and for one factor that is not, since it must be where the logarithm is
///   defined;
/// - `(u v)^c = u^c v^c` for whole c, and for positive factors;
/// - the sign of `u^2 v` is that of `v`, and a comparison with 0 does not care for positive factors;
/// - `f(x) = s f(x where s = 1) + (1 - s) f(x where s = 0)` for an s that is 0 or 1;
/// - even and odd functions.
final class Functions {
  private static final int MOST_SPLITS = 4;
  private static final int LARGEST_POWER = 16;

  private final Algebra algebra;
  private final boolean kinks;
  private final Map<Key, Poly> known = new HashMap<>();

  private record Key(Object function, Poly of) {}

  /// @param kinks whether `x > 0` and `x >= 0` are told apart
  Functions(Algebra algebra, boolean kinks) {
    this.algebra = algebra;
    this.kinks = kinks;
  }

  /// A function of a sum: it is applied to the sum apart from what its indices are called.
  private Poly apply(Object function, Poly sum, UnaryOperator<Poly> law) {
    Labels.Abstraction abstraction = algebra.labels().function(sum);
    Key key = new Key(function, abstraction.function());
    Poly value = known.get(key);
    if (value == null) {
      value = split(abstraction.function(), law, MOST_SPLITS);
      known.put(key, value);
    }
    return algebra.at(value, abstraction.actual());
  }

  // As deep as there are splits.
  private Poly split(Poly sum, UnaryOperator<Poly> law, int splits) {
    Optional<Factor> switched =
        sum.terms().keySet().stream()
            .flatMap(monomial -> monomial.powers().keySet().stream())
            .filter(factor -> factor.atom().isIndicator() && factor.isFree())
            .findFirst();
    if (switched.isEmpty() || splits == 0) {
      return law.apply(sum);
    }
    List<Term> on = new ArrayList<>();
    List<Term> off = new ArrayList<>();
    sum.terms()
        .forEach(
            (monomial, coefficient) -> {
              Term term = Term.of(monomial, coefficient);
              on.add(term.with(switched.get(), Rational.ZERO));
              if (!monomial.powers().containsKey(switched.get())) {
                off.add(term);
              }
            });
    Poly whenOn = split(algebra.sum(on), law, splits - 1);
    Poly whenOff = split(algebra.sum(off), law, splits - 1);
    Poly s = Poly.of(switched.get(), Rational.ONE);
    return whenOff.plus(algebra.times(s, whenOn.minus(whenOff)));
  }

  /// An atom that a kind makes of a function of indices.
  private Poly atom(java.util.function.Function<Poly, Atom.Kind> kind, Poly sum, Rational x) {
    Labels.Abstraction abstraction = algebra.labels().function(sum);
    Atom atom = algebra.atoms().of(kind.apply(abstraction.function()));
    return Poly.of(new Factor(atom, abstraction.actual()), x);
  }

  /// A power with a fixed exponent.
  Poly power(Poly base, Rational x) {
    if (x.isOne()) {
      return base;
    }
    if (x.isZero()) {
      return Poly.ONE;
    }
    if (base.isZero()) {
      if (x.signum() > 0) {
        return Poly.ZERO;
      }
      throw new Unprovable();
    }
    if (x.isWhole() && x.signum() > 0 && x.compareTo(Rational.of(LARGEST_POWER)) <= 0) {
      return algebra.power(base, x.numerator().intValue());
    }
    return apply(x, base, sum -> sum.isZero() ? power(sum, x) : raised(sum, x));
  }

  private static boolean isNegative(Poly sum) {
    return sum.times(Rational.MINUS_ONE).isPositive();
  }

  private Poly raised(Poly sum, Rational x) {
    if (!x.isWhole() && isNegative(sum)) {
      throw new Unprovable();
    }
    Content content = Content.of(sum, algebra);
    return x.isWhole() ? wholePower(content, x) : realPower(content, x);
  }

  private Poly wholePower(Content content, Rational x) {
    Poly result = Poly.number(content.number().pow(x.numerator()));
    result = algebra.times(result, product(content.shared(), x));
    if (content.rest().equals(Poly.ONE)) {
      return result;
    }
    Rational lead = lead(content.rest());
    Poly group = atom(Atom.Kind.Group::new, content.rest().times(lead.inverse()), x);
    return algebra.times(result.times(lead.pow(x.numerator())), algebra.renamed(group, i -> i));
  }

  /// The coefficient of the last term, in the order that does not depend on the names of indices.
  private Rational lead(Poly sum) {
    return algebra.labels().function(sum).function().lead().getValue();
  }

  private Poly product(Map<Factor, Rational> powers, Rational x) {
    TreeMap<Factor, Rational> raised = new TreeMap<>();
    powers.forEach((factor, own) -> raised.put(factor, own.times(x)));
    return algebra.sum(List.of(new Term(Rational.ONE, raised, new TreeMap<>())));
  }

  private Poly realPower(Content content, Rational x) {
    Parts parts = parts(content);
    Poly result = product(parts.positive(), x);
    result = algebra.times(result, numberPower(parts.number(), x));
    if (parts.single().isPresent()) {
      Map.Entry<Factor, Rational> single = parts.single().get();
      return algebra.times(result, product(Map.of(single.getKey(), single.getValue()), x));
    }
    if (!parts.rest().equals(Poly.ONE)) {
      Poly group = atom(Atom.Kind.Group::new, parts.rest(), x);
      result = algebra.times(result, algebra.renamed(group, i -> i));
    }
    return result;
  }

  /// A positive number to any power, as powers of primes.
  private Poly numberPower(Rational number, Rational x) {
    TreeMap<Factor, Rational> powers = new TreeMap<>();
    Primes.of(number)
        .forEach(
            (prime, times) -> {
              Atom atom = algebra.atoms().of(new Atom.Kind.Number(prime));
              powers.put(new Factor(atom, List.of()), Rational.of(times).times(x));
            });
    return algebra.sum(List.of(new Term(Rational.ONE, powers, new TreeMap<>())));
  }

  /// A product where only its being positive is known: what is positive in it, and what is left, whose
  /// product is positive too.
  ///
  /// @param single one factor to a power that makes it positive itself, and nothing else
  /// @param rest otherwise what is left, with its sign
  private record Parts(
      Rational number,
      TreeMap<Factor, Rational> positive,
      Optional<Map.Entry<Factor, Rational>> single,
      Poly rest) {}

  private Parts parts(Content content) {
    TreeMap<Factor, Rational> positive = new TreeMap<>();
    TreeMap<Factor, Rational> others = new TreeMap<>();
    content
        .shared()
        .forEach((factor, x) -> (factor.atom().isPositive() ? positive : others).put(factor, x));
    Rational number = content.number();
    Poly rest = content.rest();
    if (!rest.equals(Poly.ONE)) {
      Rational lead = lead(rest).abs();
      rest = rest.times(lead.inverse());
      number = number.times(lead);
      if (rest.isPositive()) {
        Poly group = atom(Atom.Kind.Group::new, rest, Rational.ONE);
        positive.putAll(group.lead().getKey().powers());
        rest = Poly.ONE;
      }
    }
    if (number.signum() > 0 && rest.equals(Poly.ONE) && others.size() == 1) {
      Map.Entry<Factor, Rational> only = others.firstEntry();
      if (!only.getValue().isEven()) {
        return new Parts(number, positive, Optional.of(only), Poly.ONE);
      }
    }
    Term left = new Term(Rational.of(number.signum()), others, new TreeMap<>());
    Poly product = algebra.times(algebra.sum(List.of(left)), rest);
    return new Parts(number.abs(), positive, Optional.empty(), product);
  }

  /// e to a sum.
  Poly exp(Poly sum) {
    return apply("exp", sum, this::exponential);
  }

  private Poly exponential(Poly sum) {
    Poly product = Poly.ONE;
    for (Map.Entry<Monomial, Rational> term : sum.terms().entrySet()) {
      product = algebra.times(product, exponential(term.getKey(), term.getValue()));
    }
    return product;
  }

  private Poly exponential(Monomial monomial, Rational coefficient) {
    Map<Factor, Rational> powers = monomial.powers();
    if (powers.size() == 1 && monomial.bound().isEmpty()) {
      Factor only = monomial.powers().firstKey();
      if (only.atom().kind() instanceof Atom.Kind.Log(Poly of) && powers.get(only).isOne()) {
        return power(algebra.at(of, only.at()), coefficient);
      }
    }
    return atom(Atom.Kind.Exp::new, Poly.of(monomial, Rational.ONE), coefficient);
  }

  /// The natural logarithm.
  Poly log(Poly sum) {
    return apply("log", sum, this::logarithm);
  }

  private Poly logarithm(Poly sum) {
    if (sum.isZero() || isNegative(sum)) {
      throw new Unprovable(); // it is defined nowhere
    }
    Parts parts = parts(Content.of(sum, algebra));
    Poly result = Poly.ZERO;
    for (Map.Entry<BigInteger, Integer> prime : Primes.of(parts.number()).entrySet()) {
      Poly of = Poly.number(Rational.of(prime.getKey(), BigInteger.ONE));
      result = result.plus(logAtom(of).times(Rational.of(prime.getValue())));
    }
    for (Map.Entry<Factor, Rational> power : parts.positive().entrySet()) {
      result = result.plus(log(power.getKey()).times(power.getValue()));
    }
    if (parts.single().isPresent()) {
      Map.Entry<Factor, Rational> single = parts.single().get();
      result = result.plus(log(single.getKey()).times(single.getValue()));
    } else if (!parts.rest().equals(Poly.ONE)) {
      result = result.plus(logAtom(parts.rest()));
    }
    return result;
  }

  private Poly log(Factor factor) {
    return switch (factor.atom().kind()) {
      case Atom.Kind.Exp(Poly of) -> algebra.at(of, factor.at());
      case Atom.Kind.Group(Poly of) -> logAtom(algebra.at(of, factor.at()));
      case Atom.Kind.Number(BigInteger value) ->
          logAtom(Poly.number(Rational.of(value, BigInteger.ONE)));
      default -> logAtom(Poly.of(factor, Rational.ONE));
    };
  }

  private Poly logAtom(Poly of) {
    return atom(Atom.Kind.Log::new, of, Rational.ONE);
  }

  /// 1 where a sum is above 0, else 0.
  Poly above(Poly sum) {
    return apply("above", sum, this::positive);
  }

  private Poly positive(Poly sum) {
    Poly sign = essence(sum, false);
    if (sign.isNumber()) {
      return sign.number().signum() > 0 ? Poly.ONE : Poly.ZERO;
    }
    if (sign.isPositive()) {
      return Poly.ONE;
    }
    if (isNegative(sign)) {
      return Poly.ZERO;
    }
    Rational lead = lead(sign);
    Poly upright = sign.times(lead.inverse());
    Poly above = atom(Atom.Kind.Above::new, upright, Rational.ONE);
    if (lead.signum() > 0) {
      return above;
    }
    Poly below = Poly.ONE.minus(above);
    boolean isOnEdge = kinks || !upright.isSmooth();
    return isOnEdge ? below.minus(atom(Atom.Kind.Zero::new, upright, Rational.ONE)) : below;
  }

  /// 1 where a sum is 0, else 0.
  Poly zero(Poly sum) {
    return apply("zero", sum, this::vanishing);
  }

  private Poly vanishing(Poly sum) {
    Poly root = essence(sum, true);
    if (root.isNumber()) {
      return root.isZero() ? Poly.ONE : Poly.ZERO;
    }
    if (root.isPositive() || isNegative(root)) {
      return Poly.ZERO;
    }
    return atom(Atom.Kind.Zero::new, root.times(lead(root).inverse()), Rational.ONE);
  }

  /// A simpler sum of the same sign, or with the same zeros: denominators are not 0, nor is what is
  /// positive.
  private Poly essence(Poly sum, boolean zerosOnly) {
    if (sum.isNumber()) {
      return sum;
    }
    Content content = Content.of(sum, algebra);
    TreeMap<Factor, Rational> essential = new TreeMap<>();
    content
        .shared()
        .forEach(
            (factor, x) -> {
              boolean isNonzero = x.signum() < 0;
              boolean isDropped =
                  factor.atom().isPositive() || isNonzero && (zerosOnly || !isOdd(x));
              if (!isDropped) {
                essential.put(factor, zerosOnly || !x.isEven() ? Rational.ONE : Rational.of(2));
              }
            });
    Rational sign = Rational.of(content.number().signum());
    Term rest = new Term(sign, essential, new TreeMap<>());
    Poly product = algebra.times(algebra.sum(List.of(rest)), content.rest());
    Optional<Factor> only = onlyFactor(product);
    return only.isPresent() && only.get().atom().kind() instanceof Atom.Kind.Group(Poly of)
        ? algebra.at(of, only.get().at())
        : product;
  }

  private static boolean isOdd(Rational x) {
    return x.isWhole() && !x.isEven();
  }

  private static Optional<Factor> onlyFactor(Poly sum) {
    boolean isOne =
        sum.terms().size() == 1
            && sum.lead().getKey().powers().size() == 1
            && sum.lead().getKey().bound().isEmpty();
    return isOne ? Optional.of(sum.lead().getKey().powers().firstKey()) : Optional.empty();
  }

  /// A function that is not made of others.
  Poly row(UnaryFunction function, Poly of) {
    return apply(function, of, sum -> evaluated(function, sum));
  }

  private Poly evaluated(UnaryFunction function, Poly sum) {
    if (sum.isNumber()) {
      Rational x = sum.number();
      double value = function.meaning().applyAsDouble(asDouble(x));
      boolean isExact = x.isZero() || isRounding(function);
      if (isExact && value == Math.rint(value) && Math.abs(value) < 1e15) {
        return Poly.number(Rational.of((long) value));
      }
    }
    return switch (function) {
      case SIN, TAN, ASIN, ATAN, ERF -> signed(function, sum, Rational.MINUS_ONE);
      case COS -> signed(function, sum, Rational.ONE);
      default -> plain(function, sum);
    };
  }

  /// A function of two numbers that is not made of others.
  Poly pair(BinaryFunction function, Poly a, Poly b) {
    Poly first = algebra.times(a, algebra.atom(new Atom.Kind.Mark(0), List.of()));
    Poly second = algebra.times(b, algebra.atom(new Atom.Kind.Mark(1), List.of()));
    return atom(of -> new Atom.Kind.Pair(function, of), first.plus(second), Rational.ONE);
  }

  private static boolean isRounding(UnaryFunction function) {
    return switch (function) {
      case FLOOR, CEIL, ROUND -> true;
      default -> false;
    };
  }

  private static double asDouble(Rational x) {
    return new java.math.BigDecimal(x.numerator())
        .divide(new java.math.BigDecimal(x.denominator()), java.math.MathContext.DECIMAL64)
        .doubleValue();
  }

  private Poly signed(UnaryFunction function, Poly sum, Rational parity) {
    return sum.isZero() || lead(sum).signum() > 0
        ? plain(function, sum)
        : plain(function, sum.times(Rational.MINUS_ONE)).times(parity);
  }

  private Poly plain(UnaryFunction function, Poly sum) {
    return atom(of -> new Atom.Kind.Row(function, of), sum, Rational.ONE);
  }
}
