package dev.adjoint.lang.check;

import dev.adjoint.bounds.TimeUp;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Fragment;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.TensorType;
import dev.adjoint.lang.syntax.BinaryOperator;
import dev.adjoint.lang.syntax.Block;
import dev.adjoint.lang.syntax.Expr;
import dev.adjoint.lang.syntax.Identifier;
import dev.adjoint.lang.syntax.Statement;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Carries out the statements of one block: declares its names, and collects its actions and
/// updates.
final class Statements {
  /// What a block belongs to, which decides the statements that have a meaning in it.
  private enum Place {
    TOP("at top level"),
    REPEAT("in `repeat`"),
    EVERY("in `every`"),
    BODY("in a function"),
    LAYER("in a layer");

    private final String text;

    Place(String text) {
      this.text = text;
    }
  }

  private final Elaboration elaboration;
  private final Scope scope;
  private final Place place;
  private final Value.Layer layer; // whose body this is, or null
  private final List<Action> actions;
  private final List<Action.Update> updates;
  private final boolean declarationsOnly;

  private Statements(
      Elaboration elaboration,
      Scope scope,
      Place place,
      Value.Layer layer,
      List<Action> actions,
      List<Action.Update> updates,
      boolean declarationsOnly) {
    this.elaboration = elaboration;
    this.scope = scope;
    this.place = place;
    this.layer = layer;
    this.actions = actions;
    this.updates = updates;
    this.declarationsOnly = declarationsOnly;
  }

  static Statements top(Elaboration elaboration) {
    return new Statements(
        elaboration, Scope.top(), Place.TOP, null, new ArrayList<>(), new ArrayList<>(), false);
  }

  /// The statements of a function's body.
  static Statements body(Elaboration elaboration, Scope scope) {
    return new Statements(elaboration, scope, Place.BODY, null, List.of(), List.of(), false);
  }

  /// The statements of a layer's body, as it is applied.
  static Statements body(Elaboration elaboration, Scope scope, Value.Layer layer) {
    return new Statements(elaboration, scope, Place.LAYER, layer, List.of(), List.of(), false);
  }

  /// The same block seen from a scope within it.
  private Statements within(Scope inner) {
    return new Statements(elaboration, inner, place, layer, actions, updates, declarationsOnly);
  }

  private Statements inside(Place loop, Scope inner) {
    return new Statements(
        elaboration, inner, loop, null, new ArrayList<>(), updates, declarationsOnly);
  }

  /// The declarations of another file, with none of its actions.
  Statements imported() {
    return new Statements(elaboration, scope, place, layer, actions, updates, true);
  }

  Scope scope() {
    return scope;
  }

  List<Action> actions() {
    return actions;
  }

  private Expressions expressions() {
    return new Expressions(elaboration, scope, this::act);
  }

  /// The value that the block returns, if it does.
  Optional<Value> run(List<Statement> statements) {
    for (Statement statement : statements) {
      Optional<Value> returned = attempt(statement);
      if (returned.isPresent()) {
        return returned;
      }
    }
    return Optional.empty();
  }

  /// In a function a mistake ends the call, and is reported where the call stands; elsewhere it is
  /// reported here, and the next statement is tried.
  private Optional<Value> attempt(Statement statement) {
    if (place == Place.BODY || place == Place.LAYER) {
      return entered(statement);
    }
    try {
      return entered(statement);
    } catch (AdjointException e) {
      leaveOut(statement, e.diagnostics().getFirst());
      elaboration.report(e);
    } catch (Elaboration.Poisoned _) {
      leaveOut(statement, null); // its cause has been reported
    }
    poison(statement);
    return Optional.empty();
  }

  private void leaveOut(Statement statement, Diagnostic problem) {
    if (place == Place.TOP && !declarationsOnly) {
      elaboration.leaveOut(statement, problem);
    }
  }

  /// Notes what a wrong statement would have declared, so that its uses are not wrong too.
  private void poison(Statement statement) {
    if (statement instanceof Statement.Assign(var target, _, _) && !target.indices().isEmpty()) {
      poison(target);
    } else {
      Declared.by(statement).forEach(name -> scope.poison(name.name(), name.span()));
    }
  }

