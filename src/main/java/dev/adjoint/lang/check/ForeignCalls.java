package dev.adjoint.lang.check;

import dev.adjoint.lang.check.ForeignSpelling.Operand;
import dev.adjoint.lang.syntax.Argument;
import dev.adjoint.lang.syntax.Expr;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.lang.syntax.PythonRange;
import dev.adjoint.lang.syntax.Statement;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.SourceText;
import dev.adjoint.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Calls as NumPy and PyTorch write them, `np.dot(w.T, X)` or `X.sum(axis=0)`, answered by what
/// Adjoint writes for the same operands. What is offered has been tried.
final class ForeignCalls {
  private static final int MAX_TRIALS = 20;

  private static final Map<String, Function<List<Operand>, String>> SPELLINGS =
      Map.ofEntries(
          Map.entry("dot", infix("@")),
          Map.entry("matmul", infix("@")),
          Map.entry("mm", infix("@")),
          Map.entry("multiply", infix("*")),
          Map.entry("mul", infix("*")),
          Map.entry("divide", infix("/")),
          Map.entry("div", infix("/")),
          Map.entry("add", infix("+")),
          Map.entry("subtract", infix("-")),
          Map.entry("power", infix("^")),
          Map.entry("pow", infix("^")),
          Map.entry("equal", infix("==")),
          Map.entry("greater", infix(">")),
          Map.entry("less", infix("<")),
          Map.entry("maximum", o -> "max(" + all(o) + ")"),
          Map.entry("minimum", o -> "min(" + all(o) + ")"),
          Map.entry("absolute", o -> "abs(" + all(o) + ")"),
          Map.entry("fabs", o -> "abs(" + all(o) + ")"),
          Map.entry("ln", o -> "log(" + all(o) + ")"),
          Map.entry("concatenate", o -> "concat(" + all(o) + ")"),
          Map.entry("cat", o -> "concat(" + all(o) + ")"),
          Map.entry("vstack", o -> "concat(" + all(o) + ", axis = 0)"),
          Map.entry("hstack", o -> "concat(" + all(o) + ", axis = 1)"),
          Map.entry("transpose", o -> o.getFirst().tight() + ".T"),
          Map.entry("t", o -> o.getFirst().tight() + ".T"),
          Map.entry("array", o -> o.getFirst().text()),
          Map.entry("asarray", o -> o.getFirst().text()),
          Map.entry("tensor", o -> o.getFirst().text()),
          Map.entry("float", o -> o.getFirst().text()),
          Map.entry("copy", o -> o.getFirst().text()),
          Map.entry("clone", o -> o.getFirst().text()),
          Map.entry("item", o -> o.getFirst().text()),
          Map.entry("numpy", o -> o.getFirst().text()),
          Map.entry("int", o -> "floor(" + all(o) + ")"),
          Map.entry("detach", o -> "stop(" + all(o) + ")"),
          Map.entry("ravel", o -> "reshape(" + o.getFirst().text() + ", [-1])"),
          Map.entry("flatten", o -> "reshape(" + o.getFirst().text() + ", [-1])"),
          Map.entry("reshape", ForeignCalls::reshape),
          Map.entry("view", ForeignCalls::reshape),
          Map.entry("zeros", o -> "zeros(" + list(o) + ")"),
          Map.entry("ones", o -> "ones(" + list(o) + ")"),
          Map.entry("zeros_like", o -> "zeros(" + o.getFirst().tight() + ".shape)"),
          Map.entry("ones_like", o -> "ones(" + o.getFirst().tight() + ".shape)"),
          Map.entry("randn", o -> "normal(0, 1, shape = " + list(o) + ")"),
          Map.entry("rand", o -> "uniform(0, 1, shape = " + list(o) + ")"),
          Map.entry("eye", o -> "one_hot(arange(" + all(o) + "), " + all(o) + ")"),
          Map.entry("cross_entropy", o -> "softmax_cross_entropy(" + all(o) + ")"),
          Map.entry("binary_cross_entropy", o -> "logistic_cost(" + all(o) + ")"),
          Map.entry("mse_loss", o -> "mean_squared_error(" + all(o) + ")"),
          Map.entry("range", o -> PythonRange.of(texts(o)).orElse(null)),
          Map.entry("arange", o -> PythonRange.of(texts(o)).orElse(null)));

  private ForeignCalls() {}

