package dev.adjoint.lang.check;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.TensorType;
import dev.adjoint.lang.syntax.Expr;
import dev.adjoint.lang.syntax.Identifier;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.lang.syntax.Statement;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.SourceText;
import dev.adjoint.source.Span;
import dev.adjoint.tensor.DType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the declarations of a program check and make.
final class Declarations {
  private Declarations() {}

  static void precision(Elaboration elaboration, Statement.Precision s, boolean first) {
    if (!first) {
      throw LangCode.MISPLACED.thrown(
          s.span(), "`precision` stands before all other statements, since it is for all of them");
    }
    DType dtype =
        switch (s.dtype().name()) {
          case "f32" -> DType.F32;
          case "f64" -> DType.F64;
          default ->
              throw LangCode.WRONG_KIND.thrown(
                  s.dtype().span(), "the precisions are `f32` and `f64`, not `" + s.dtype() + "`");
        };
    elaboration.dtype = elaboration.setup.precision().orElse(dtype);
  }

  static void seed(Expressions expressions, Statement.Seed s) {
    int seed = expressions.known().integer(s.value(), "a seed");
    if (expressions.elaboration().setup.seed().isEmpty()) {
      expressions.elaboration().seed = seed;
    }
  }

  static void dims(Expressions expressions, Statement.DimDecl s) {
    for (Identifier name : s.names()) {
      Dim dim = expressions.elaboration().dimensions.of(name.name());
      expressions.scope().declare(name.name(), new Value.Dimension(dim), name.span());
    }
  }

  static void same(Expressions expressions, Statement.Same s) {
    boolean isDim =
        expressions.scope().find(s.dim().name()).map(Scope.Entry::value).orElse(null)
            instanceof Value.Dimension;
    if (!isDim) {
      throw LangCode.WRONG_KIND.thrown(
          s.dim().span(),
          "`same` says what a dimension is, and `" + s.dim() + "` is none",
          "`dim " + s.dim() + "` declares it");
    }
    expressions
        .elaboration()
        .dimensions
        .learn(s.dim().name(), expressions.known().dim(s.value()), s.span());
  }

  static void option(Expressions expressions, Statement.OptionDecl s) {
    String name = s.name().name();
    expressions.elaboration().options.add(name);
    Value fallback = expressions.of(s.fallback());
    Value value =
        option(expressions.elaboration(), name, fallback, expressions.scope(), s.fallback().span());
    expressions
        .scope()
        .declare(name, Assignments.named(expressions.elaboration(), value, name), s.name().span());
  }

  static void data(Expressions expressions, Statement.DataDecl s) {
    String name = s.name().name();
    if (s.value().isEmpty()) {
      expressions.elaboration().open.add(name);
    }
    Path bound = expressions.elaboration().setup.bindings().get(name);
    Optional<Node> value =
        bound != null && s.value().isEmpty()
            ? Optional.of(FileBuiltins.bound(expressions.elaboration(), bound, s))
            : s.value().map(expressions::node);
    List<Dim> dims = expressions.known().shape(s.shape());
    value.ifPresent(v -> requireFixed("data", v, s.name().span()));
    value.ifPresent(v -> learn(expressions.elaboration(), dims, v, s));
    TensorType type = new TensorType(expressions.elaboration().dtype, dims);
    Node node =
        expressions
            .elaboration()
            .build(s.name().span(), () -> Node.of(new Input(name, type)))
            .named(name);
    expressions
        .elaboration()
        .definitions
        .put(
            node,
            value.<Definition>map(Definition.OfGraph::new).orElseGet(Definition.OfCaller::new));
    expressions.scope().declare(name, new Value.Tensor(node), s.name().span());
  }

  /// The value of an option: its default, unless the command line gives another of the same kind.
  static Value option(Elaboration elaboration, String name, Value fallback, Scope scope, Span at) {
    boolean known =
        switch (fallback) {
          case Value.Text text -> text.constant().isPresent();
          case Value.Tensor(Node node) -> Static.value(node).isPresent();
          case Value.Items _ -> true;
          default -> false;
        };
    if (!known) {
      throw fallback instanceof Value.Text || fallback instanceof Value.Tensor
          ? LangCode.NOT_STATIC.thrown(
              at, "the default of an option must be known while the program is read")
          : LangCode.WRONG_KIND.thrown(
              at, "an option is a number, a text or a list of them, not " + fallback.kind());
    }
    String given = elaboration.setup.options().get(name);
    if (given == null) {
      return fallback;
    }
    return fallback instanceof Value.Text
        ? Value.Text.of(given)
        : read(elaboration, name, given, fallback, scope, at);
  }