  private void poison(Statement.Target member) {
    try {
      int index = expressions().known().index(member.indices(), member.span());
      family(member).members().putIfAbsent(index, new Value.Unknown());
    } catch (AdjointException | Elaboration.Poisoned _) {
      scope.ofFamilies().poison(member.name().name(), member.span());
    }
  }

  private Optional<Value> entered(Statement statement) {
    elaboration.enter(statement.span());
    try {
      return execute(statement);
    } catch (TimeUp e) {
      throw e.at(statement.span());
    } catch (ArithmeticException _) {
      throw Elaboration.tooLarge(statement.span());
    } finally {
      elaboration.leave();
    }
  }

  private Optional<Value> execute(Statement statement) {
    switch (statement) {
      case Statement.Precision s -> Declarations.precision(elaboration, s, scope.names().isEmpty());
      case Statement.Seed s -> {
        allow(s, Place.TOP);
        Declarations.seed(expressions(), s);
      }
      case Statement.DimDecl s -> {
        allow(s, Place.TOP);
        Declarations.dims(expressions(), s);
      }
      case Statement.Same s -> {
        allow(s, Place.TOP);
        Declarations.same(expressions(), s);
      }
      case Statement.OptionDecl s -> {
        allow(s, Place.TOP);
        Declarations.option(expressions(), s);
      }
      case Statement.Import s -> {
        allow(s, Place.TOP);
        Imports.bring(elaboration, s, this);
      }
      case Statement.DataDecl s -> {
        allow(s, Place.TOP);
        Declarations.data(expressions(), s);
      }
      case Statement.ParamDecl s -> {
        allow(s, Place.TOP, Place.LAYER);
        Parameters.declare(expressions(), s, layer);
      }
      case Statement.FnDecl s -> {
        allow(s, Place.TOP);
        scope.declare(s.name().name(), new Value.Function(s, scope), s.name().span());
      }
      case Statement.LayerDecl s -> {
        allow(s, Place.TOP);
        scope.declare(s.name().name(), new Value.LayerKind(s, scope), s.name().span());
      }
      case Statement.Assign s -> assign(s);
      case Statement.Update s -> update(s);
      case Statement.Return s -> {
        allow(s, Place.BODY, Place.LAYER);
        return Optional.of(expressions().of(s.value()));
      }
      case Statement.For s -> {
        return forEach(s);
      }
      case Statement.If s -> {
        return branch(s);
      }
      case Statement.Repeat s -> repeat(s);
      case Statement.Every s -> every(s);
      case Statement.Expect s -> expect(s);
      case Statement.Check s -> check(s);
      case Statement.ExpressionStatement s -> perform(s);
    }
    return Optional.empty();
  }

  private void allow(Statement statement, Place... places) {
    if (!List.of(places).contains(place)) {
      String where = String.join(" or ", java.util.Arrays.stream(places).map(p -> p.text).toList());
      throw LangCode.MISPLACED.thrown(
          statement.span(),
          "`%s` has no meaning %s; it stands %s".formatted(keyword(statement), place.text, where));
    }
  }

  private static String keyword(Statement statement) {
    return statement instanceof Statement.Update
        ? ":="
        : statement.span().text().split("\\W", 2)[0];
  }

  private void assign(Statement.Assign s) {
    Statement.Target target = s.target();
    if (declarationsOnly && Declarations.isAction(s.value(), scope)) {
      return;
    }
    if (target.indices().isEmpty()) {
      String name = target.name().name();
      Value value = formula(valueFor(name, s.value()), s.value());
      scope.assign(name, value, target.span());
    } else {
      int index = expressions().known().index(target.indices(), target.span());
      String name = target.name().name();
      Value value = formula(valueFor(name + "[" + index + "]", s.value()), s.value());
      Value.Family family = family(target);
      if (family.members().putIfAbsent(index, value) != null) {
        throw LangCode.ASSIGNED_TWICE.thrown(
            target.span(),
            "`%s[%d]` has a value already".formatted(name, index),
            "each member of a family is assigned once");
      }
    }
  }

