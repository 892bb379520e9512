package dev.adjoint.lang.syntax;

import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.Span;

/// What can be wrong with a program before anyone asks what it means.
public enum SyntaxCode {
  /// A statement does not go on as its kind does, and none of the codes below says it better.
  UNEXPECTED("E0101"),
  /// A `(`, `[` or `{` has no partner.
  UNCLOSED_BRACKET("E0102"),
  /// A `)`, `]` or `}` has no partner, or one of another kind.
  STRAY_BRACKET("E0103"),
  /// A string has no closing quote on its line.
  UNCLOSED_STRING("E0104"),
  /// A character that no program holds outside strings and comments; often the look-alike of one
  /// that it may.
  UNKNOWN_CHARACTER("E0105"),
  /// A sign stands where a value should.
  MISSING_VALUE("E0106"),
  /// Two values stand side by side, with nothing to say what is done with them.
  MISSING_OPERATOR("E0107"),
  /// The program is nested deeper than [Parser#MAX_NESTING] levels.
  TOO_DEEP("E0108"),
  /// What stands left of `=` or `:=` cannot be given a value.
  NOT_ASSIGNABLE("E0109"),
  /// Comparisons follow one another, as in `a < b < c`.
  CHAINED_COMPARISON("E0110"),
  /// A statement starts with a word that is nearly a keyword.
  MISSPELT_KEYWORD("E0111"),
  /// A statement that needs a block in braces has none.
  MISSING_BLOCK("E0112"),
  /// A declaration lacks one of its parts.
  INCOMPLETE("E0113"),
  /// An escape, a brace or a format inside a string cannot be read.
  BAD_STRING("E0114"),
  /// What should be a shape is none.
  BAD_SHAPE("E0115"),
  /// An argument without a name follows one with a name.
  ARGUMENT_ORDER("E0116"),
  /// A number is too large for any precision.
  BAD_NUMBER("E0117"),
  /// It is open whether `.T` belongs to the derivative or to what it is taken by.
  AMBIGUOUS_DERIVATIVE("E0118"),
  /// A reserved word stands where a name should.
  RESERVED_WORD("E0119"),
  /// Written as in Python, MATLAB, R or C, where Adjoint writes it in another way.
  OTHER_LANGUAGE("E0120");

  private final String code;

  SyntaxCode(String code) {
    this.code = code;
  }

  /// As it stands in messages, such as `E0101`.
  public String code() {
    return code;
  }

  Diagnostic at(Span span, String message) {
    return Diagnostic.error(code, span, message);
  }
}
