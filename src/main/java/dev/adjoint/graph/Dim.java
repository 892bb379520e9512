package dev.adjoint.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The size of one axis: an integer, a declared name such as `n`, or sums and products of them.
///
/// A dim is a polynomial with integer coefficients in normal form, so `n + n` is `2*n`. A name may
/// carry the size that data has bound to it; it stays a name, so that messages and pictures say `m`
/// and not 209.
public final class Dim {
  // Names in high powers first, then by alphabet, the number last: n*m + n + 3.
  private static final Comparator<List<String>> PRINTED_ORDER =
      Comparator.<List<String>>comparingInt(List::size)
          .reversed()
          .thenComparing(names -> String.join("*", names));

  public static final Dim ONE = constant(1);
  public static final Dim ZERO = constant(0);

  private final TreeMap<List<String>, Long> terms; // product of names -> coefficient, never 0
  private final Map<String, Integer> sizes; // of the names that are bound

  private Dim(TreeMap<List<String>, Long> terms, Map<String, Integer> sizes) {
    this.terms = terms;
    this.sizes = sizes;
  }

  public static Dim of(long value) {
    return value == 1 ? ONE : value == 0 ? ZERO : constant(value);
  }

  /// A declared dimension that nothing has bound yet.
  public static Dim named(String name) {
    return named(name, Map.of());
  }

  /// A declared dimension that data has bound to a size.
  public static Dim named(String name, int size) {
    return named(name, Map.of(name, size));
  }

  private static Dim named(String name, Map<String, Integer> sizes) {
    var terms = new TreeMap<List<String>, Long>(PRINTED_ORDER);
    terms.put(List.of(Objects.requireNonNull(name)), 1L);
    return new Dim(terms, sizes);
  }

  private static Dim constant(long value) {
    var terms = new TreeMap<List<String>, Long>(PRINTED_ORDER);
    if (value != 0) {
      terms.put(List.of(), value);
    }
    return new Dim(terms, Map.of());
  }

  /// The product of dims; 1 for none.
  public static Dim product(List<Dim> dims) {
    return dims.stream().reduce(ONE, Dim::times);
  }

  public Dim plus(Dim that) {
    var sum = new TreeMap<>(terms);
    that.terms.forEach((names, c) -> add(sum, names, c));
    return new Dim(sum, union(that));
  }

  public Dim minus(Dim that) {
    return plus(that.times(of(-1)));
  }

  public Dim times(Dim that) {
    if (this == ONE) {
      return that;
    }
    if (that == ONE) {
      return this;
    }
    var product = new TreeMap<List<String>, Long>(PRINTED_ORDER);
    terms.forEach(
        (left, c) ->
            that.terms.forEach(
                (right, d) -> {
                  List<String> names = new ArrayList<>(left);
                  names.addAll(right);
                  names.sort(Comparator.naturalOrder());
                  add(product, List.copyOf(names), Math.multiplyExact(c, d));
                }));
    return new Dim(product, union(that));
  }

  /// The dim that times `divisor` gives this one, where it is a polynomial again; a divisor of
  /// several terms divides itself and numbers only.
  public Optional<Dim> dividedBy(Dim divisor) {
    if (divisor.terms.isEmpty()) {
      return Optional.empty();
    }
    if (terms.equals(divisor.terms)) {
      return Optional.of(ONE);
    }
    if (divisor.terms.size() == 1) {
      Optional<Dim> exact = dividedByTerm(divisor);
      if (exact.isPresent()) {
        return exact;
      }
    }
    OptionalInt whole = value();
    OptionalInt part = divisor.value();
    return whole.isPresent()
            && part.isPresent()
            && part.getAsInt() != 0
            && whole.getAsInt() % part.getAsInt() == 0
        ? Optional.of(of(whole.getAsInt() / part.getAsInt()))
        : Optional.empty();
  }

  private Optional<Dim> dividedByTerm(Dim divisor) {
    var term = divisor.terms.firstEntry();
    var quotient = new TreeMap<List<String>, Long>(PRINTED_ORDER);
    for (var entry : terms.entrySet()) {
      List<String> rest = new ArrayList<>(entry.getKey());
      for (String name : term.getKey()) {
        if (!rest.remove(name)) {
          return Optional.empty();
        }
      }
      if (entry.getValue() % term.getValue() != 0) {
        return Optional.empty();
      }
      quotient.put(List.copyOf(rest), entry.getValue() / term.getValue());
    }
    return Optional.of(new Dim(quotient, sizes));
  }

