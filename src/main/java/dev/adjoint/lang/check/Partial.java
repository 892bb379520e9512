package dev.adjoint.lang.check;

import dev.adjoint.lang.syntax.Statement;
import dev.adjoint.source.Diagnostic;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What is known of a program that may be wrong: all that follows from its right statements.
///
/// @param script without what is wrong, and what depends on it
/// @param failures the statements that are left out, in their order
/// @param diagnostics everything that is wrong; nothing if the program is right
/// @param files what it reads beside itself, as far as that is known, whether or not they are there
public record Partial(
    Script script, List<Failure> failures, List<Diagnostic> diagnostics, Set<Path> files) {
  public Partial {
    failures = List.copyOf(failures);
    diagnostics = List.copyOf(diagnostics);
    files = Collections.unmodifiableSet(new LinkedHashSet<>(files));
  }

  /// A statement that is left out.
  ///
  /// @param problem what is wrong with it; null if it only depends on what is wrong elsewhere
  public record Failure(Statement statement, Diagnostic problem) {
    /// The names that it would have declared.
    public List<String> names() {
      return statement instanceof Statement.Assign(var target, _, _)
          ? List.of(target.span().text())
          : Declared.by(statement).stream().map(name -> name.name()).toList();
    }
  }
}
