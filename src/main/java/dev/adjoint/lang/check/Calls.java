package dev.adjoint.lang.check;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Fragment;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Origin;
import dev.adjoint.graph.TensorType;
import dev.adjoint.lang.syntax.Argument;
import dev.adjoint.lang.syntax.Expr;
import dev.adjoint.lang.syntax.Identifier;
import dev.adjoint.lang.syntax.Param;
import dev.adjoint.lang.syntax.ShapeExpr;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Calls of functions and layers.
final class Calls {
  private final Expressions expressions;

  Calls(Expressions expressions) {
    this.expressions = expressions;
  }

  /// `callee(arguments)`.
  ///
  /// @param piped what `|>` puts in front of the arguments
  Value call(Expr.Call e, Optional<Invocation.Given> piped) {
    Value callee;
    try {
      callee = expressions.of(e.callee());
    } catch (ForeignSpelling foreign) {
      throw foreign.span().equals(e.callee().span())
          ? ForeignCalls.answer(expressions, e, foreign)
          : foreign;
    }
    return apply(callee, e.callee().span(), piped, e.arguments(), e.span());
  }

  /// `value |> function`: of a call of a function it becomes the first argument; anything else is
  /// called with it.
  Value pipe(Expr.Pipe e) {
    Value value = expressions.of(e.value());
    Optional<Invocation.Given> piped =
        Optional.of(new Invocation.Given(value, e.value().span(), Optional.of(e.value())));
    if (e.function() instanceof Expr.Call call) {
      Value callee = expressions.of(call.callee());
      if (callee instanceof Value.BuiltIn || callee instanceof Value.Function) {
        return apply(callee, call.callee().span(), piped, call.arguments(), e.span());
      }
    }
    Value callee = expressions.of(e.function());
    return apply(callee, e.function().span(), piped, List.of(), e.span());
  }

  /// The value of a function or a layer for one argument, as a built-in asks for it.
  Value of(Value callee, Node argument, Span span) {
    Value value = Expressions.tensor(argument);
    var given = new Invocation.Given(value, span, Optional.empty());
    return apply(callee, span, Optional.of(given), List.of(), span);
  }

  private Value apply(
      Value callee,
      Span calleeSpan,
      Optional<Invocation.Given> piped,
      List<Argument> arguments,
      Span span) {
    return switch (callee) {
      case Value.BuiltIn(Builtin row) ->
          row.call(Invocation.of(expressions, row, piped, arguments, span));
      case Value.Function function -> function(function, piped, arguments, span);
      case Value.LayerKind kind -> construct(kind, piped, arguments, span);
      case Value.Layer layer -> layer(layer, piped, arguments, span);
      case Value.Unknown _ -> throw new Elaboration.Poisoned();
      default -> throw notCallable(callee, calleeSpan);
    };
  }

  private static AdjointException notCallable(Value callee, Span span) {
    Diagnostic diagnostic =
        LangCode.NOT_CALLABLE.at(
            span, "`%s` cannot be called: it is %s".formatted(span.text(), callee.kind()));
    if (Builtins.find(span.text()).isPresent()) {
      return new AdjointException(
          diagnostic
              .note("the program gives the name of a built-in function another meaning")
              .help("choose another name for it, and `" + span.text() + "` is the function again"));
    }
    return new AdjointException(
        callee instanceof Value.Tensor
            ? diagnostic.help("a product is written with `*` or `@`")
            : diagnostic);
  }

  private Value function(
      Value.Function function,
      Optional<Invocation.Given> piped,
      List<Argument> arguments,
      Span span) {
    var declaration = function.declaration();
    String name = declaration.name().name();
    Scope inner = function.home().body();
    bind("`" + name + "`", declaration.params(), inner, piped, arguments, span);
    return run(
        name,
        name,
        span,
        () -> {
          Value result = Statements.body(elaboration(), inner).result(declaration.body(), name);
          return checked(result, declaration.result(), inner, declaration.body().span());
        });
  }

