package dev.adjoint.play;

import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.lint.Lint;
import dev.adjoint.lang.syntax.Lexeme;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.SourceText;
import java.util.List;
import java.util.Optional;

/// The script as it was when it was saved.
///
/// @param number counts the readings, from 1
/// @param text nothing if it could not be read
/// @param script nothing if it is wrong
/// @param subject the value that the picture is of, if the script has one
/// @param problems what is wrong with it, and what is seldom meant
record Version(
    int number,
    Optional<SourceText> text,
    Optional<Script> script,
    Optional<Node> subject,
    List<Diagnostic> problems) {

  /// What stands before the first reading.
  static final Version NONE =
      new Version(0, Optional.empty(), Optional.empty(), Optional.empty(), List.of());

  /// The script as it is now.
  static Version read(int number, Project project) {
    SourceText text;
    try {
      text = project.reader().get();
    } catch (AdjointException e) {
      return wrong(number, Optional.empty(), e);
    }
    try {
      Script script = project.elaborate(text);
      Optional<Node> subject = project.subject().apply(script);
      return new Version(number, Optional.of(text), Optional.of(script), subject, Lint.of(script));
    } catch (AdjointException e) {
      return wrong(number, Optional.of(text), e);
    }
  }

  private static Version wrong(int number, Optional<SourceText> text, AdjointException e) {
    return new Version(number, text, Optional.empty(), Optional.empty(), e.diagnostics());
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

  boolean isGood() {
    return script.isPresent();
  }
}
