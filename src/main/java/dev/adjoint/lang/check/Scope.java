package dev.adjoint.lang.check;

import dev.adjoint.graph.Parameter;
import dev.adjoint.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The names that are visible at one place of a program, each with its value and where it got it.
final class Scope {
  private final Scope outer;
  private final boolean isBlock;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /// A value and the place of its declaration.
  record Entry(Value value, Span declared) {}

  private Scope(Scope outer, boolean isBlock) {
    this.outer = outer;
    this.isBlock = isBlock;
  }

  static Scope top() {
    return new Scope(null, false);
  }

  /// The scope of a function's or a layer's body.
  Scope body() {
    return new Scope(this, false);
  }

  /// The scope of one turn of a loop: families assigned in it belong to what is around it.
  Scope block() {
    return new Scope(this, true);
  }

  Optional<Entry> find(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      Entry entry = scope.entries.get(name);
      if (entry != null) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  /// Gives a name its value, once.
  ///
  /// @throws dev.adjoint.source.AdjointException if it has one in this scope
  void declare(String name, Value value, Span at) {
    requireNew(name, at, entries.get(name));
    entries.put(name, new Entry(value, at));
  }

  /// Gives a name its value, once, in a loop and all that is around it up to the function: who
  /// writes `total = total + x` in a loop means the `total` outside, and no second one.
  ///
  /// @throws dev.adjoint.source.AdjointException if it has one there
  void assign(String name, Value value, Span at) {
    for (Scope scope = this; scope.isBlock; scope = scope.outer) {
      requireNew(name, at, scope.outer.entries.get(name));
    }
    declare(name, value, at);
  }

  private static void requireNew(String name, Span at, Entry first) {
    if (first == null || first.value() instanceof Value.Unknown) {
      return;
    }
    boolean isParameter =
        first.value() instanceof Value.Tensor(var node) && node.op() instanceof Parameter;
    String help =
        switch (first.value()) {
          case Value.Tensor _ when isParameter ->
              "in `repeat`, `%s := …` gives the parameter its next value".formatted(name);
          case Value.Dimension _ -> "`same %s = 4` says how large a dimension is".formatted(name);
          default -> "a new name for the new value; only parameters change, by `:=` in `repeat`";
        };
    throw new dev.adjoint.source.AdjointException(
        LangCode.ASSIGNED_TWICE
            .at(at, "`" + name + "` has a value already")
            .label(first.declared(), "first here")
            .note("a name is assigned once, so that a formula means one thing")
            .help(help));
  }

  /// Notes that a name's declaration was wrong, if it has no value.
  void poison(String name, Span at) {
    entries.putIfAbsent(name, new Entry(new Value.Unknown(), at));
  }

  /// The scope to which a family that is assigned here belongs.
  Scope ofFamilies() {
    return isBlock ? outer.ofFamilies() : this;
  }

  /// Whether a name belongs to the constructor of the layer whose application this scope is: to a
  /// scope between this one and the outermost.
  boolean isParameterOfLayer(String name) {
    return outer != null && outer.outer != null && outer.entries.containsKey(name);
  }

  /// The values of the names of this scope alone, in the order of their declaration.
  Map<String, Value> values() {
    Map<String, Value> values = new LinkedHashMap<>();
    entries.forEach((name, entry) -> values.put(name, entry.value()));
    return java.util.Collections.unmodifiableMap(values);
  }

  /// All visible names.
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (Scope scope = this; scope != null; scope = scope.outer) {
      names.addAll(scope.entries.keySet());
    }
    return names;
  }
}
