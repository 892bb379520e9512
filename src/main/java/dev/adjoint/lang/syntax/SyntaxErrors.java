package dev.adjoint.lang.syntax;

import dev.adjoint.lang.syntax.antlr.AdjointParser;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.Spelling;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.antlr.v4.runtime.Token;

/// Says what is wrong where the parser stopped, from the tokens around the place.
final class SyntaxErrors {
  /// From the most particular to the least; the first that knows the case answers.
  private static final List<Function<Slip, Optional<Diagnostic>>> CASES =
      List.of(
          SyntaxErrors::token,
          Habits::explain,
          SyntaxErrors::reservedWord,
          SyntaxErrors::comparison,
          Declarations::explain,
          SyntaxErrors::missingBlock,
          SyntaxErrors::missingElse,
          SyntaxErrors::missingValue,
          SyntaxErrors::misspelt,
          SyntaxErrors::missingOperator);

  private static final Set<Integer> NAMES_NAME =
      Set.of(
          AdjointParser.DIM,
          AdjointParser.SAME,
          AdjointParser.OPTION,
          AdjointParser.DATA,
          AdjointParser.PARAM,
          AdjointParser.FN,
          AdjointParser.LAYER,
          AdjointParser.FOR,
          AdjointParser.AS,
          AdjointParser.DOT);

  /// The block statements, with an example of each.
  private static final Map<Integer, String> BLOCKS =
      Map.of(
          AdjointParser.FOR, "for l in 1..3 { … }",
          AdjointParser.IF, "if n > 1 { … }",
          AdjointParser.REPEAT, "repeat 100 { … }",
          AdjointParser.EVERY, "every 100 { … }");

  private static final Map<String, String> SYNONYMS =
      Map.of("parameter", "param", "dimension", "dim", "input", "data", "variable", "param");

  private SyntaxErrors() {}

  static Diagnostic explain(Slip slip) {
    Diagnostic error =
        CASES.stream()
            .flatMap(known -> known.apply(slip).stream())
            .findFirst()
            .orElseGet(() -> unexpected(slip));
    return withContinuation(slip, error);
  }

  /// Tokens that fit nowhere.
  private static Optional<Diagnostic> token(Slip slip) {
    return switch (slip.foundType()) {
      case AdjointParser.UNKNOWN -> Optional.of(LookAlikes.explain(slip.span()));
      case AdjointParser.UNTERMINATED -> {
        String quote = slip.found().getText().substring(0, 1);
        yield Optional.of(
            SyntaxCode.UNCLOSED_STRING
                .at(slip.span(), "this string has no closing `" + quote + "` on its line")
                .help("add the `" + quote + "` where the text ends; a new line in it is `\\n`"));
      }
      default -> Optional.empty();
    };
  }

  private static Optional<Diagnostic> reservedWord(Slip slip) {
    Token word = slip.found();
    if (slip.foundType() == AdjointParser.ASSIGN || slip.foundType() == AdjointParser.UPDATE) {
      word = slip.before();
    } else if (!NAMES_NAME.contains(slip.beforeType())) {
      return Optional.empty();
    }
    return Tokens.RESERVED.contains(word.getType())
        ? Optional.of(
            SyntaxCode.RESERVED_WORD
                .at(
                    slip.span(word),
                    "`" + word.getText() + "` is a word of the language, not a name")
                .help("choose another name, such as `" + word.getText() + "_`"))
        : Optional.empty();
  }

  private static Optional<Diagnostic> comparison(Slip slip) {
    if (!Tokens.COMPARISONS.contains(slip.foundType())
        || !Tokens.ENDS_VALUE.contains(slip.beforeType())) {
      return Optional.empty();
    }
    if (slip.hasBefore(Tokens.COMPARISONS)) {
      return Optional.of(
          SyntaxCode.CHAINED_COMPARISON
              .at(slip.span(), "comparisons do not chain")
              .help("write `a < b and b < c`"));
    }
    if (slip.foundType() == AdjointParser.CLOSE) {
      return Optional.of(
          SyntaxCode.UNEXPECTED
              .at(slip.span(), "`~=`, nearly equal, belongs to `expect`")
              .help("not equal is `!=`; nearly equal is `abs(a - b) < 1e-6`"));
    }
    return Optional.of(
        SyntaxCode.UNEXPECTED
            .at(slip.span(), "`" + slip.found().getText() + "` does not compare here")
            .help("`check` proves that two sides are equal: `check left == right`"));
  }

  private static Optional<Diagnostic> missingBlock(Slip slip) {
    int type = slip.head().getType();
    String example = BLOCKS.get(type);
    boolean lacksBlock =
        example != null
            && slip.isAtEnd()
            && slip.opener() == null
            && Tokens.ENDS_VALUE.contains(slip.beforeType());
    return lacksBlock
        ? Optional.of(
            SyntaxCode.MISSING_BLOCK
                .at(slip.span(slip.head()), "this `" + slip.head().getText() + "` has no block")
                .note("the `{` stands on the same line")
                .help("write `" + example + "`"))
        : Optional.empty();
  }

