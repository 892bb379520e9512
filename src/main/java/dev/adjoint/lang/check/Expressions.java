package dev.adjoint.lang.check;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Origin;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.lang.syntax.Argument;
import dev.adjoint.lang.syntax.Expr;
import dev.adjoint.lang.syntax.UnaryOperator;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.Span;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The values of expressions in one scope.
final class Expressions {
  private static final int MAX_UNROLLED = 100_000;

  private final Elaboration elaboration;
  private final Scope scope;
  private final Consumer<Action> actions;

  /// @param actions where calls of actions put them
  Expressions(Elaboration elaboration, Scope scope, Consumer<Action> actions) {
    this.elaboration = elaboration;
    this.scope = scope;
    this.actions = actions;
  }

  Elaboration elaboration() {
    return elaboration;
  }

  Scope scope() {
    return scope;
  }

  /// Numbers that the graph's structure depends on.
  Known known() {
    return new Known(this);
  }

  Consumer<Action> actions() {
    return actions;
  }

  /// The same in another scope.
  Expressions in(Scope inner) {
    return new Expressions(elaboration, inner, actions);
  }

  Value of(Expr expression) {
    elaboration.enter(expression.span());
    try {
      return value(expression);
    } finally {
      elaboration.leave();
    }
  }

  private Value value(Expr expression) {
    return switch (expression) {
      case Expr.Number e ->
          tensor(elaboration.build(e.span(), () -> elaboration.number(e.value())));
      case Expr.StringLiteral e -> new Texts(this).of(e);
      case Expr.Name e -> new Names(this).of(e);
      case Expr.ListLiteral e -> new Value.Items(e.items().stream().map(this::of).toList());
      case Expr.Comprehension e -> comprehension(e);
      case Expr.Binding e -> sizes(e);
      case Expr.Range e -> range(e);
      case Expr.Call e -> new Calls(this).call(e, Optional.empty());
      case Expr.Index e -> new Indexing(this).of(e);
      case Expr.Field e -> new Names(this).of(e);
      case Expr.Transpose e -> {
        Node operand = node(e.operand());
        yield tensor(elaboration.build(e.span(), operand::transpose));
      }
      case Expr.Group e -> of(e.inner());
      case Expr.Unary e -> unary(e);
      case Expr.Binary e -> chain(e);
      case Expr.Conditional e -> conditional(e);
      case Expr.Derivative e -> derivative(e);
      case Expr.Pipe e -> new Calls(this).pipe(e);
    };
  }

  static Value tensor(Node node) {
    return new Value.Tensor(node);
  }

  /// The value as a tensor; a list of equal shapes is one.
  Node node(Expr expression) {
    return node(of(expression), expression.span());
  }

  Node node(Value value, Span span) {
    return switch (value) {
      case Value.Tensor(Node node) -> node;
      case Value.Dimension(Dim dim) -> elaboration.build(span, () -> elaboration.number(dim));
      case Value.Items items -> items.tensor().orElseGet(() -> items.tensor(stack(items, span)));
      case Value.Unknown _ -> throw new Elaboration.Poisoned();
      case Value.Initial _ ->
          throw LangCode.WRONG_KIND.thrown(
              span,
              "nothing says which shape this is to fill",
              "`param w: [n, 1] = normal(0, 0.01)` fills its own; elsewhere add `shape = [n, 1]`");
      case Value.Sizes _,
          Value.Text _,
          Value.Family _,
          Value.Fields _,
          Value.BuiltIn _,
          Value.Function _,
          Value.LayerKind _,
          Value.Layer _,
          Value.Optimiser _,
          Value.Nothing _ ->
          throw wrongKind(span, "a tensor", value);
    };
  }

  static AdjointException wrongKind(Span span, String wanted, Value value) {
    Diagnostic diagnostic =
        LangCode.WRONG_KIND.at(span, "this should be " + wanted + ", and is " + value.kind());
    return new AdjointException(
        switch (value) {
          case Value.Layer _, Value.Function _, Value.BuiltIn _ ->
              diagnostic.help("apply it: `" + span.text() + "(…)`");
          case Value.LayerKind _ ->
              diagnostic.help("construct it, then apply it: `" + span.text() + "(…)(x)`");
          case Value.Family _ -> diagnostic.help("name one member: `" + span.text() + "[1]`");
          case Value.Fields(_, var values) ->
              diagnostic.help(
                  "it has "
                      + values.keySet().stream()
                          .map(name -> "`%s.%s`".formatted(span.text(), name))
                          .collect(Collectors.joining(", ")));
          case Value.Text text when isName(text) ->
              diagnostic.help(
                  "a name stands without quotes: `%s`".formatted(text.constant().get()));
          default -> diagnostic;
        });
  }

