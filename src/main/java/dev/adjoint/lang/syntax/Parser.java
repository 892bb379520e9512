package dev.adjoint.lang.syntax;

import dev.adjoint.source.SourceText;

/// Reads a program.
public final class Parser {
  /// How many levels deep a program may be nested, all kinds of nesting together: brackets, blocks,
  /// prefix operators, powers, conditional expressions and chains of `|>`, calls and indices.
  public static final int MAX_NESTING = 512;

  private Parser() {}

  /// The program that `source` holds.
  ///
  /// @throws dev.adjoint.source.AdjointException with a diagnostic for each statement that cannot
  ///   be read
  public static Program parse(SourceText source) {
    throw new UnsupportedOperationException("not yet");
  }
}
