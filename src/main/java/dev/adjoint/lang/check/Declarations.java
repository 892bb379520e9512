package dev.adjoint.lang.check;

import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.TensorType;
import dev.adjoint.lang.syntax.Expr;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.lang.syntax.Statement;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.SourceText;
import dev.adjoint.source.Span;
import dev.adjoint.tensor.DType;
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
      throw LangCode.WRONG_KIND.thrown(
          at, "an option is a number, a text or a list of them, not " + fallback.kind());
    }
    String given = elaboration.setup.options().get(name);
    if (given == null) {
      return fallback;
    }
    return fallback instanceof Value.Text
        ? Value.Text.of(given)
        : read(elaboration, name, given, fallback, scope);
  }

  private static Value read(
      Elaboration elaboration, String name, String given, Value fallback, Scope scope) {
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
      throw LangCode.WRONG_KIND.thrown(
          all, "`%s` is no value for the option `%s`".formatted(given, name));
    }
    if (value.getClass() != fallback.getClass()) {
      throw LangCode.WRONG_KIND.thrown(
          all,
          "the option `%s` is %s, and `%s` is %s"
              .formatted(name, fallback.kind(), given, value.kind()));
    }
    return value;
  }

  /// A value under the name that it is assigned to. What has a name keeps it: `B = A` makes no new
  /// value.
  static Value named(Elaboration elaboration, Value value, String name) {
    switch (value) {
      case Value.Tensor(Node node) when node.origin().name() == null -> {
        Node own = node.named(name);
        Definition definition = elaboration.definitions.get(node);
        if (definition != null) {
          elaboration.definitions.put(own, definition);
        }
        return new Value.Tensor(own);
      }
      case Value.Layer layer -> layer.name(name);
      case Value.Items items -> items.name(name);
      default -> {}
    }
    return value;
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

  /// The first value of a parameter.
  static Node start(
      Expressions expressions, Statement.ParamDecl s, TensorType type, String stream) {
    Expr init =
        s.init()
            .orElseThrow(
                () ->
                    LangCode.MISSING_ARGUMENT.thrown(
                        s.span(),
                        "`" + s.name() + "` has no first value",
                        "`= zeros` or `= normal(0, 0.01)` behind the shape gives it one"));
    Value value = expressions.of(init);
    if (value instanceof Value.BuiltIn(Builtin row)) {
      value = row.call(expressions.invocation(row, List.of(), init.span()));
    }
    if (value instanceof Value.Initial(Value.Filler filler)) {
      return expressions.elaboration().build(init.span(), () -> filler.fill(type, stream));
    }
    Node node = expressions.node(value, init.span());
    if (node.rank() != 0 && !node.type().matches(type.dims())) {
      throw new AdjointException(
          LangCode.DECLARED_SHAPE
              .at(
                  init.span(),
                  "`%s` is declared %s, and its first value is %s"
                      .formatted(s.name(), type, node.type()))
              .label(s.shape().span(), "declared here"));
    }
    return expressions.elaboration().build(init.span(), () -> Broadcast.to(node, type.dims()));
  }

  /// Both sides of a comparison are of one shape, or one is a scalar.
  static void comparable(Node left, Expr leftText, Node right, Expr rightText) {
    boolean fits =
        left.rank() == 0 || right.rank() == 0 || left.type().matches(right.type().dims());
    if (!fits) {
      throw new AdjointException(
          LangCode.DECLARED_SHAPE
              .at(
                  rightText.span(),
                  "the two sides have different shapes, %s and %s"
                      .formatted(left.type(), right.type()))
              .label(leftText.span(), "this is " + left.type()));
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