  private static boolean isName(Value.Text text) {
    return text.constant().filter(name -> name.matches("\\p{L}\\w*")).isPresent();
  }

  /// A list's tensor: a constant if all of it is known, else its parts side by side.
  private Node stack(Value.Items items, Span span) {
    if (items.values().isEmpty()) {
      return Node.constant(Tensor.full(elaboration.dtype, dev.adjoint.tensor.Shape.of(0), 0));
    }
    List<Node> parts = items.values().stream().map(value -> node(value, span)).toList();
    for (Node part : parts) {
      if (!part.type().matches(parts.getFirst().type().dims())) {
        throw LangCode.WRONG_KIND.thrown(
            span,
            "this list is no tensor: its parts have different shapes, %s and %s"
                .formatted(parts.getFirst().type(), part.type()),
            "`concat([…], axis = 0)` joins parts of different lengths");
      }
    }
    Node result =
        elaboration.build(
            span,
            () ->
                Static.stacked(parts)
                    .map(value -> Node.of(new Constant(value)))
                    .orElseGet(() -> known(Concat.stack(parts, 0))));
    return items.name().map(result::named).orElse(result);
  }

  /// `n in 1..6`, for a dimension that nothing makes another's.
  private Value sizes(Expr.Binding e) {
    Value variable = scope.find(e.variable().name()).map(Scope.Entry::value).orElse(null);
    if (variable == null && e.iterable() instanceof Expr.Range) {
      throw LangCode.UNKNOWN_NAME.thrown(
          e.variable().span(),
          "no dimension is called `" + e.variable() + "` here",
          "`dim " + e.variable() + "` declares one");
    }
    if (!(variable instanceof Value.Dimension(Dim own))
        || !(e.iterable() instanceof Expr.Range range)) {
      throw LangCode.MISPLACED.thrown(
          e.span(),
          "`in` has no meaning here",
          "it stands in comprehensions and families, and gives a dimension sizes: `n in 1..6`");
    }
    String dim =
        own.name()
            .orElseThrow(
                () ->
                    LangCode.WRONG_KIND.thrown(
                        e.variable().span(),
                        "`%s` is %s, and takes no sizes of its own".formatted(e.variable(), own)));
    int first = known().natural(range.first(), "the smallest size");
    int last = known().natural(range.last(), "the largest size");
    if (last < first) {
      throw LangCode.WRONG_KIND.thrown(
          range.span(), "there is no size from %d to %d".formatted(first, last));
    }
    return new Value.Sizes(dim, first, last);
  }

  private static Node known(Node node) {
    return Static.value(node).map(value -> Node.of(new Constant(value))).orElse(node);
  }

