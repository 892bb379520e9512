package dev.adjoint.lang.check;

import dev.adjoint.lang.syntax.Expr;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.Spelling;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Answers to those who come from Python, NumPy and PyTorch and write what they are used to. Calls,
/// whose operands can be put in their new places, are answered by [ForeignCalls].
final class ForeignNames {
  private static final Set<String> MODULES =
      Set.of(
          "np", "numpy", "pd", "pandas", "plt", "math", "torch", "tf", "nn", "F", "jnp", "jax",
          "scipy", "keras");

  /// The endings of files that programs read and write.
  private static final Set<String> FILES =
      Set.of("csv", "npy", "npz", "h5", "hdf5", "png", "jpg", "svg", "dot", "adj", "safetensors");

  private static final String NOTHING = "leave the argument out, or the whole line";
  private static final String BOUNDARY =
      "`plot_points(X, Y, model = predict, to = \"boundary.svg\")`";
  private static final String NO_JUMP =
      "a static `for` runs through; what is left out is left out by a static `if`";
  private static final String OPTIMISER =
      "`train(J, adam(rate = 0.001), steps = 1000)` takes all the steps";
  private static final String GRADIENT = "`d(J)/d(w)` is the derivative of J by w, a formula";

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("range", "`1..n` counts from 1 to n, both included"),
          Map.entry("None", NOTHING),
          Map.entry("Null", NOTHING),
          Map.entry("NULL", NOTHING),
          Map.entry("null", NOTHING),
          Map.entry("nil", NOTHING),
          Map.entry("TRUE", "`true`"),
          Map.entry("FALSE", "`false`"),
          Map.entry(
              "nan", "there is no such number to write: a value that is not one is a mistake"),
          Map.entry(
              "NaN", "there is no such number to write: a value that is not one is a mistake"),
          Map.entry("Inf", "`inf`"),
          Map.entry("infinity", "`inf`"),
          Map.entry("Pi", "`pi`"),
          Map.entry("lambda", "`fn f(x) = …` on a line of its own"),
          Map.entry("array", "a list is an array, `[[1, 2], [3, 4]]`"),
          Map.entry("tensor", "a list is a tensor, `[[1, 2], [3, 4]]`"),
          Map.entry("list", "a range or a list is one already"),
          Map.entry("ln", "`log` is the natural logarithm"),
          Map.entry("power", "`x ^ 2`, or `x ** 2`"),
          Map.entry("pow", "`x ^ 2`, or `x ** 2`"),
          Map.entry("multiply", "`a * b` multiplies element by element"),
          Map.entry("maximum", "`max(a, b)`"),
          Map.entry("minimum", "`min(a, b)`"),
          Map.entry("append", "lists do not change; `[f(x) for x in xs]` makes one"),
          Map.entry("backward", GRADIENT),
          Map.entry("randn", "`normal(0, 1, shape = [n, m])`"),
          Map.entry("rand", "`uniform(0, 1, shape = [n, m])`"),
          Map.entry("random", "`normal(0, 1)` or `uniform(0, 1)`, with a `shape =` beside `param`"),
          Map.entry("glorot", "`xavier`"),
          Map.entry("kaiming", "`he`"),
          Map.entry("concatenate", "`concat([a, b], axis = 0)`"),
          Map.entry("vstack", "`concat([a, b], axis = 0)`"),
          Map.entry("hstack", "`concat([a, b], axis = 1)`"),
          Map.entry("zeros_like", "`zeros(x.shape)`"),
          Map.entry("ones_like", "`ones(x.shape)`"),
          Map.entry("eye", "`one_hot(arange(n), n)` is the unit matrix"),
          Map.entry("size", "`x.shape[0]` is the size of the first axis"),
          Map.entry("shape", "`x.shape`"),
          Map.entry("float", "every number is one; `precision f32` on the first line is for all"),
          Map.entry("int", "`floor(x)`; sizes and indices are whole numbers by themselves"),
          Map.entry("str", "a text shows a value in its braces: \"cost {J:.6f}\""),
          Map.entry("type", "`adjoint check` tells of every shape that does not fit"),
          Map.entry("enumerate", "`for i in 0..len(xs) - 1 { … }`, and `xs[i]` in it"),
          Map.entry("zip", "`for i in 0..len(xs) - 1 { … }`, with `xs[i]` and `ys[i]` in it"),
          Map.entry("map", "`[f(x) for x in xs]`"),
          Map.entry("inv", "there is no inverse of a matrix; a system is solved by training"),
          Map.entry("det", "there is no determinant"),
          Map.entry("input", "`option name = …`, and `--set name=…` on the command line"),
          Map.entry("open", "`csv`, `npy`, `hdf5` and `image` read files"),
          Map.entry("read_csv", "`csv(\"table.csv\")`"),
          Map.entry("load", "`npy(\"x.npy\")`, `npz`, `csv` and `hdf5` read files"),
          Map.entry("show", "`print(x)` shows a value, `draw` a graph, `plot` a curve"),
          Map.entry("display", "`print(x)` shows a value, `draw` a graph, `plot` a curve"),
          Map.entry("imshow", "`plot_images(x, to = \"picture.png\")`"),
          Map.entry("confusion_matrix", "`confusion(A, Y)`"),
          Map.entry("plot_decision_boundary", BOUNDARY),
          Map.entry("contourf", BOUNDARY),
          Map.entry("contour", BOUNDARY),
          Map.entry("pass", "a block may be empty: `{ }`"),
          Map.entry("break", NO_JUMP),
          Map.entry("continue", NO_JUMP),
          Map.entry("self", "a layer's body names its parameters by themselves: `W`"),
          Map.entry("optimizer", OPTIMISER),
          Map.entry("optim", OPTIMISER));

  /// What NumPy's constants and modules are called here, where the names differ.
  private static final Map<String, String> RENAMED =
      Map.ofEntries(
          Map.entry("linalg", "norm(x)"),
          Map.entry("random", "normal(0, 1, shape = [n, m])"),
          Map.entry("squeeze", "reshape(x, shape)"),
          Map.entry("expand_dims", "reshape(x, shape)"),
          Map.entry("newaxis", "reshape(x, shape)"));

  private static final Map<String, String> METHODS =
      Map.ofEntries(
          Map.entry("backward", GRADIENT),
          Map.entry("grad", GRADIENT),
          Map.entry("step", OPTIMISER),
          Map.entry("zero_grad", "nothing is summed up between steps, so nothing is to be cleared"),
          Map.entry("fit", OPTIMISER),
          Map.entry("size", "`x.shape[0]` is the size of an axis"),
          Map.entry("astype", "`precision f32` on the first line is for the whole program"),
          Map.entry("to", "`precision f32` on the first line is for the whole program"),
          Map.entry("append", "lists do not change; `[f(x) for x in xs]` makes one"));

  private ForeignNames() {}

  static boolean isModule(String name) {
    return MODULES.contains(name);
  }

  /// The module that an expression such as `np.random.randn` starts from, if nothing declares it.
  static Optional<String> module(Expr.Field e, Scope scope) {
    Expr root = e;
    while (root instanceof Expr.Field field) {
      root = field.base();
    }
    return root instanceof Expr.Name name
            && isModule(name.name())
            && scope.find(name.name()).isEmpty()
        ? Optional.of(name.name())
        : Optional.empty();
  }

  /// What to say of a name that nothing declares, if it is a foreigner.
  static Optional<ForeignSpelling> of(Expr.Name e, Diagnostic wrong) {
    String answer =
        isModule(e.name())
            ? "functions stand by themselves, `exp(x)` for `%s.exp(x)`".formatted(e.name())
            : NAMES.get(e.name());
    return answer == null
        ? Optional.empty()
        : Optional.of(
            new ForeignSpelling(
                new ForeignSpelling.Name(e.name(), Optional.empty(), wrong),
                e.span(),
                Optional.empty(),
                wrong.help("in Adjoint: " + answer)));
  }

  /// `np.dot` and its kind.
  static ForeignSpelling member(Expr.Field e, String module) {
    String name = e.name().name();
    Optional<String> same = Builtins.names().contains(name) ? Optional.of(name) : Optional.empty();
    Diagnostic wrong =
        LangCode.UNKNOWN_NAME.at(e.span(), "there is no `%s` here".formatted(e.span().text()));
    String ours =
        Optional.ofNullable(RENAMED.get(name))
            .or(() -> same)
            .map(text -> "`" + text + "`")
            .or(() -> Optional.ofNullable(NAMES.get(name)))
            .or(() -> Spelling.nearest(name, Builtins.names()).map(n -> "perhaps `" + n + "`"))
            .orElse("functions stand by themselves, without `" + module + ".`");
    return new ForeignSpelling(
        new ForeignSpelling.Name(name, Optional.empty(), wrong),
        e.span(),
        same,
        wrong.help("in Adjoint: " + ours));
  }

  /// `x.sum()` and its kind.
  static ForeignSpelling method(Expr.Field e, Value base) {
    String name = e.name().name();
    Diagnostic wrong =
        LangCode.NO_FIELD.at(e.name().span(), "%s has no field `%s`".formatted(base.kind(), name));
    ForeignSpelling.Operand receiver = ForeignCalls.operand(e.base());
    String ours =
        Optional.ofNullable(METHODS.get(name))
            .or(() -> Builtins.find(name).map(r -> "`%s(%s)`".formatted(name, receiver.text())))
            .map(answer -> "in Adjoint: " + answer)
            .orElse("a tensor has `.T` and `.shape`; all else is functions: `f(x)`");
    return new ForeignSpelling(
        new ForeignSpelling.Name(name, Optional.of(receiver), wrong),
        e.span(),
        Optional.empty(),
        wrong.help(ours));
  }

  /// `loss.backward()` and its kind, of something that nothing declares.
  static Optional<String> methodOfUnknown(Expr.Field e) {
    return FILES.contains(e.name().name())
        ? Optional.of("a file's name stands in quotes: `\"" + e.span().text() + "\"`")
        : Optional.ofNullable(METHODS.get(e.name().name())).map(answer -> "in Adjoint: " + answer);
  }
}
