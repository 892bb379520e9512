package dev.adjoint.lang.check;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.Origin;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.lang.syntax.Argument;
import dev.adjoint.lang.syntax.Expr;
import dev.adjoint.lang.syntax.ShapeExpr;
import dev.adjoint.lang.syntax.UnaryOperator;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.Span;
import dev.adjoint.source.Spelling;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.function.Supplier;

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

  Consumer<Action> actions() {
    return actions;
  }

  private Expressions in(Scope inner) {
    return new Expressions(elaboration, inner, actions);
  }

  Value of(Expr expression) {
    return switch (expression) {
      case Expr.Number e ->
          tensor(elaboration.build(e.span(), () -> elaboration.number(e.value())));
      case Expr.StringLiteral e -> text(e);
      case Expr.Name e -> name(e);
      case Expr.ListLiteral e -> new Value.Items(e.items().stream().map(this::of).toList());
      case Expr.Comprehension e -> comprehension(e);
      case Expr.Binding e ->
          throw LangCode.MISPLACED.thrown(
              e.span(), "`in` has no meaning here; it stands in comprehensions and families");
      case Expr.Range e -> range(e);
      case Expr.Call e -> new Calls(this).call(e, Optional.empty());
      case Expr.Index e -> new Indexing(this).of(e);
      case Expr.Field e -> field(e);
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
              "this needs a shape here",
              "`shape = [n, m]` as an argument; only a `param` gives its own");
      case Value.Text _,
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
          default -> diagnostic;
        });
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
    Node stacked = elaboration.build(span, () -> Concat.stack(parts, 0));
    Node result =
        Static.value(stacked)
            .map(value -> elaboration.build(span, () -> Node.of(new Constant(value))))
            .orElse(stacked);
    return items.name().map(result::named).orElse(result);
  }

  private Value text(Expr.StringLiteral literal) {
    List<Value.Piece> pieces = new ArrayList<>();
    for (Expr.Part part : literal.parts()) {
      switch (part) {
        case Expr.Text text -> pieces.add(new Value.Literal(text.value()));
        case Expr.Interpolation slot -> pieces.addAll(pieces(of(slot.value()), slot));
      }
    }
    return new Value.Text(pieces);
  }

  private List<Value.Piece> pieces(Value value, Expr.Interpolation slot) {
    NumberFormat format =
        slot.format()
            .map(
                specification ->
                    NumberFormat.parse(specification)
                        .orElseThrow(
                            () ->
                                LangCode.BAD_FORMAT.thrown(
                                    slot.span(),
                                    "`" + specification + "` is no number format",
                                    "`.6f` has six digits behind the point, `.3e` an exponent,"
                                        + " `.4g` four digits in all, `8.2f` at least eight"
                                        + " characters")))
            .orElse(NumberFormat.SHORTEST);
    return pieces(value, format, slot.value().span());
  }

  /// How a value is shown.
  List<Value.Piece> pieces(Value value, NumberFormat format, Span span) {
    return switch (value) {
      case Value.Text(List<Value.Piece> pieces) -> pieces;
      case Value.Items items when !isNumeric(items) || isRagged(items) -> {
        List<Value.Piece> pieces = new ArrayList<>(List.of(new Value.Literal("[")));
        for (Value item : items.values()) {
          pieces.add(new Value.Literal(pieces.size() == 1 ? "" : ", "));
          pieces.addAll(pieces(item, format, span));
        }
        pieces.add(new Value.Literal("]"));
        yield pieces;
      }
      default -> List.of(new Value.Slot(node(value, span), format));
    };
  }

  /// Whether its parts are tensors of different shapes, such as `[w, b]`.
  private static boolean isRagged(Value.Items items) {
    return items.values().stream()
            .filter(Value.Tensor.class::isInstance)
            .map(value -> ((Value.Tensor) value).node().type().dims())
            .distinct()
            .count()
        > 1;
  }

  private static boolean isNumeric(Value value) {
    return value instanceof Value.Tensor
        || value instanceof Value.Dimension
        || (value instanceof Value.Items items
            && items.values().stream().allMatch(Expressions::isNumeric));
  }

  private Value name(Expr.Name e) {
    Optional<Scope.Entry> entry = scope.find(e.name());
    if (entry.isPresent()) {
      if (entry.get().value() instanceof Value.Unknown) {
        throw new Elaboration.Poisoned();
      }
      return entry.get().value();
    }
    Optional<Value> builtIn = Builtins.value(e.name(), elaboration);
    return builtIn.orElseThrow(() -> unknownName(e));
  }

  private AdjointException unknownName(Expr.Name e) {
    Diagnostic diagnostic =
        LangCode.UNKNOWN_NAME.at(e.span(), "nothing is called `" + e.name() + "` here");
    Optional<String> foreign = ForeignNames.answer(e.name());
    if (foreign.isPresent()) {
      return new AdjointException(diagnostic.help(foreign.get()));
    }
    Optional<String> derivative = derivativeMeant(e.name());
    if (derivative.isPresent()) {
      return new AdjointException(diagnostic.help(derivative.get()));
    }
    List<String> names = new ArrayList<>(scope.names());
    names.addAll(Builtins.names());
    Optional<String> near = Spelling.nearest(e.name(), names);
    return new AdjointException(
        elaboration
            .declaredLater(e)
            .map(
                place ->
                    diagnostic
                        .label(place, "it gets its value here")
                        .help("a name is declared above the lines that use it"))
            .or(() -> near.map(n -> diagnostic.help("did you mean `" + n + "`?")))
            .orElse(diagnostic.note("a name is declared above the lines that use it")));
  }

  /// What to say of `dw`, where there is a `w`, and of `dJ`, where J is a number.
  private Optional<String> derivativeMeant(String name) {
    if (!name.startsWith("d") || !(find(name.substring(1)) instanceof Value.Tensor(Node node))) {
      return Optional.empty();
    }
    String of = name.substring(1);
    return Optional.of(
        node.rank() == 0 && !(node.op() instanceof Parameter)
            ? "a derivative of %s is written `d(%s)/d(…)`".formatted(of, of)
            : "`%s = d(J)/d(%s)` would give it a value".formatted(name, of));
  }

  private Value find(String name) {
    return scope.find(name).map(Scope.Entry::value).orElse(null);
  }

  private Value range(Expr.Range e) {
    int first = integer(e.first(), "the first number");
    int last = integer(e.last(), "the last number");
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
    for (Value value : items(e.iterable())) {
      Scope turn = scope.block();
      turn.declare(e.variable().name(), value, e.variable().span());
      Expressions inner = in(turn);
      if (e.condition().map(inner::truth).orElse(true)) {
        items.add(inner.of(e.element()));
      }
    }
    return new Value.Items(items);
  }

  private Value field(Expr.Field e) {
    if (e.base() instanceof Expr.Name name
        && scope.find(name.name()).isEmpty()
        && ForeignNames.isModule(name.name())) {
      throw ForeignNames.member(e, name.name());
    }
    Value base = of(e.base());
    String field = e.name().name();
    if (base instanceof Value.Fields(String what, var values)) {
      return found(values.get(field), e, what, List.copyOf(values.keySet()));
    }
    if (base instanceof Value.Layer layer) {
      if (layer.parameters().isEmpty()) {
        elaboration.blameFirst();
        throw LangCode.NO_FIELD.thrown(
            e.span(),
            "`%s` has no parameters yet".formatted(e.base().span().text()),
            "a layer's parameters exist once it is applied, since its input decides their sizes");
      }
      return found(
          layer.parameters().get(field), e, "layer", List.copyOf(layer.parameters().keySet()));
    }
    if (field.equals("shape")) {
      return new Value.Items(
          node(base, e.base().span()).type().dims().stream()
              .<Value>map(Value.Dimension::new)
              .toList());
    }
    throw ForeignNames.method(e, base);
  }

  private static Value found(Value value, Expr.Field e, String what, List<String> names) {
    if (value != null) {
      return value;
    }
    throw LangCode.NO_FIELD.thrown(
        e.name().span(),
        "this %s has no `%s`".formatted(what, e.name()),
        "it has " + String.join(", ", names));
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
    Node wrt = wrt(of(e.wrt()), e.wrt().span());
    return tensor(elaboration.build(e.span(), () -> Gradient.of(of).wrt(wrt)));
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

  // Numbers that the graph's structure depends on.

  /// A whole number that is known now.
  int integer(Expr expression, String what) {
    return integer(node(expression), expression.span(), what);
  }

  int integer(Node node, Span span, String what) {
    double number =
        Static.number(node)
            .orElseThrow(
                () ->
                    LangCode.NOT_STATIC.thrown(
                        span,
                        what + " must be known while the program is read",
                        "it may depend on numbers, options and dimensions that data has bound, not"
                            + " on data or parameters"));
    if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
      throw LangCode.WRONG_KIND.thrown(
          span, what + " is a whole number, not " + Tensor.scalar(number));
    }
    return (int) number;
  }

  /// A whole number from 0 that is known now.
  int natural(Expr expression, String what) {
    int number = integer(expression, what);
    if (number < 0) {
      throw LangCode.WRONG_KIND.thrown(expression.span(), what + " is at least 0, not " + number);
    }
    return number;
  }

  /// A condition that is known now.
  boolean truth(Expr condition) {
    return Static.number(node(condition))
            .orElseThrow(
                () ->
                    LangCode.NOT_STATIC.thrown(
                        condition.span(),
                        "this condition must be one number that is known while the program is read",
                        "a choice for each element is `if c then a else b`, an expression"))
        != 0;
  }

  /// The one static index of a family's member.
  int index(List<Expr> indices, Span span) {
    if (indices.size() != 1) {
      throw LangCode.NO_MEMBER.thrown(span, "a family has one index, not " + indices.size());
    }
    return integer(indices.getFirst(), "the index of a family");
  }

  /// The values that a loop goes through.
  List<Value> items(Expr iterable) {
    Value value = of(iterable);
    return switch (value) {
      case Value.Items items -> items.values();
      case Value.Family family -> List.copyOf(family.members().values());
      case Value.Unknown _ -> throw new Elaboration.Poisoned();
      default ->
          throw LangCode.WRONG_KIND.thrown(
              iterable.span(),
              "a loop goes through a list or a range, not " + value.kind(),
              "`1..L` counts from 1 to L");
    };
  }

  /// A size: whole numbers, dimensions, and sums and products of them.
  Dim dim(Expr expression) {
    return dim(of(expression), expression.span());
  }

  Dim dim(Value value, Span span) {
    if (value instanceof Value.Dimension(Dim dim)) {
      return dim;
    }
    return Static.dim(node(value, span))
        .orElseThrow(
            () ->
                LangCode.NOT_STATIC.thrown(
                    span,
                    "a size is made of whole numbers and dimensions, by + - and *",
                    "`dim n` declares a dimension"));
  }

  List<Dim> shape(ShapeExpr shape) {
    List<Dim> dims = new ArrayList<>();
    for (Expr expression : shape.dims()) {
      requireDeclared(expression);
      Dim dim = dim(expression);
      if (dim.value().isPresent() && dim.value().getAsInt() < 0) {
        throw LangCode.WRONG_KIND.thrown(expression.span(), "a size is at least 0, not " + dim);
      }
      dims.add(dim);
    }
    return dims;
  }

  private void requireDeclared(Expr size) {
    if (size instanceof Expr.Name name && scope.find(name.name()).isEmpty()) {
      throw LangCode.UNKNOWN_NAME.thrown(
          name.span(),
          "nothing is called `" + name.name() + "` here",
          "`dim " + name.name() + "` declares a dimension");
    }
  }

  Invocation invocation(Builtin row, List<Argument> arguments, Span span) {
    return Invocation.of(this, row, Optional.empty(), arguments, span);
  }

  /// Builds a node; what the graph's rules object to is shown with the operands.
  Node build(Span span, List<Expr> texts, List<Node> operands, Supplier<Node> body) {
    try {
      return Origin.current().at(span).within(body);
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

  static BinaryFunction function(dev.adjoint.lang.syntax.BinaryOperator operator) {
    return switch (operator) {
      case POWER -> BinaryFunction.POW;
      case TIMES -> BinaryFunction.MUL;
      case OVER -> BinaryFunction.DIV;
      case PLUS -> BinaryFunction.ADD;
      case MINUS -> BinaryFunction.SUB;
      case EQUAL -> BinaryFunction.EQUAL;
      case UNEQUAL -> BinaryFunction.UNEQUAL;
      case LESS -> BinaryFunction.LESS;
      case LESS_EQUAL -> BinaryFunction.LESS_EQUAL;
      case GREATER -> BinaryFunction.GREATER;
      case GREATER_EQUAL -> BinaryFunction.GREATER_EQUAL;
      case AND -> BinaryFunction.AND;
      case OR -> BinaryFunction.OR;
      case MATMUL -> throw new IllegalArgumentException("a product of matrices");
    };
  }
}
