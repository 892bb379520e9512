package dev.adjoint.play;

import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Elaborator;
import dev.adjoint.lang.check.Partial;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.lint.Lint;
import dev.adjoint.lang.syntax.Lexeme;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.SourceText;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The script as it was when it was saved.
///
/// @param number counts the readings, from 1
/// @param text nothing if it could not be read
/// @param problems what is wrong with it, and what is seldom meant
/// @param files what it reads beside itself, as far as that is known
record Version(
    int number,
    Optional<SourceText> text,
    Reading reading,
    List<Diagnostic> problems,
    Set<Path> files) {

  /// What stands before the first reading.
  static final Version NONE =
      new Version(0, Optional.empty(), new Reading.Nothing(), List.of(), Set.of());

  /// The script as it is now.
  static Version read(int number, Project project) {
    SourceText text;
    try {
      text = project.reader().get();
    } catch (AdjointException e) {
      return wrong(number, Optional.empty(), e);
    }
    try {
      return of(number, text, Elaborator.partial(Parser.parse(text), project.setup()), project);
    } catch (AdjointException e) {
      return wrong(number, Optional.of(text), e);
    }
  }

  private static Version of(int number, SourceText text, Partial known, Project project) {
    Script script = known.script();
    if (known.diagnostics().isEmpty()) {
      try {
        Reading right = new Reading.Right(script, project.subject().apply(script));
        return new Version(number, Optional.of(text), right, Lint.of(script), known.files());
      } catch (AdjointException e) { // what is asked for is not in it
        return of(
            number, text, new Partial(script, List.of(), e.diagnostics(), known.files()), project);
      }
    }
    Reading wrong = new Reading.Wrong(known, subject(script, project));
    return new Version(number, Optional.of(text), wrong, known.diagnostics(), known.files());
  }

  private static Optional<Node> subject(Script script, Project project) {
    try {
      return project.subject().apply(script);
    } catch (AdjointException _) {
      return Optional.empty();
    }
  }

  private static Version wrong(int number, Optional<SourceText> text, AdjointException e) {
    return new Version(number, text, new Reading.Nothing(), e.diagnostics(), Set.of());
  }

  /// What to watch: what it reads; of a wrong one also what was watched before, for it may be wrong
  /// only in what it says, and be mended.
  Set<Path> watched(Project project, Set<Path> before) {
    Set<Path> watched = new LinkedHashSet<>(files);
    watched.add(project.file());
    if (!isRight()) {
      watched.addAll(before);
    }
    return watched;
  }

  /// Whether another is the same but for comments and blanks.
  boolean isSameProgram(Version other) {
    return text.isPresent()
        && other.text().isPresent()
        && words(text.get()).equals(words(other.text().get()));
  }

  private static List<String> words(SourceText text) {
    return Lexeme.of(text).stream()
        .filter(lexeme -> lexeme.kind() != Lexeme.Kind.COMMENT)
        .map(lexeme -> text.text().substring(lexeme.start(), lexeme.end()))
        .toList();
  }

  /// What can be run; nothing if it is wrong.
  Optional<Script> script() {
    return reading instanceof Reading.Right(Script script, _)
        ? Optional.of(script)
        : Optional.empty();
  }

  /// The value that the picture is of, if it is known.
  Optional<Node> subject() {
    return switch (reading) {
      case Reading.Nothing _ -> Optional.empty();
      case Reading.Wrong(_, Optional<Node> subject) -> subject;
      case Reading.Right(_, Optional<Node> subject) -> subject;
    };
  }

  boolean isRight() {
    return reading instanceof Reading.Right;
  }
}
