package dev.adjoint.lang.syntax;

import dev.adjoint.source.Diagnostic;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/// Something that is written as in another language.
@FunctionalInterface
interface Habit {
  /// What Adjoint writes, if this is what is wrong.
  Optional<Diagnostic> explain(Slip slip);

  /// An error at a token.
  static Diagnostic error(Slip slip, Token token, String message) {
    return SyntaxCode.OTHER_LANGUAGE.at(slip.span(token), message);
  }

  /// An error with the line that would be right, or with help in general.
  static Diagnostic write(Diagnostic error, Optional<String> ours, String otherwise) {
    return error.help(ours.map(line -> "write `" + line + "`").orElse(otherwise));
  }
}
