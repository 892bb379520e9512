package dev.adjoint.lang.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The table of everything the language provides, one row for each function. The functions of
/// numbers stand here because they are rows of the graph's enums, without further mention.
public final class Builtins {
  private static final Map<String, Builtin> TABLE = table();

  private static final Map<String, Double> CONSTANTS =
      Map.of(
          "pi", Math.PI,
          "e", Math.E,
          "inf", Double.POSITIVE_INFINITY,
          "true", 1.0,
          "True", 1.0,
          "false", 0.0,
          "False", 0.0);

  private Builtins() {}

  private static Map<String, Builtin> table() {
    List<Builtin> rows = new ArrayList<>();
    rows.addAll(MathBuiltins.ROWS);
    rows.addAll(DerivativeBuiltins.ROWS);
    rows.addAll(ShapeBuiltins.ROWS);
    rows.addAll(ModelBuiltins.ROWS);
    rows.addAll(FileBuiltins.ROWS);
    rows.addAll(ActionBuiltins.ROWS);
    rows.addAll(PlotBuiltins.ROWS);
    rows.add(GradCheckBuiltin.ROW);
    Map<String, Builtin> table = new LinkedHashMap<>();
    for (Builtin row : rows) {
      if (table.put(row.name(), row) != null) {
        throw new IllegalStateException("two rows for " + row.name());
      }
    }
    return java.util.Collections.unmodifiableMap(table);
  }

  /// All rows, by group.
  public static List<Builtin> rows() {
    return List.copyOf(TABLE.values());
  }

  static Optional<Builtin> find(String name) {
    return Optional.ofNullable(TABLE.get(name));
  }

  /// Every name of the language, as it writes them: `true`, not Python's `True`.
  static List<String> names() {
    List<String> names = new ArrayList<>(TABLE.keySet());
    names.addAll(CONSTANTS.keySet());
    names.removeAll(List.of("True", "False"));
    return names;
  }

  /// What a name stands for that the program itself does not declare.
  static Optional<Value> value(String name, Elaboration elaboration) {
    if (CONSTANTS.containsKey(name)) {
      return Optional.of(new Value.Tensor(elaboration.number(CONSTANTS.get(name))));
    }
    return find(name).map(Value.BuiltIn::new);
  }
}
