package dev.adjoint.lang.check;

import dev.adjoint.graph.Dim;
import dev.adjoint.source.Span;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/// What a program's data and its `same` statements say about its declared dimensions.
///
/// Data may come after the first use of a dimension, so a program is read until nothing new is
/// learnt: what one reading finds, the next knows from its first line.
final class Dimensions {
  private final Map<String, Dim> known;
  private final Map<String, Fact> facts = new HashMap<>();

  /// A dimension's size or other name, and the place that says so.
  private record Fact(Dim dim, Span from) {}

  private Dimensions(Map<String, Dim> known) {
    this.known = known;
  }

  static Dimensions unknown() {
    return new Dimensions(Map.of());
  }

  /// What is known after a reading.
  Dimensions learnt() {
    Map<String, Dim> all = new HashMap<>();
    facts.forEach((name, fact) -> all.put(name, fact.dim()));
    return new Dimensions(all);
  }

  /// Whether a reading found nothing that it had not known before.
  boolean isSettled() {
    return learnt().known.equals(known) && sameSizes(learnt().known, known);
  }

  // Dims are equal by formula, so that the sizes bound to their names have to be compared too.
  private static boolean sameSizes(Map<String, Dim> a, Map<String, Dim> b) {
    return a.entrySet().stream()
        .allMatch(entry -> entry.getValue().value().equals(b.get(entry.getKey()).value()));
  }

  /// The dim that a declared name stands for.
  Dim of(String name) {
    Dim fact = known.get(name);
    if (fact == null) {
      return Dim.named(name);
    }
    OptionalInt size = fact.literal();
    return size.isPresent() ? Dim.named(name, size.getAsInt()) : fact;
  }

  /// Takes note that a declared dimension is `dim`.
  ///
  /// @throws dev.adjoint.source.AdjointException if it has been found to be something else
  void learn(String name, Dim dim, Span from) {
    Dim told = dim.value().isPresent() ? Dim.of(dim.value().getAsInt()) : dim;
    Fact before = facts.putIfAbsent(name, new Fact(told, from));
    if (before != null && !before.dim().matches(told)) {
      throw new dev.adjoint.source.AdjointException(
          LangCode.DIM_CONFLICT
              .at(from, "`%s` would be %s here, and is %s".formatted(name, told, before.dim()))
              .label(before.from(), "`%s` is %s by this".formatted(name, before.dim()))
              .help("if the two are different sizes, give them different names by `dim`"));
    }
  }
}
