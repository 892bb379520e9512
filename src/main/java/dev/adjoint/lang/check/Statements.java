package dev.adjoint.lang.check;

import dev.adjoint.bounds.TimeUp;
import dev.adjoint.graph.Fragment;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Origin;
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
      Assignments.poison(expressions(), target);
    } else {
      Declared.by(statement).forEach(name -> scope.poison(name.name(), name.span()));
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
      case Statement.Assign s -> {
        if (!isLeftOut(s.value())) {
          Assignments.assign(expressions(), s);
        }
      }
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
      case Statement.Expect s -> {
        if (!declarationsOnly) {
          act(Comparisons.expect(expressions(), s));
        }
      }
      case Statement.Check s -> {
        if (!declarationsOnly) {
          act(Comparisons.check(expressions(), s));
        }
      }
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

  private void update(Statement.Update s) {
    allow(s, Place.REPEAT);
    Action.Update update = Assignments.update(expressions(), s);
    if (updates.stream().anyMatch(other -> other.parameter() == update.parameter())) {
      throw LangCode.ASSIGNED_TWICE.thrown(
          s.span(),
          "`%s` is updated twice in one iteration".formatted(update.parameter().label()),
          "all updates are taken together, so that there is one for each parameter");
    }
    updates.add(update);
  }

  private Optional<Value> forEach(Statement.For s) {
    String variable = s.variable().name();
    Span head = new Span(s.span().source(), s.span().start(), s.iterable().span().end());
    int number = 0;
    for (Value value : expressions().known().items(s.iterable())) {
      number++;
      Statements turn = within(scope.block());
      turn.scope.declare(variable, value, s.variable().span());
      String text = Texts.brief(value, number);
      Fragment fragment = Origin.current().at(head).within(() -> Fragment.turn(variable, text));
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
    elaboration.definitions.put(counter, new Definition.OfAction("iteration", count));
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

  private void perform(Statement.ExpressionStatement s) {
    if (isLeftOut(s.expression())) {
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

  /// Whether this is the call of an action, and the file is read for its declarations alone.
  private boolean isLeftOut(Expr expression) {
    return declarationsOnly && Declarations.isAction(expression, scope);
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