  private Value valueFor(String name, Expr expression) {
    String outer = elaboration.target;
    elaboration.target = name;
    try {
      return Declarations.named(elaboration, expressions().of(expression), name);
    } finally {
      elaboration.target = outer;
    }
  }

  /// Takes note of how a value is written.
  private Value formula(Value value, Expr expression) {
    if (value instanceof Value.Tensor(Node node)) {
      elaboration.formulas.putIfAbsent(node, expression);
    }
    return value;
  }

  private Value.Family family(Statement.Target target) {
    String name = target.name().name();
    Value known = scope.find(name).map(Scope.Entry::value).orElse(null);
    if (known instanceof Value.Family family) {
      return family;
    }
    if (known instanceof Value.Unknown) {
      throw new Elaboration.Poisoned();
    }
    if (known != null) {
      throw noFamily(target, known);
    }
    Value.Family family = new Value.Family(name, new TreeMap<>());
    scope.ofFamilies().declare(name, family, target.span());
    return family;
  }

  private AdjointException noFamily(Statement.Target target, Value known) {
    String name = target.name().name();
    return new AdjointException(
        LangCode.ASSIGNED_TWICE
            .at(
                target.span(),
                "`%s` has a value already: it is %s, not a family".formatted(name, known.kind()))
            .label(scope.find(name).orElseThrow().declared(), "first here")
            .note("what has a value does not change: nothing is written into a part of it")
            .help("build it whole, by `concat`, `where` or a list comprehension"));
  }

  private void update(Statement.Update s) {
    allow(s, Place.REPEAT);
    Node parameter = expressions().node(s.target());
    boolean isCounter = elaboration.definitions.get(parameter) instanceof Definition.OfAction;
    if (!(parameter.op() instanceof Parameter) || isCounter) {
      throw LangCode.NOT_A_PARAMETER.thrown(
          s.target().span(),
          "`:=` changes a parameter, and `%s` is none".formatted(s.target().span().text()),
          "`param %s: … = …` declares one; a value that follows from others needs no update"
              .formatted(s.target().span().text()));
    }
    Node next = expressions().node(s.value());
    if (!next.type().matches(parameter.type().dims())) {
      throw new AdjointException(
          LangCode.DECLARED_SHAPE
              .at(
                  s.value().span(),
                  "`%s` is %s, and its next value would be %s"
                      .formatted(parameter.label(), parameter.type(), next.type()))
              .label(s.target().span(), parameter.toString()));
    }
    if (updates.stream().anyMatch(other -> other.parameter() == parameter)) {
      throw LangCode.ASSIGNED_TWICE.thrown(
          s.span(),
          "`%s` is updated twice in one iteration".formatted(parameter.label()),
          "all updates are taken together, so that there is one for each parameter");
    }
    updates.add(new Action.Update(parameter, next, s.span()));
  }

  private Optional<Value> forEach(Statement.For s) {
    String variable = s.variable().name();
    int number = 0;
    for (Value value : expressions().known().items(s.iterable())) {
      number++;
      Statements turn = within(scope.block());
      turn.scope.declare(variable, value, s.variable().span());
      Fragment fragment = Fragment.turn(variable, Texts.brief(value, number));
      Optional<Value> returned = fragment.around(() -> turn.run(s.body().statements()));
      if (returned.isPresent()) {
        return returned;
      }
    }
    return Optional.empty();
  }

  private Optional<Value> branch(Statement.If s) {
    for (Statement.Branch branch : s.branches()) {
      if (expressions().known().truth(branch.condition())) {
        return run(branch.body().statements());
      }
    }
    return s.otherwise().flatMap(block -> run(block.statements()));
  }

  private void repeat(Statement.Repeat s) {
    allow(s, Place.TOP);
    if (declarationsOnly) {
      return;
    }
    int count = expressions().known().natural(s.count(), "the number of repetitions");
    Scope own = scope.block();
    String name = s.variable().map(Identifier::name).orElse("iteration");
    Span at = s.variable().map(Identifier::span).orElse(s.span());
    TensorType type = TensorType.scalar(elaboration.dtype);
    Node counter = elaboration.build(at, () -> Node.of(new Parameter(name, type))).named(name);
    elaboration.definitions.put(counter, new Definition.OfAction("iteration"));
    s.variable().ifPresent(v -> own.declare(v.name(), new Value.Tensor(counter), v.span()));
    Statements inner =
        new Statements(
            elaboration, own, Place.REPEAT, null, new ArrayList<>(), new ArrayList<>(), false);
    inner.run(s.body().statements());
    actions.add(
        new Action.Repeat(
            count, counter, List.copyOf(inner.updates), List.copyOf(inner.actions), s.span()));
  }

