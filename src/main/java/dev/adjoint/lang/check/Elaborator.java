package dev.adjoint.lang.check;

import dev.adjoint.bounds.LargeStack;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Origin;
import dev.adjoint.graph.Parameter;
import dev.adjoint.lang.syntax.Program;
import dev.adjoint.lang.syntax.Statement;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.SourceText;
import dev.adjoint.source.Span;
import dev.adjoint.source.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads a program whole: resolves its names, proves its shapes, builds its graph and prepares its
/// actions. Nothing is computed but what shapes and static control flow need, and of data files only
/// headers are read.
///
/// Building a node proves its shapes, so checking and lowering are one walk; a statement that is
/// wrong is reported and left out, with all that depends on it, and the walk goes on, so that one
/// reading reports all independent mistakes.
public final class Elaborator {
  // Each reading but the last learns a dimension; a chain of `same`s may take a few.
  private static final int MAX_READINGS = 20;

  private Elaborator() {}

  /// The script that a program is.
  ///
  /// @throws AdjointException with everything that is wrong with it
  public static Script elaborate(Program program, Setup setup) {
    Partial known = partial(program, setup);
    if (!known.diagnostics().isEmpty()) {
      throw new AdjointException(known.diagnostics());
    }
    return known.script();
  }

  /// The same, and of a program that is wrong what is known of it.
  public static Partial partial(Program program, Setup setup) {
    Origin here = Origin.current();
    return LargeStack.call(() -> here.within(() -> read(program, setup)));
  }

  private static Partial read(Program program, Setup setup) {
    Dimensions dimensions = Dimensions.unknown();
    for (int reading = 1; ; reading++) {
      Elaboration elaboration = new Elaboration(setup, dimensions);
      elaboration.declares(program);
      Imports.own(elaboration, program.source());
      Statements top = Statements.top(elaboration);
      try {
        top.run(program.statements());
      } catch (Elaboration.GivenUp _) {
        return known(program, elaboration, top, elaboration.diagnostics());
      }
      if (dimensions.isSettled()) {
        return finish(program, setup, elaboration, top);
      }
      if (reading == MAX_READINGS) {
        throw new AdjointException(circular(program));
      }
      dimensions = dimensions.learnt();
    }
  }

  private static Diagnostic circular(Program program) {
    Diagnostic diagnostic =
        Diagnostic.error(
            LangCode.DIM_CONFLICT.code(),
            "the dimensions of this program are said to be one another, in a circle");
    return program.statements().stream()
        .filter(Statement.Same.class::isInstance)
        .map(Statement::span)
        .findFirst()
        .map(diagnostic::at)
        .orElse(diagnostic);
  }

  private static Partial finish(
      Program program, Setup setup, Elaboration elaboration, Statements top) {
    // What is wrong on the command line comes first: what follows from it is below.
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (String option : setup.options().keySet()) {
      if (!elaboration.options.contains(option)) {
        diagnostics.add(unknownOption(option, elaboration));
      }
    }
    for (String binding : setup.bindings().keySet()) {
      if (!elaboration.open.contains(binding)) {
        diagnostics.add(unknownBinding(binding, elaboration));
      }
    }
    diagnostics.addAll(elaboration.diagnostics());
    if (diagnostics.isEmpty()) {
      diagnostics.addAll(undetermined(elaboration));
    }
    return known(program, elaboration, top, diagnostics);
  }

  private static Partial known(
      Program program, Elaboration elaboration, Statements top, List<Diagnostic> diagnostics) {
    Script script =
        new Script(
            program,
            elaboration.dtype,
            elaboration.seed,
            top.scope().values(),
            java.util.Collections.unmodifiableMap(elaboration.definitions),
            List.copyOf(top.actions()));
    return new Partial(script, elaboration.failures(), diagnostics, elaboration.files);
  }

  /// Parameters of a size that neither data, nor `same`, nor the caller will ever say.
  private static List<Diagnostic> undetermined(Elaboration elaboration) {
    Set<String> said = new HashSet<>();
    elaboration.definitions.forEach(
        (node, definition) -> {
          if (definition instanceof Definition.OfCaller) {
            node.type().dims().forEach(dim -> dim.name().ifPresent(said::add));
          }
        });
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (Node node : elaboration.definitions.keySet()) {
      if (node.op() instanceof Parameter) {
        node.type().dims().stream()
            .filter(dim -> dim.value().isEmpty() && !said.containsAll(dim.names()))
            .findFirst()
            .ifPresent(dim -> diagnostics.add(undetermined(node, dim)));
      }
    }
    return diagnostics;
  }

  private static Diagnostic undetermined(Node node, Dim dim) {
    Diagnostic diagnostic =
        Diagnostic.error(
                LangCode.UNDETERMINED_DIM.code(),
                "nothing says how large `%s` is, a dimension of %s".formatted(dim, node))
            .help(
                "data that is declared with it says it, and so does `same %s = 4`".formatted(dim));
    return node.origin().place().map(diagnostic::at).orElse(diagnostic);
  }

  private static Diagnostic unknownOption(String option, Elaboration elaboration) {
    return unknown(
        "--set " + option,
        option,
        "the program declares no option `" + option + "`",
        elaboration.options,
        "`option " + option + " = …` in the program declares one",
        "its options are ");
  }

  private static Diagnostic unknownBinding(String binding, Elaboration elaboration) {
    return unknown(
        "--bind " + binding,
        binding,
        "the program leaves no data `" + binding + "` open",
        elaboration.open,
        "`data " + binding + ": [n, m]`, without a value, leaves it open",
        "it leaves open ");
  }

  /// @param written what stands on the command line, up to its name
  /// @param none what helps if nothing is known
  /// @param some what says what is known
  private static Diagnostic unknown(
      String written,
      String name,
      String message,
      Collection<String> known,
      String none,
      String some) {
    SourceText place = new SourceText("the command line", written);
    Span span = new Span(place, written.length() - name.length(), written.length());
    List<String> sorted = known.stream().sorted().toList();
    String help =
        Spelling.nearest(name, sorted)
            .map(near -> "did you mean `" + near + "`?")
            .orElse(sorted.isEmpty() ? none : some + String.join(", ", sorted));
    return LangCode.UNKNOWN_OPTION.at(span, message).help(help);
  }
}
