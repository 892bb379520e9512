package dev.adjoint.lang.run;

import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Action;
import dev.adjoint.lang.check.Elaborator;
import dev.adjoint.lang.check.LangCode;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.check.Setup;
import dev.adjoint.lang.check.Value;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.lang.syntax.Program;
import dev.adjoint.lang.syntax.Statement;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.SourceText;
import dev.adjoint.source.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A program that is entered piece by piece: each piece is read together with all declarations
/// before it, as one program, and only its own actions are carried out. What is wrong leaves the
/// program, and all values, as they were.
///
/// A name that is declared again has its new meaning from then on, also in the formulas that were
/// entered before and use it. What was learnt stays, until the parameter itself is declared again
/// or gets another shape.
public final class Workspace {
  private final Setup setup;
  private Declarations declarations = Declarations.NONE;
  private Map<Leaf, Values.Known> known = new HashMap<>();
  private Script script;

  /// An input or a parameter, whatever its node in this reading of the program.
  private record Leaf(Optional<Span> declared, String label) {
    static Leaf of(Node node) {
      return new Leaf(node.origin().place(), node.label());
    }
  }

  /// @param setup with the folder where relative paths start
  public Workspace(Setup setup) {
    this.setup = setup;
    this.script = elaborate(new Program(new SourceText("", ""), List.of()));
  }

  private Script elaborate(Program program) {
    return Elaborator.elaborate(program, setup);
  }

  /// What the names stand for.
  public Map<String, Value> names() {
    return script.names();
  }

  /// Reads a piece of program, and carries out its actions; the value of an expression alone is
  /// shown.
  ///
  /// @return whether all expectations were met and all checks held; false too, and nothing has
  ///     changed, if a training diverges
  /// @throws AdjointException if it is wrong, or an action fails; then nothing has changed
  public boolean enter(SourceText source, Host host) {
    Program entered = Parser.parse(source);
    Declarations next = declarations.with(entered.statements());
    Echo echo = new Echo(names());
    Program program = new Program(source, echo.shown(next.statements()));
    Script read = read(program, next);
    Map<Leaf, Values.Known> still = next.isRedefinition() ? learnt(next) : known;
    Values values = values(read, still);
    List<Action> own =
        read.actions().stream().filter(action -> action.span().source() == source).toList();
    Runner runner = new Runner(read, values, setup.folder(), host);
    boolean held = runner.perform(own);
    if (runner.hasDiverged()) {
      return false;
    }
    echo.descriptions().forEach(host::line);
    known = kept(read, values);
    declarations = next.lasting();
    script = read;
    return held;
  }

  /// What an expression stands for, and the values that it has.
  ///
  /// @param script with everything that has been declared
  public record Shown(Script script, Node node, Values values) {}

  /// The value of an expression.
  ///
  /// @throws AdjointException if it is wrong, or is no expression that has numbers
  public Shown evaluate(SourceText source) {
    List<Statement> statements = Parser.parse(source).statements();
    if (statements.size() != 1
        || !(statements.getFirst() instanceof Statement.ExpressionStatement statement)) {
      int end = source.text().stripTrailing().length();
      Span all = new Span(source, end - source.text().strip().length(), end);
      throw new AdjointException(
          Diagnostic.error(RunError.NO_VALUE.code(), all, "this is not an expression")
              .help("`J`, or `d(J)/d(w)`, say, has a value"));
    }
    Declarations next = declarations.with(List.of(Echo.print(statement)));
    Script read = read(new Program(source, next.statements()), next);
    Action.Print print = (Action.Print) read.actions().getLast();
    List<Value.Piece> pieces = print.text().pieces();
    if (pieces.size() != 1 || !(pieces.getFirst() instanceof Value.Slot(Node node, _))) {
      throw new AdjointException(
          Diagnostic.error(RunError.NO_VALUE.code(), statement.span(), "this is not one tensor"));
    }
    return new Shown(read, node, values(read, known));
  }

  private Script read(Program program, Declarations next) {
    try {
      return elaborate(program);
    } catch (AdjointException e) {
      if (!next.isRedefinition()) {
        throw e;
      }
      throw new AdjointException(
          e.diagnostics().stream().map(d -> explained(d, program.source())).toList());
    }
  }

  /// What is wrong, and what a new meaning has to do with it.
  private Diagnostic explained(Diagnostic wrong, SourceText entered) {
    if (wrong.primary().isEmpty()) {
      return wrong;
    }
    Span at = wrong.primary().get();
    if (at.source() != entered) {
      return wrong
          .note("this was entered before, and does not fit what is new")
          .help("enter both together: several statements stand behind `;`");
    }
    boolean isCircle =
        wrong.code().equals(LangCode.UNKNOWN_NAME.code()) && names().containsKey(at.text());
    return isCircle
        ? Diagnostic.error(
                wrong.code(), at, "`%s` would follow from itself by this".formatted(at.text()))
            .note("a name stands for a formula, and a new one holds wherever the name is used")
            .help("a new name keeps both values")
        : wrong;
  }

  private Values values(Script read, Map<Leaf, Values.Known> still) {
    Values values = new Values(read.definitions());
    for (Node leaf : read.definitions().keySet()) {
      Values.Known value = still.get(Leaf.of(leaf));
      if (value != null && Values.fits(leaf, value.value())) {
        values.restore(leaf, value);
      }
    }
    return values;
  }

  private static Map<Leaf, Values.Known> kept(Script read, Values values) {
    Map<Leaf, Values.Known> kept = new HashMap<>();
    for (Node leaf : read.definitions().keySet()) {
      values.known(leaf).ifPresent(value -> kept.put(Leaf.of(leaf), value));
    }
    return kept;
  }

  /// What was learnt, but by parameters that are declared again. Data is computed anew, as it may
  /// follow from what has changed.
  private Map<Leaf, Values.Known> learnt(Declarations next) {
    Map<Leaf, Values.Known> learnt = new HashMap<>(known);
    learnt
        .entrySet()
        .removeIf(entry -> !entry.getValue().learnt() || next.redefines(entry.getKey().label()));
    return learnt;
  }
}