  private void every(Statement.Every s) {
    allow(s, Place.REPEAT);
    int count = expressions().known().integer(s.count(), "the distance");
    if (count < 1) {
      throw LangCode.WRONG_KIND.thrown(s.count().span(), "`every` needs a distance of at least 1");
    }
    Statements inner = inside(Place.EVERY, scope.block());
    inner.run(s.body().statements());
    act(new Action.Every(count, List.copyOf(inner.actions), s.span()));
  }

  private void expect(Statement.Expect s) {
    if (declarationsOnly) {
      return;
    }
    List<Node> sides = sides(s.left(), s.right());
    Optional<Node> within = s.within().map(expressions()::node);
    if (within.isPresent() && within.get().rank() != 0) {
      throw LangCode.WRONG_KIND.thrown(
          s.within().orElseThrow().span(),
          "a tolerance is one number, and this is " + within.get().type());
    }
    act(new Action.Expect(sides.get(0), s.relation(), sides.get(1), within, s.span()));
  }

  private void check(Statement.Check s) {
    if (declarationsOnly) {
      return;
    }
    Expressions here = new Expressions(elaboration, scope, _ -> {});
    List<Node> sides;
    try {
      sides = sides(s.left(), s.right());
    } catch (AdjointException e) {
      throw Repairs.offered(here, s, e);
    }
    Node left = sides.get(0);
    act(new Action.Check(left, sides.get(1), () -> Repairs.of(here, left, s.right()), s.span()));
  }

  /// Both sides of a comparison, in one shape.
  private List<Node> sides(Expr left, Expr right) {
    Node a = expressions().node(left);
    Node b = expressions().node(right);
    Declarations.comparable(a, left, b, right);
    return List.of(spread(a, b, left.span()), spread(b, a, right.span()));
  }

  private Node spread(Node x, Node like, Span span) {
    return x.rank() == 0 ? elaboration.build(span, () -> Broadcast.to(x, like.type().dims())) : x;
  }

  private void perform(Statement.ExpressionStatement s) {
    if (declarationsOnly && Declarations.isAction(s.expression(), scope)) {
      return;
    }
    int before = actions.size();
    Value value = expressions().of(s.expression());
    boolean acted = actions.size() > before;
    if (!acted && !(value instanceof Value.Nothing)) {
      throw LangCode.MISPLACED.thrown(
          s.span(), "the value of this is not used", useOf(s.expression()));
    }
  }

  private String useOf(Expr unused) {
    String text = unused.span().text();
    if (place == Place.BODY || place == Place.LAYER) {
      return "`return %s` makes it the value of the function".formatted(text);
    }
    boolean compares = unused instanceof Expr.Binary b && b.operator() == BinaryOperator.EQUAL;
    return compares
        ? "`expect %s` tests it; `=` gives a name its value".formatted(text)
        : "`print(%s)` shows it, a name keeps it".formatted(text);
  }

  /// Adds an action to this block.
  private void act(Action action) {
    if (place == Place.BODY || place == Place.LAYER) {
      throw LangCode.MISPLACED.thrown(
          action.span(),
          "an action has no meaning " + place.text,
          "a function describes a value; act on its result where it is called");
    }
    boolean trains = action instanceof Action.Train;
    if (trains && place != Place.TOP) {
      throw LangCode.MISPLACED.thrown(
          action.span(), "`train` is a loop of its own, and has no meaning " + place.text);
    }
    actions.add(action);
  }

  /// The value that the body of a function returns.
  Value result(Block body, String name) {
    return run(body.statements())
        .orElseThrow(
            () ->
                LangCode.MISPLACED.thrown(
                    body.span(), "`" + name + "` returns nothing", "`return …` gives its value"));
  }
}