  private static Optional<Diagnostic> missingElse(Slip slip) {
    boolean isChoice =
        Tokens.ENDS_VALUE.contains(slip.beforeType()) && slip.hasBefore(Set.of(AdjointParser.THEN));
    boolean isCondition =
        Tokens.ENDS_VALUE.contains(slip.beforeType()) && slip.hasBefore(Set.of(AdjointParser.IF));
    boolean isStatement = slip.head().getType() == AdjointParser.IF;
    if (isStatement && slip.foundType() == AdjointParser.THEN) {
      return Optional.of(
          SyntaxCode.MISSING_BLOCK
              .at(slip.span(), "an `if` that starts a statement has a block, not `then`")
              .help("write `if c { … } else { … }`, or `x = if c then a else b`"));
    }
    if (isStatement || !(isChoice || isCondition)) {
      return Optional.empty();
    }
    String missing = isChoice ? "else" : "then";
    return Optional.of(
        SyntaxCode.INCOMPLETE
            .at(slip.span(), "this choice lacks its `" + missing + "`")
            .help("a value is chosen by `if condition then a else b`, with all three parts"));
  }

  private static Optional<Diagnostic> missingValue(Slip slip) {
    if (Tokens.STARTS_VALUE.contains(slip.foundType())) {
      return Optional.empty();
    }
    boolean isFirst = slip.isAtHead();
    boolean isOpened = slip.opener() == slip.before();
    boolean isOwed =
        isFirst
            || isOpened
            || Tokens.NEEDS_RIGHT.contains(slip.beforeType())
            || Tokens.RESERVED.contains(slip.beforeType())
            || Tokens.STATEMENT_WORDS.contains(slip.beforeType())
            || slip.beforeType() == AdjointParser.WITHIN;
    if (!isOwed) {
      return Optional.empty();
    }
    String found = Slip.quoted(slip.found());
    if (isFirst) {
      return Optional.of(
          SyntaxCode.MISSING_VALUE
              .at(slip.span(), "there is no value to the left of " + found)
              .help("to go on from the line above, end that line with the operator"));
    }
    String before = Slip.quoted(slip.before());
    return Optional.of(
        slip.isAtEnd()
            ? SyntaxCode.MISSING_VALUE.at(
                slip.span(slip.before()), "there is no value to the right of " + before)
            : SyntaxCode.MISSING_VALUE.at(
                slip.span(), "a value is missing between " + before + " and " + found));
  }

  private static Optional<Diagnostic> misspelt(Slip slip) {
    Token head = slip.head();
    String word = head.getText();
    boolean isCandidate =
        head.getType() == AdjointParser.NAME
            && slip.index() == slip.headIndex() + 1
            && word.length() > 2;
    if (!isCandidate) {
      return Optional.empty();
    }
    String example = Declarations.EXAMPLES.get(word);
    if (example != null) {
      return Optional.of(
          SyntaxCode.INCOMPLETE
              .at(slip.span(), Slip.quoted(slip.found()) + " cannot follow `" + word + "`")
              .help("write it as in `" + example + "`"));
    }
    return Spelling.nearest(word.toLowerCase(Locale.ROOT), Declarations.EXAMPLES.keySet())
        .or(() -> Optional.ofNullable(SYNONYMS.get(word)))
        .map(
            meant ->
                SyntaxCode.MISSPELT_KEYWORD
                    .at(slip.span(head), "no statement starts with `" + word + "`")
                    .help("did you mean `" + meant + "`?"));
  }

  private static Optional<Diagnostic> missingOperator(Slip slip) {
    boolean areTwo =
        (Tokens.ENDS_VALUE.contains(slip.beforeType())
                || slip.beforeType() == AdjointParser.RIGHT_BRACE)
            && Set.of(
                    AdjointParser.NAME,
                    AdjointParser.NUMBER,
                    AdjointParser.STRING,
                    AdjointParser.DIFF,
                    AdjointParser.PARTIAL,
                    AdjointParser.NOT)
                .contains(slip.foundType());
    if (!areTwo) {
      return Optional.empty();
    }
    if (slip.beforeType() == AdjointParser.RIGHT_BRACE) {
      return Optional.of(
          SyntaxCode.UNEXPECTED
              .at(slip.span(), "a new statement starts on a new line")
              .help("end the line behind the `}`"));
    }
    String before = Slip.quoted(slip.before());
    String found = Slip.quoted(slip.found());
    Diagnostic error =
        SyntaxCode.MISSING_OPERATOR.at(
            slip.span(), "something is missing between " + before + " and " + found);
    boolean isProduct =
        slip.beforeType() == AdjointParser.NUMBER && slip.foundType() == AdjointParser.NAME;
    if (isProduct) {
      String product = slip.before().getText() + " * " + slip.found().getText();
      return Optional.of(error.help("to multiply, write `" + product + "`"));
    }
    return Optional.of(
        slip.opener() != null
            ? error.help("a comma between two values, or an operator such as `*`")
            : error.help("an operator such as `*`, or a new line if a new statement starts here"));
  }

  private static Diagnostic unexpected(Slip slip) {
    String found = Slip.quoted(slip.found());
    return slip.isAtEnd() && slip.index() > 0
        ? SyntaxCode.UNEXPECTED.at(
            slip.span(slip.before()), "this is not complete: something is missing behind it")
        : SyntaxCode.UNEXPECTED.at(slip.span(), "did not expect " + found + " here");
  }

  /// If the statement runs over from a line above that ends in an operator, that may be the
  /// mistake.
  private static Diagnostic withContinuation(Slip slip, Diagnostic error) {
    if (slip.opener() != null || error.primary().isEmpty()) {
      return error;
    }
    int line = error.primary().get().line();
    for (int i = slip.index() - 1; i > slip.headIndex(); i--) {
      Token token = slip.tokens().get(i);
      int lineOfToken = slip.span(token).line();
      if (lineOfToken < line) {
        return Tokens.NEEDS_RIGHT.contains(token.getType())
            ? error.label(slip.span(token), "this line does not end here, so it goes on below")
            : error;
      }
    }
    return error;
  }
}