  private static void add(TreeMap<List<String>, Long> sum, List<String> names, long c) {
    sum.merge(names, c, (a, b) -> nullIfZero(Math.addExact(a, b)));
  }

  private static Long nullIfZero(long c) {
    return c == 0 ? null : Long.valueOf(c);
  }

  private Map<String, Integer> union(Dim that) {
    if (that.sizes.isEmpty() || that.sizes.equals(sizes)) {
      return sizes;
    }
    if (sizes.isEmpty()) {
      return that.sizes;
    }
    var union = new TreeMap<>(sizes);
    union.putAll(that.sizes);
    return Map.copyOf(union);
  }

  /// The number written in the program, if this is a number and no name: `3`, not a bound `n`.
  public OptionalInt literal() {
    return names().isEmpty() ? value() : OptionalInt.empty();
  }

  /// Whether this is the number 1 itself, the only size that broadcasting stretches.
  public boolean isOne() {
    return literal().equals(OptionalInt.of(1));
  }

  /// The size, if this is a number or all of its names are bound.
  ///
  /// @throws ArithmeticException if it is more than an `int` holds
  public OptionalInt value() {
    return names().stream().allMatch(sizes::containsKey)
        ? OptionalInt.of(evaluate(sizes))
        : OptionalInt.empty();
  }

  /// The size where the names have these sizes; a name's own binding stands behind them.
  ///
  /// @throws IllegalArgumentException if a name has no size in either
  /// @throws ArithmeticException if the size is more than an `int` holds
  public int evaluate(Map<String, Integer> bindings) {
    long total = 0;
    for (var term : terms.entrySet()) {
      long product = term.getValue();
      for (String name : term.getKey()) {
        Integer size = bindings.getOrDefault(name, sizes.get(name));
        if (size == null) {
          throw new IllegalArgumentException("dimension " + name + " has no size yet");
        }
        product = Math.multiplyExact(product, (long) size);
      }
      total = Math.addExact(total, product);
    }
    return Math.toIntExact(total);
  }

  /// The products of names, each with its coefficient, of which this dim is the sum.
  public Map<List<String>, Long> terms() {
    return Collections.unmodifiableMap(terms);
  }

  /// The declared names that occur here.
  public Set<String> names() {
    Set<String> names = new HashSet<>();
    terms.keySet().forEach(names::addAll);
    return names;
  }

  /// The name, if this dim is one name and nothing else.
  public Optional<String> name() {
    return terms.size() == 1 && terms.firstEntry().getValue() == 1 && terms.firstKey().size() == 1
        ? Optional.of(terms.firstKey().getFirst())
        : Optional.empty();
  }

  /// This dim with each name that is bound replaced by its size.
  public Dim settled() {
    Map<String, Dim> numbers = new HashMap<>();
    sizes.forEach((name, size) -> numbers.put(name, of(size)));
    return substitute(numbers);
  }

  /// This dim with names replaced by dims, all at once.
  public Dim substitute(Map<String, Dim> replacements) {
    Dim result = ZERO;
    for (var term : terms.entrySet()) {
      Dim product = of(term.getValue());
      for (String name : term.getKey()) {
        Dim self = sizes.containsKey(name) ? named(name, sizes.get(name)) : named(name);
        product = product.times(replacements.getOrDefault(name, self));
      }
      result = result.plus(product);
    }
    return result;
  }

  /// Whether the two are one size as far as the program says so: equal as formulas; or equal in
  /// number where one of them mentions no name that the other does not. So a bound `n` is its
  /// number, but never `m`, even where both happen to be 5.
  public boolean matches(Dim that) {
    if (this == that || terms.equals(that.terms)) {
      return true;
    }
    OptionalInt left = value();
    if (left.isEmpty() || !left.equals(that.value())) {
      return false;
    }
    return names().containsAll(that.names()) || that.names().containsAll(names());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Dim that && terms.equals(that.terms);
  }

  @Override
  public int hashCode() {
    return terms.hashCode();
  }

  /// `n`, `2*n + 1`, `12288`.
  @Override
  public String toString() {
    if (terms.isEmpty()) {
      return "0";
    }
    String text =
        terms.entrySet().stream()
            .map(term -> print(term.getKey(), term.getValue()))
            .collect(Collectors.joining(" + "));
    return text.replace("+ -", "- ");
  }

  private static String print(List<String> names, long coefficient) {
    String product = String.join("*", names);
    if (names.isEmpty()) {
      return Long.toString(coefficient);
    }
    return coefficient == 1
        ? product
        : coefficient == -1 ? "-" + product : coefficient + "*" + product;
  }
}
