package dev.adjoint.lang.syntax;

import dev.adjoint.lang.syntax.antlr.AdjointLexer;
import java.util.List;
import java.util.stream.Stream;

/// The words of the language itself.
public final class Keywords {
  /// All of them, in the order of the alphabet.
  public static final List<String> ALL =
      Stream.concat(Tokens.RESERVED.stream(), Tokens.STATEMENT_WORDS.stream())
          .map(type -> AdjointLexer.VOCABULARY.getLiteralName(type).replace("'", ""))
          .sorted()
          .toList();

  private Keywords() {}
}