  private Value construct(
      Value.LayerKind kind, Optional<Invocation.Given> piped, List<Argument> arguments, Span span) {
    var declaration = kind.declaration();
    Scope inner = kind.home().body();
    if (piped.isPresent()) {
      throw LangCode.NOT_CALLABLE.thrown(
          span,
          "`" + declaration.name() + "` has to be constructed before it is applied",
          "`x |> " + declaration.name() + "(…)`");
    }
    bind("`" + declaration.name() + "`", declaration.constructor(), inner, piped, arguments, span);
    Elaboration.Application application = elaboration().application;
    if (application == null) {
      return new Value.Layer(declaration, inner, null);
    }
    Value.Layer owner = application.layer();
    int turn = application.constructions().merge(span, 1, Integer::sum);
    return owner
        .inner()
        .computeIfAbsent(
            span.start() + " " + turn, _ -> new Value.Layer(declaration, inner, owner));
  }

  private Value layer(
      Value.Layer layer, Optional<Invocation.Given> piped, List<Argument> arguments, Span span) {
    var declaration = layer.declaration();
    String kind = declaration.name().name();
    if (layer.name().isEmpty()) {
      layer.name(elaboration().fresh(kind), elaboration()::unique);
    }
    String name = layer.name().orElseThrow();
    Scope inner = layer.constructed().body();
    bind("`" + name + "`", declaration.apply(), inner, piped, arguments, span);
    Elaboration.Application outer = elaboration().application;
    elaboration().application = new Elaboration.Application(layer, new HashMap<>());
    try {
      return run(
          kind,
          name,
          span,
          () -> {
            Value result =
                Statements.body(elaboration(), inner, layer).result(declaration.body(), name);
            return checked(result, declaration.result(), inner, declaration.body().span());
          });
    } finally {
      elaboration().application = outer;
    }
  }

  private Elaboration elaboration() {
    return expressions.elaboration();
  }

  /// Runs a body in its fragment; a mistake in it is shown with the call that led there.
  private Value run(String kind, String name, Span span, Supplier<Value> body) {
    Fragment fragment = Origin.current().at(span).within(() -> Fragment.enter(name, kind));
    try {
      return elaboration().called(span, () -> Origin.current().in(fragment).within(body));
    } catch (AdjointException e) {
      throw new AdjointException(
          e.diagnostics().stream().map(d -> fromCall(d, name, span)).toList());
    }
  }

  private static Diagnostic fromCall(Diagnostic diagnostic, String name, Span span) {
    boolean endless = diagnostic.code().equals(LangCode.TOO_DEEP.code());
    boolean here = diagnostic.primary().map(span::equals).orElse(false);
    return endless || here ? diagnostic : diagnostic.label(span, "in this call of `" + name + "`");
  }

  /// Gives the arguments of a call to the parameters of a declaration, and binds the dimensions that
  /// the parameters' shapes name.
  private void bind(
      String callee,
      List<Param> params,
      Scope inner,
      Optional<Invocation.Given> piped,
      List<Argument> arguments,
      Span span) {
    Map<String, Invocation.Given> given = match(callee, params, piped, arguments, span);
    List<Param> shaped = new ArrayList<>();
    for (Param param : params) {
      Invocation.Given argument = given.get(param.name().name());
      Value value;
      if (argument != null) {
        value = argument.value();
      } else {
        Expr fallback =
            param
                .fallback()
                .orElseThrow(
                    () ->
                        LangCode.MISSING_ARGUMENT.thrown(
                            span,
                            "%s needs the argument `%s`".formatted(callee, param.name()),
                            "it is called as `" + usage(callee, params) + "`"));
        value = expressions.in(inner).of(fallback);
      }
      if (param.shape().isPresent()) {
        shaped.add(param);
        Span at = argument == null ? span : argument.span();
        value = Expressions.tensor(expressions.node(value, at));
      }
      String name = param.name().name();
      inner.declare(name, Assignments.named(elaboration(), value, name), param.name().span());
    }
    shaped.forEach(param -> bindDims(param, inner, given.get(param.name().name()), span));
  }

  private static String usage(String callee, List<Param> params) {
    return callee.replace("`", "")
        + "("
        + String.join(", ", params.stream().map(p -> p.name().name()).toList())
        + ")";
  }