  private Value range(Expr.Range e) {
    int first = known().integer(e.first(), "the first number");
    int last = known().integer(e.last(), "the last number");
    if ((long) last - first >= MAX_UNROLLED) {
      throw LangCode.TOO_MANY.thrown(
          e.span(), "a range has at most %d numbers".formatted(MAX_UNROLLED));
    }
    List<Value> items = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      int number = i;
      items.add(tensor(elaboration.build(e.span(), () -> elaboration.number(number))));
    }
    return new Value.Items(items);
  }

  private Value comprehension(Expr.Comprehension e) {
    List<Value> items = new ArrayList<>();
    for (Value value : known().items(e.iterable())) {
      Scope turn = scope.block();
      turn.declare(e.variable().name(), value, e.variable().span());
      Expressions inner = in(turn);
      if (e.condition().map(inner.known()::truth).orElse(true)) {
        items.add(inner.of(e.element()));
      }
    }
    return new Value.Items(items);
  }

  private Value unary(Expr.Unary e) {
    Node operand = node(e.operand());
    UnaryFunction f = e.operator() == UnaryOperator.NEGATE ? UnaryFunction.NEG : UnaryFunction.NOT;
    return tensor(elaboration.build(e.span(), () -> f.of(operand)));
  }

  private Value chain(Expr.Binary e) {
    List<Expr.Binary> chain = e.chain();
    Value left = of(chain.getFirst().left());
    for (Expr.Binary link : chain) {
      left = Operators.apply(this, link, left);
    }
    return left;
  }

  private Value conditional(Expr.Conditional e) {
    Node condition = node(e.condition());
    Optional<Double> known = Static.number(condition);
    if (known.isPresent()) {
      return of(known.get() != 0 ? e.whenTrue() : e.whenFalse());
    }
    Node whenTrue = node(e.whenTrue());
    Node whenFalse = node(e.whenFalse());
    return tensor(
        build(
            e.span(),
            List.of(e.condition(), e.whenTrue(), e.whenFalse()),
            List.of(condition, whenTrue, whenFalse),
            () -> Select.of(condition, whenTrue, whenFalse)));
  }

  private Value derivative(Expr.Derivative e) {
    Node of = node(e.of());
    Node wrt = wrt(wrtValue(e), e.wrt().span());
    elaboration.grow(e.span(), Graph.of(of).nodes().size());
    return tensor(elaboration.build(e.span(), () -> Gradient.of(of).wrt(wrt)));
  }

  private Value wrtValue(Expr.Derivative e) {
    Value wrt = of(e.wrt());
    String text = e.wrt().span().text();
    if (wrt instanceof Value.Dimension) {
      throw LangCode.NOT_DIFFERENTIABLE.thrown(
          e.wrt().span(),
          "`%s` is a dimension, a whole number: nothing can be differentiated by it"
              .formatted(text));
    }
    boolean isPart =
        e.wrt() instanceof Expr.Index
            && wrt instanceof Value.Tensor(Node node)
            && node.origin().name() == null;
    if (isPart) {
      String whole = ((Expr.Index) e.wrt()).base().span().text();
      throw LangCode.NOT_DIFFERENTIABLE.thrown(
          e.wrt().span(),
          "a derivative is taken by a whole value, and `%s` is a part of one".formatted(text),
          "the derivative by `%s` has that part: `d(%s)/d(%s)%s`"
              .formatted(whole, e.of().span().text(), whole, text.substring(whole.length())));
    }
    if (e.wrt() instanceof Expr.Number) {
      throw LangCode.NOT_DIFFERENTIABLE.thrown(
          e.wrt().span(),
          "a derivative is taken by a named value, and %s is a number".formatted(text),
          "`d(J)/d(a)` is the derivative of J by a, taken at the value that a has");
    }
    return wrt;
  }

  /// What one can differentiate by: a value that other values may depend on, so one with a name.
  Node wrt(Value value, Span span) {
    Node node = node(value, span);
    if (node.origin().name() == null) {
      throw LangCode.NOT_DIFFERENTIABLE.thrown(
          span,
          "a derivative is taken by a named value, and `" + span.text() + "` is made here",
          "name it first, `u = " + span.text() + "`, and use `u` in the formula above");
    }
    return node;
  }

  Invocation invocation(Builtin row, List<Argument> arguments, Span span) {
    return Invocation.of(this, row, Optional.empty(), arguments, span);
  }

  /// Builds a node; what the graph's rules object to is shown with the operands.
  Node build(Span span, List<Expr> texts, List<Node> operands, Supplier<Node> body) {
    try {
      return Origin.current().at(span).within(body);
    } catch (ArithmeticException _) {
      throw Elaboration.tooLarge(span);
    } catch (AdjointException e) {
      Diagnostic diagnostic = e.diagnostics().getFirst();
      if (diagnostic.primary().isPresent()) {
        throw e;
      }
      diagnostic = diagnostic.at(span);
      for (int i = 0; i < texts.size(); i++) {
        diagnostic = diagnostic.label(texts.get(i).span(), describe(texts.get(i), operands.get(i)));
      }
      throw new AdjointException(diagnostic);
    }
  }

  /// What an operand is, for the label beneath it: its name, type, and where it was declared.
  String describe(Expr expression, Node node) {
    if (expression instanceof Expr.Name name) {
      String declared =
          scope
              .find(name.name())
              .filter(entry -> entry.declared().source() == expression.span().source())
              .map(entry -> ", declared at " + entry.declared().position())
              .orElse("");
      return name.name() + ": " + node.type() + declared;
    }
    return "this is " + node.type();
  }
}
