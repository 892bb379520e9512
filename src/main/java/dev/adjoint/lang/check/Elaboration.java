package dev.adjoint.lang.check;

import dev.adjoint.bounds.Limits;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.GraphError;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Origin;
import dev.adjoint.lang.syntax.Expr;
import dev.adjoint.lang.syntax.Identifier;
import dev.adjoint.lang.syntax.Program;
import dev.adjoint.lang.syntax.Statement;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.Span;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// What is common to one reading of a program: its settings, what is known of its dimensions, and
/// what has been found so far.
final class Elaboration {
  private static final int MAX_CALLS = 1000;

  /// Expressions and blocks within each other, all the calls that lead there together.
  private static final int MAX_DEPTH = 20_000;

  /// More than this many mistakes help no one; nor does one that each turn of a long loop makes.
  private static final int MAX_DIAGNOSTICS = 50;

  private static final int MAX_REPORTS = 1000;

  /// Some seconds of work, and some hundred megabytes of graph.
  private static final int MAX_VALUES = 2_000_000;

  final Setup setup;
  final Map<Node, Definition> definitions = new LinkedHashMap<>();
  final Set<String> options = new HashSet<>();

  /// How the values of names are written.
  final Map<Node, Expr> formulas = new HashMap<>();

  /// The data that the program leaves to its caller.
  final Set<String> open = new HashSet<>();

  final Set<Path> imported = new HashSet<>();

  /// What the program reads beside itself, whether or not it is there.
  final Set<Path> files = new LinkedHashSet<>();

  final Dimensions dimensions;
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final List<Partial.Failure> failures = new ArrayList<>();
  private final Map<String, Span> declarations = new HashMap<>();
  private final Map<String, Integer> counters = new HashMap<>();
  private final Limits limits = Limits.current();
  private int calls;
  private int depth;
  private long values;
  private int reports;
  DType dtype;
  long seed;

  /// The layer whose body is being read, with how often each place in it has constructed one; null
  /// outside.
  Application application;

  /// One application of a layer.
  record Application(Value.Layer layer, Map<Span, Integer> constructions) {}

  /// What is being assigned: the name for random streams, or null.
  String target;

  Elaboration(Setup setup, Dimensions dimensions) {
    this.setup = setup;
    this.dimensions = dimensions;
    this.dtype = setup.precision().orElse(DType.F64);
    this.seed = setup.seed().orElse(0L);
  }

  /// Something that went wrong has been reported where it did: do no more with its result.
  static final class Poisoned extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Poisoned() {
      super(null, null, false, false);
    }
  }

  /// There is no use in reading on: what was reported says why.
  static final class GivenUp extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GivenUp() {
      super(null, null, false, false);
    }
  }

  /// Where the program declares a name below a place that uses it.
  Optional<Span> declaredLater(Expr.Name use) {
    return Optional.ofNullable(declarations.get(use.name()))
        .filter(span -> span.source() == use.span().source() && span.start() > use.span().start());
  }

  /// Takes note of the names that a program declares at top level.
  void declares(Program program) {
    for (Statement statement : program.statements()) {
      for (Identifier name : Declared.by(statement)) {
        declarations.putIfAbsent(name.name(), name.span());
      }
    }
  }

  /// Before saying that something is missing which an earlier mistake may have kept away.
  void blameFirst() {
    if (!diagnostics.isEmpty()) {
      throw new Poisoned();
    }
  }

  /// Takes note of a statement that is left out.
  ///
  /// @param problem null if it only depends on what is wrong elsewhere
  void leaveOut(Statement statement, Diagnostic problem) {
    boolean isNew = failures.stream().noneMatch(f -> f.statement().span().equals(statement.span()));
    if (isNew) {
      failures.add(new Partial.Failure(statement, problem));
    }
  }

  List<Partial.Failure> failures() {
    return failures;
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /// Takes note of what is wrong; what is reported again, from another turn of a loop, is not new.
  ///
  /// @throws GivenUp if that is enough
  void report(AdjointException e) {
    for (Diagnostic diagnostic : e.diagnostics()) {
      boolean known =
          diagnostics.stream()
              .anyMatch(
                  other ->
                      other.code().equals(diagnostic.code())
                          && other.primary().equals(diagnostic.primary()));
      if (!known) {
        diagnostics.add(diagnostic);
      }
    }
    reports++;
    if (reports > MAX_REPORTS || diagnostics.size() > MAX_DIAGNOSTICS || values > MAX_VALUES) {
      throw new GivenUp();
    }
  }

  /// A scalar in the program's precision.
  Node number(double value) {
    return Node.constant(Tensor.full(dtype, Shape.SCALAR, value));
  }

  /// A dim as a number in the program's precision.
  Node number(Dim dim) {
    return number(0).number(dim);
  }

  /// Builds nodes that come from `span`; what the graph's rules object to gets that place.
  <T> T build(Span span, Supplier<T> body) {
    try {
      return Origin.current().at(span).within(body);
    } catch (AdjointException e) {
      throw located(e, span);
    } catch (ArithmeticException _) {
      throw tooLarge(span);
    }
  }

  /// A size overflowed.
  static AdjointException tooLarge(Span span) {
    return new AdjointException(
        Diagnostic.error(
            GraphError.TOO_LARGE.code(),
            span,
            "a size in this is larger than any tensor's: at most %,d numbers are in one"
                .formatted(Integer.MAX_VALUE)));
  }

  private static AdjointException located(AdjointException e, Span span) {
    List<Diagnostic> placed =
        e.diagnostics().stream().map(d -> d.primary().isPresent() ? d : d.at(span)).toList();
    return new AdjointException(placed);
  }

  /// The name itself at its first use, else with a number: two things of one name, declared in two
  /// turns of a loop, are two all the same, and their random numbers are not the same.
  String unique(String name) {
    int uses = counters.merge("=" + name, 1, Integer::sum);
    return uses == 1 ? name : unique(name + "_" + uses);
  }

  /// A name that has not been used yet, for what has none of its own.
  String fresh(String base) {
    return base + "_" + counters.merge(base, 1, Integer::sum);
  }

  /// Goes one level down, into an expression or a block; [#leave] comes back up.
  ///
  /// @throws AdjointException if that is too deep, or too much by now
  void enter(Span at) {
    limits.checkTime();
    if (depth >= MAX_DEPTH) {
      throw LangCode.TOO_DEEP.thrown(
          at,
          "calls, blocks and formulas are nested more than " + MAX_DEPTH + " deep here",
          "give parts of deep formulas names on lines of their own");
    }
    grow(at, 1);
    depth++;
  }

  void leave() {
    depth--;
  }

  /// Takes note of work that so many values stand for.
  ///
  /// @throws AdjointException if it is too much by now
  void grow(Span at, int more) {
    values += more;
    if (values > MAX_VALUES) {
      throw LangCode.TOO_MANY.thrown(
          at,
          "with all loops and calls written out, this program has more than %,d values up to here"
              .formatted(MAX_VALUES),
          "`for` and functions are written out while the program is read: say it with tensors, or"
              + " train with `repeat`");
    }
  }

  /// Runs the body of a function, unless functions have called each other too deeply.
  <T> T called(Span at, Supplier<T> body) {
    if (calls >= MAX_CALLS) {
      throw LangCode.TOO_DEEP.thrown(
          at,
          "calls are nested more than " + MAX_CALLS + " deep here",
          "a function that calls itself never ends unless a static `if` stops it");
    }
    calls++;
    try {
      return body.get();
    } finally {
      calls--;
    }
  }
}