  private Map<String, Invocation.Given> match(
      String callee,
      List<Param> params,
      Optional<Invocation.Given> piped,
      List<Argument> arguments,
      Span span) {
    Map<String, Invocation.Given> given = new HashMap<>();
    List<String> names = params.stream().map(p -> p.name().name()).toList();
    List<Invocation.Given> positional = new ArrayList<>(piped.stream().toList());
    for (Argument argument : arguments) {
      var value =
          new Invocation.Given(
              expressions.of(argument.value()),
              argument.value().span(),
              Optional.of(argument.value()));
      Optional<Identifier> name = argument.name();
      if (name.isEmpty()) {
        positional.add(value);
      } else if (!names.contains(name.get().name())) {
        throw Invocation.unknownArgument(
            name.get().span(), callee, name.get().name(), names, usage(callee, params));
      } else if (given.putIfAbsent(name.get().name(), value) != null) {
        throw LangCode.TOO_MANY_ARGUMENTS.thrown(
            name.get().span(), "`" + name.get() + "` is given twice");
      }
    }
    for (int i = 0; i < positional.size(); i++) {
      boolean tooMany = i >= params.size();
      if (tooMany || given.putIfAbsent(names.get(i), positional.get(i)) != null) {
        throw LangCode.TOO_MANY_ARGUMENTS.thrown(
            positional.get(i).span(),
            tooMany
                ? "%s takes %s, and this is one more"
                    .formatted(callee, Invocation.count(params.size()))
                : "`" + names.get(i) + "` is given by its place and by its name",
            "it is called as `" + usage(callee, params) + "`");
      }
    }
    return given;
  }

  private void bindDims(Param param, Scope inner, Invocation.Given argument, Span call) {
    ShapeExpr pattern = param.shape().orElseThrow();
    Value value = inner.find(param.name().name()).orElseThrow().value();
    Node node = ((Value.Tensor) value).node();
    Span at = argument == null ? call : argument.span();
    List<Dim> actual = node.type().dims();
    if (pattern.dims().size() != actual.size()) {
      throw mismatch(
          param,
          node,
          at,
          "it has %s here".formatted(actual.size() == 1 ? "one axis" : actual.size() + " axes"));
    }
    for (int axis = 0; axis < actual.size(); axis++) {
      Expr wanted = pattern.dims().get(axis);
      Dim dim = actual.get(axis);
      if (wanted instanceof Expr.Name name && !isBound(inner, name.name())) {
        inner.declare(name.name(), new Value.Dimension(dim), name.span());
        continue;
      }
      Dim expected = expressions.in(inner).known().dim(wanted);
      if (!expected.matches(dim)) {
        throw mismatch(
            param, node, at, "axis %d is %s, and %s was wanted".formatted(axis, dim, expected));
      }
    }
  }

  /// A name in a signature's shapes is a dimension of this call, unless it is one of the parameters
  /// or another shape has bound it.
  private static boolean isBound(Scope inner, String name) {
    return inner.values().containsKey(name) || inner.isParameterOfLayer(name);
  }

  private static AdjointException mismatch(Param param, Node node, Span at, String why) {
    return new AdjointException(
        LangCode.DECLARED_SHAPE
            .at(
                at,
                "this is %s, and `%s` is declared %s"
                    .formatted(
                        node.type(), param.name(), param.shape().orElseThrow().span().text()))
            .label(param.span(), "declared here")
            .note(why));
  }

  private Value checked(Value result, Optional<ShapeExpr> declared, Scope inner, Span body) {
    if (declared.isEmpty()) {
      return result;
    }
    Expressions own = expressions.in(inner);
    Node node = own.node(result, body);
    List<Dim> dims = own.known().shape(declared.get());
    if (!node.type().matches(dims)) {
      throw new AdjointException(
          LangCode.DECLARED_SHAPE.at(
              declared.get().span(),
              "this returns %s, and %s is declared"
                  .formatted(node.type(), TensorType.print(dims))));
    }
    return result;
  }
}