  private static Value read(
      Elaboration elaboration, String name, String given, Value fallback, Scope scope, Span at) {
    String prefix = "--set " + name + " = ";
    // Parsed as an assignment behind blanks, so that places in messages are those of the text
    // shown.
    SourceText shown = new SourceText("the command line", prefix + given);
    String line = " ".repeat(prefix.length() - 4) + "x = " + given;
    Span all = new Span(shown, prefix.length(), shown.text().length());
    Value value;
    try {
      var program = Parser.parse(new SourceText(shown.name(), line));
      Statement.Assign assign = (Statement.Assign) program.statements().getFirst();
      value = new Expressions(elaboration, scope, _ -> {}).of(assign.value());
    } catch (AdjointException | ClassCastException | Elaboration.Poisoned _) {
      throw wrongOption(
          all,
          "the option `%s` is %s, and %s"
              .formatted(
                  name,
                  fallback.kind(),
                  given.isBlank() ? "this is nothing" : "`" + given.strip() + "` is none"),
          name,
          at);
    }
    if (value.getClass() != fallback.getClass()) {
      throw wrongOption(
          all,
          "the option `%s` is %s, and `%s` is %s"
              .formatted(name, fallback.kind(), given.strip(), value.kind()),
          name,
          at);
    }
    return value;
  }

  private static AdjointException wrongOption(Span all, String message, String name, Span at) {
    String example = at.text().length() > 30 ? "…" : at.text();
    return new AdjointException(
        LangCode.WRONG_KIND
            .at(all, message)
            .label(at, "its value in the program")
            .help("a value like that one: `--set '%s=%s'`".formatted(name, example)));
  }

  /// Learns the sizes of declared dimensions from the value of `data`, and checks its shape.
  static void learn(Elaboration elaboration, List<Dim> declared, Node value, Statement.DataDecl s) {
    List<Dim> actual = value.type().dims();
    if (declared.size() != actual.size()) {
      throw shapeDiffers(s, declared, value)
          .apply("`reshape`, or `.T`, brings it to the declared number of axes");
    }
    for (int axis = 0; axis < declared.size(); axis++) {
      Dim wanted = declared.get(axis);
      Dim found = actual.get(axis);
      boolean isSize = wanted.name().isPresent() && found.value().isPresent();
      if (isSize) {
        elaboration.dimensions.learn(wanted.name().get(), found, s.name().span());
      }
      boolean settled = !isSize || wanted.value().isPresent();
      if (settled && !wanted.matches(found)) {
        throw shapeDiffers(s, declared, value)
            .apply("axis %d is %s, and %s is declared".formatted(axis, found, wanted));
      }
    }
  }

  private static java.util.function.Function<String, AdjointException> shapeDiffers(
      Statement.DataDecl s, List<Dim> declared, Node value) {
    Diagnostic diagnostic =
        LangCode.DECLARED_SHAPE
            .at(
                s.value().map(Expr::span).orElse(s.name().span()),
                "`%s` is declared %s, and its value is %s"
                    .formatted(s.name(), TensorType.print(declared), value.type()))
            .label(s.shape().span(), "declared here");
    return help -> new AdjointException(diagnostic.help(help));
  }

  /// Data and first values are computed once, so they cannot follow what training changes.
  static void requireFixed(String what, Node value, Span at) {
    for (Node node : Graph.of(value).nodes()) {
      if (node.op() instanceof Parameter) {
        throw LangCode.WRONG_KIND.thrown(
            at,
            "%s is computed once, and this depends on the parameter `%s`"
                .formatted(what, node.label()),
            "a name without `data` or `param`, `v = …`, is a formula, and follows the parameter");
      }
    }
  }

  /// Whether an expression is the call of an action, which an import leaves out.
  static boolean isAction(Expr expression, Scope scope) {
    if (!(expression instanceof Expr.Call call) || !(call.callee() instanceof Expr.Name name)) {
      return false;
    }
    Optional<Builtin> row =
        scope.find(name.name()).isPresent() ? Optional.empty() : Builtins.find(name.name());
    return row.map(Builtin::isAction).orElse(false);
  }
}
