package dev.adjoint.lang.check;

import dev.adjoint.lang.syntax.Expr;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Spelling;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Answers to those who come from Python, NumPy and PyTorch and write what they are used to.
final class ForeignNames {
  private static final Set<String> MODULES =
      Set.of("np", "numpy", "math", "torch", "tf", "nn", "F", "jnp", "scipy");

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("range", "in Adjoint: `1..n` counts from 1 to n, both included"),
          Map.entry("None", "in Adjoint: leave the argument out"),
          Map.entry("null", "in Adjoint: leave the argument out"),
          Map.entry("lambda", "in Adjoint: `fn f(x) = …` on a line of its own"),
          Map.entry("np", "in Adjoint: functions stand by themselves, `exp(x)` for `np.exp(x)`"),
          Map.entry("array", "in Adjoint: a list is an array, `[[1, 2], [3, 4]]`"),
          Map.entry("abs_", "in Adjoint: `abs(x)`"),
          Map.entry("ln", "in Adjoint: `log` is the natural logarithm"),
          Map.entry("power", "in Adjoint: `x ^ 2`, or `x ** 2`"),
          Map.entry("multiply", "in Adjoint: `a * b` multiplies element by element"),
          Map.entry("maximum", "in Adjoint: `max(a, b)`"),
          Map.entry("minimum", "in Adjoint: `min(a, b)`"),
          Map.entry("append", "in Adjoint: lists do not change; `[f(x) for x in xs]` makes one"),
          Map.entry("backward", "in Adjoint: `d(J)/d(w)` is the derivative"),
          Map.entry("randn", "in Adjoint: `normal(0, 1, shape = [n, m])`"),
          Map.entry("rand", "in Adjoint: `uniform(0, 1, shape = [n, m])`"),
          Map.entry("concatenate", "in Adjoint: `concat([a, b], axis = 0)`"),
          Map.entry("zeros_like", "in Adjoint: `0 * x`, or `zeros(shape = x.shape)`"),
          Map.entry("ones_like", "in Adjoint: `ones(shape = x.shape)`"),
          Map.entry("vstack", "in Adjoint: `concat([a, b], axis = 0)`"),
          Map.entry("hstack", "in Adjoint: `concat([a, b], axis = 1)`"));

  /// What NumPy's functions are called here, where the names differ.
  private static final Map<String, String> RENAMED =
      Map.ofEntries(
          Map.entry("array", "[…]"),
          Map.entry("maximum", "max(a, b)"),
          Map.entry("minimum", "min(a, b)"),
          Map.entry("power", "a ^ b"),
          Map.entry("multiply", "a * b"),
          Map.entry("divide", "a / b"),
          Map.entry("concatenate", "concat([a, b], axis = 0)"),
          Map.entry("squeeze", "reshape(x, …)"),
          Map.entry("linalg", "norm(x, axis = 1)"),
          Map.entry("random", "normal(0, 1, shape = [n, m])"),
          Map.entry("pi", "pi"),
          Map.entry("eye", "one_hot(arange(n), n)"));

  private static final Map<String, String> METHODS =
      Map.of(
          "backward", "`d(J)/d(w)` is the derivative",
          "grad", "`d(J)/d(w)` is the derivative of J by w",
          "item", "a tensor with one element is a number already, once `reshape` has no axes left",
          "size", "`x.shape[0]` is the size of an axis",
          "astype", "`precision f32` on the first line is for the whole program",
          "append", "lists do not change; `[f(x) for x in xs]` makes one");

  private ForeignNames() {}

  static boolean isModule(String name) {
    return MODULES.contains(name);
  }

  /// What to say of a name that nothing declares, if it is a foreigner.
  static Optional<String> answer(String name) {
    return isModule(name)
        ? Optional.of("in Adjoint: functions stand by themselves, `exp(x)` for `np.exp(x)`")
        : Optional.ofNullable(NAMES.get(name));
  }

  /// `np.dot` and its kind.
  static AdjointException member(Expr.Field e, String module) {
    String name = e.name().name();
    String ours =
        RENAMED.containsKey(name)
            ? "`" + RENAMED.get(name) + "`"
            : Builtins.find(name)
                .map(row -> "`" + row.name() + "(…)`")
                .or(
                    () ->
                        Spelling.nearest(name, Builtins.names())
                            .map(near -> "perhaps `" + near + "`"))
                .orElse("functions stand by themselves, without `" + module + ".`");
    return LangCode.UNKNOWN_NAME.thrown(
        e.span(), "there is no `%s.%s` here".formatted(module, name), "in Adjoint: " + ours);
  }

  /// `x.sum()` and its kind.
  static AdjointException method(Expr.Field e, Value base) {
    String name = e.name().name();
    String text = e.base().span().text();
    String ours =
        Optional.ofNullable(METHODS.get(name))
            .or(() -> Builtins.find(name).map(row -> "`%s(%s)`".formatted(row.name(), text)))
            .map(answer -> "in Adjoint: " + answer)
            .orElse("a tensor has `.T` and `.shape`; all else is functions: `f(x)`");
    return LangCode.NO_FIELD.thrown(
        e.name().span(), "%s has no field `%s`".formatted(base.kind(), name), ours);
  }

  /// Names that read like foreign ones but mean the same here.
  static final List<String> TRUTHS = List.of("true", "false", "True", "False");
}