  /// The answer to a call of something foreign.
  static AdjointException answer(Expressions expressions, Expr.Call call, ForeignSpelling foreign) {
    ForeignSpelling.Name name = foreign.name();
    List<Operand> operands = new ArrayList<>(name.receiver().stream().toList());
    call.arguments().forEach(argument -> operands.add(operand(argument)));
    Optional<String> spelling = spelling(name.name(), operands);
    if (spelling.isEmpty()) {
      return foreign;
    }
    Trial trial = trial(expressions, spelling.get());
    String ours = isBesideOperator(call.span()) ? grouped(trial.text()) : trial.text();
    Diagnostic diagnostic = name.wrong();
    if (trial.wrong().isPresent()) {
      diagnostic =
          diagnostic.note(
              "`%s` is not right yet: %s".formatted(ours, trial.wrong().get().message()));
    }
    diagnostic = diagnostic.fix(call.span(), ours, "in Adjoint: `" + ours + "`");
    for (String help : trial.wrong().map(Diagnostic::helps).orElse(List.of())) {
      diagnostic = diagnostic.help(help);
    }
    return new ForeignSpelling(name, call.span(), Optional.of(ours), diagnostic);
  }

  private static Optional<String> spelling(String name, List<Operand> operands) {
    Function<List<Operand>, String> spelling = SPELLINGS.get(name);
    boolean isText = operands.stream().anyMatch(operand -> operand.text().matches("['\"].*"));
    if (spelling != null && !operands.isEmpty() && !isText) {
      return Optional.ofNullable(spelling.apply(operands));
    }
    return Builtins.find(name).map(row -> row.name() + "(" + all(operands) + ")");
  }

  static Operand operand(Expr expression) {
    boolean isSimple =
        switch (expression) {
          case Expr.Binary _,
              Expr.Unary _,
              Expr.Conditional _,
              Expr.Pipe _,
              Expr.Range _,
              Expr.Derivative _ ->
              false;
          default -> true;
        };
    return new Operand(expression.span().text(), isSimple);
  }

  private static Operand operand(Argument argument) {
    return argument.name().isPresent()
        ? new Operand(argument.span().text(), true)
        : operand(argument.value());
  }

  private static Function<List<Operand>, String> infix(String sign) {
    return o -> o.size() == 2 ? o.get(0).tight() + " " + sign + " " + o.get(1).tight() : null;
  }

  private static List<String> texts(List<Operand> operands) {
    return operands.stream().map(Operand::text).toList();
  }

  private static String all(List<Operand> operands) {
    return String.join(", ", texts(operands));
  }

  /// NumPy takes a shape as one list or as several numbers.
  private static String list(List<Operand> operands) {
    boolean isList = operands.size() == 1 && operands.getFirst().text().startsWith("[");
    return isList ? operands.getFirst().text() : "[" + all(operands) + "]";
  }

  private static String reshape(List<Operand> o) {
    return o.size() < 2
        ? null
        : "reshape(" + o.getFirst().text() + ", " + list(o.subList(1, o.size())) + ")";
  }

  /// Whether the sign before or behind would take hold of a part of a longer expression.
  private static boolean isBesideOperator(Span span) {
    String text = span.source().text();
    String before = text.substring(0, span.start()).stripTrailing();
    String behind = text.substring(span.end()).stripLeading();
    return (!before.isEmpty() && "*/@^-".indexOf(before.charAt(before.length() - 1)) >= 0)
        || (!behind.isEmpty() && ".[*/@^(".indexOf(behind.charAt(0)) >= 0);
  }

  private static String grouped(String text) {
    return text.matches("[\\w.]+(\\(.*\\))?|\\[.*\\]") ? text : "(" + text + ")";
  }

  /// A text that was tried, and what is wrong with it, if anything.
  private record Trial(String text, Optional<Diagnostic> wrong) {}

  /// Evaluates a rewrite in the place of what it is for, and rewrites what is foreign in it too.
  private static Trial trial(Expressions expressions, String rewrite) {
    String text = rewrite;
    for (int i = 0; i < MAX_TRIALS; i++) {
      String prefix = "x = ";
      SourceText source = new SourceText("a rewrite", prefix + text);
      try {
        var statement = Parser.parse(source).statements().getFirst();
        if (statement instanceof Statement.Assign assign) {
          new Expressions(expressions.elaboration(), expressions.scope(), _ -> {})
              .of(assign.value());
        }
        return new Trial(text, Optional.empty());
      } catch (ForeignSpelling inner) {
        Span at = inner.span();
        if (inner.ours().isEmpty() || at.source() != source) {
          return new Trial(text, Optional.empty());
        }
        text =
            source.text().substring(0, at.start())
                + inner.ours().get()
                + source.text().substring(at.end());
        text = text.substring(prefix.length());
      } catch (AdjointException wrong) {
        return new Trial(text, Optional.of(wrong.diagnostics().getFirst()));
      } catch (Elaboration.Poisoned _) {
        return new Trial(text, Optional.empty());
      }
    }
    return new Trial(text, Optional.empty());
  }
}
