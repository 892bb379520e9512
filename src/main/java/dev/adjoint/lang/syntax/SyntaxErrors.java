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
          SyntaxErrors::reservedWord,
          SyntaxErrors::secondAssignment,
          Habits::explain,
          SyntaxErrors::comparison,
          SyntaxErrors::secondRange,
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

  private static final Set<String> RESERVED_WORDS =
      Set.of("if", "then", "else", "for", "in", "and", "or", "not");

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
    } else if (!NAMES_NAME.contains(slip.beforeType())
        && !(slip.isAtHead() && slip.at(1).getType() == AdjointParser.ASSIGN)) {
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

  /// A second `=` on one line, or the `=` of the next line where this one is not complete.
  private static Optional<Diagnostic> secondAssignment(Slip slip) {
    Set<Integer> signs = Set.of(AdjointParser.ASSIGN, AdjointParser.UPDATE);
    if (!signs.contains(slip.foundType()) || slip.opener() != null || !slip.hasBefore(signs)) {
      return Optional.empty();
    }
    Token unfinished = lastOfLineAbove(slip);
    if (unfinished != null) {
      return Optional.of(
          missingRight(slip, unfinished)
              .label(slip.span(), "this would go on with the line above"));
    }
    return Optional.of(
        SyntaxCode.UNEXPECTED
            .at(slip.span(), "a statement has one `=`")
            .help("give each name its value on a line of its own; to compare, write `==`"));
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
              .help("write `" + Rewrites.chain(slip).orElse("a < b and b < c") + "`"));
    }
    if (slip.foundType() == AdjointParser.CLOSE) {
      Diagnostic error =
          SyntaxCode.UNEXPECTED.at(slip.span(), "`~=`, nearly equal, belongs to `expect`");
      return Optional.of(
          slip.head().getType() == AdjointParser.CHECK
              ? error.help("write `==`: `check` allows for rounding by itself")
              : error.help("not equal is `!=`; nearly equal is `abs(a - b) < 1e-6`"));
    }
    return Optional.of(
        SyntaxCode.UNEXPECTED
            .at(
                slip.span(),
                "`check` tells whether two sides are equal, not `" + slip.found().getText() + "`")
            .help("as in `check left == right`; `expect` compares in other ways too"));
  }

  private static Optional<Diagnostic> secondRange(Slip slip) {
    return slip.foundType() == AdjointParser.RANGE && slip.hasBefore(Set.of(AdjointParser.RANGE))
        ? Optional.of(
            SyntaxCode.UNEXPECTED
                .at(slip.span(), "a range has two ends")
                .help("`1..5` is 1, 2, 3, 4, 5; other steps by `[2 * i for i in 1..5]`"))
        : Optional.empty();
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
            || slip.beforeType() == AdjointParser.WITHIN
            || slip.beforeType() == AdjointParser.DOT;
    if (!isOwed) {
      return Optional.empty();
    }
    if (isFirst) {
      return Optional.of(
          SyntaxCode.MISSING_VALUE
              .at(slip.span(), "there is no value to the left of " + Slip.quoted(slip.found()))
              .help("to go on from the line above, end that line with the operator"));
    }
    return Optional.of(missingBetween(slip));
  }

  private static Diagnostic missingBetween(Slip slip) {
    if (slip.beforeType() == AdjointParser.DOT && slip.at(-2).getType() == AdjointParser.NUMBER) {
      return SyntaxCode.MISSING_VALUE
          .at(slip.span(slip.before()), "there are no digits behind this point")
          .help("write `" + slip.at(-2).getText() + ".0`");
    }
    if (slip.foundType() == AdjointParser.PLUS) {
      return SyntaxCode.MISSING_VALUE
          .at(slip.span(), "there is no value to the left of `+`")
          .help("a number is positive without it");
    }
    String before = Slip.quoted(slip.before());
    return slip.isAtEnd()
        ? missingRight(slip, slip.before())
        : SyntaxCode.MISSING_VALUE.at(
            slip.span(),
            "a value is missing between " + before + " and " + Slip.quoted(slip.found()));
  }

  private static Diagnostic missingRight(Slip slip, Token sign) {
    String quoted = Slip.quoted(sign);
    return SyntaxCode.MISSING_VALUE
        .at(slip.span(sign), "there is no value to the right of " + quoted)
        .help("complete it, or take " + quoted + " away");
  }

  private static Optional<Diagnostic> misspelt(Slip slip) {
    Token head = slip.head();
    String word = head.getText();
    String lower = slip.found().getText().toLowerCase(Locale.ROOT);
    if (slip.foundType() == AdjointParser.NAME && RESERVED_WORDS.contains(lower)) {
      return Optional.of(
          SyntaxCode.MISSPELT_KEYWORD
              .at(slip.span(), Slip.quoted(slip.found()) + " is written in small letters")
              .help("write `" + lower + "`"));
    }
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
    if (slip.head().getType() == AdjointParser.CHECK && slip.found().getText().equals("within")) {
      return Optional.of(
          SyntaxCode.UNEXPECTED
              .at(slip.span(), "`within` belongs to `expect`")
              .help("leave it out: `check` allows for rounding by itself"));
    }
    if (slip.head().getType() == AdjointParser.IMPORT) {
      return Optional.of(
          SyntaxCode.UNEXPECTED
              .at(slip.span(), "`import` takes one path, and nothing behind it")
              .note("what the file declares is there by its own names")
              .help("write `import " + slip.before().getText() + "`"));
    }
    Diagnostic error =
        SyntaxCode.MISSING_OPERATOR.at(
            slip.span(), "something is missing between " + before + " and " + found);
    boolean isStatement =
        Set.of(AdjointParser.ASSIGN, AdjointParser.UPDATE).contains(slip.at(1).getType());
    if (slip.opener() != null) {
      boolean isList = slip.opener().getType() == AdjointParser.LEFT_BRACKET;
      return Optional.of(
          error.help(
              "put a comma between two "
                  + (isList ? "items" : "arguments")
                  + ", or an operator such as `*` between two values"));
    }
    if (slip.beforeType() == AdjointParser.NUMBER && slip.touches()) {
      Optional<String> number = numberMeant(slip.before().getText(), slip.found().getText());
      if (number.isPresent()) {
        return Optional.of(
            SyntaxCode.BAD_NUMBER
                .at(
                    slip.span(slip.before()).to(slip.span()),
                    "`" + slip.before().getText() + slip.found().getText() + "` is no number")
                .help(number.get()));
      }
    }
    if (slip.beforeType() == AdjointParser.NUMBER && !isStatement) {
      String product = slip.before().getText() + " * " + slip.found().getText();
      return Optional.of(error.help("to multiply, write `" + product + "`"));
    }
    return Optional.of(
        isStatement
            ? error.help("a new statement starts on a new line, or behind a `;`")
            : error.help("put an operator between them, or start a new line"));
  }

  /// What is wrong with digits that are no number: `1e`, `0x10`, `1.5.2`, `12_`.
  private static Optional<String> numberMeant(String digits, String rest) {
    if (digits.equals("0") && rest.matches("[xX][0-9a-fA-F]+")) {
      String decimal =
          rest.length() < 9 ? String.valueOf(Integer.parseInt(rest.substring(1), 16)) : "…";
      return Optional.of("numbers are decimal: write `" + decimal + "`");
    }
    return switch (rest) {
      case "e", "E" -> Optional.of("an exponent has digits: `" + digits + "e-3`");
      case "_" -> Optional.of("`_` stands between digits: `1_000`");
      default -> rest.startsWith(".") ? Optional.of("a number has one point") : Optional.empty();
    };
  }

  private static Diagnostic unexpected(Slip slip) {
    String found = Slip.quoted(slip.found());
    return slip.isAtEnd() && slip.index() > 0
        ? SyntaxCode.UNEXPECTED.at(
            slip.span(slip.before()), "this is not complete: something is missing behind it")
        : SyntaxCode.UNEXPECTED.at(slip.span(), "did not expect " + found + " here");
  }

  /// If the statement runs over from a line above that cannot end yet, that may be the mistake.
  private static Diagnostic withContinuation(Slip slip, Diagnostic error) {
    Token unfinished = lastOfLineAbove(slip);
    boolean isSeen = unfinished == null || error.primary().get().equals(slip.span(unfinished));
    return isSeen
        ? error
        : error.label(slip.span(unfinished), "this line does not end here, so it goes on below");
  }

  /// The operator, comma or other sign at the end of the line above because of which the statement
  /// goes on to the line of the slip, or null.
  private static Token lastOfLineAbove(Slip slip) {
    int line = slip.span().line();
    int first = slip.opener() == null ? slip.headIndex() : slip.index();
    for (int i = slip.index() - 1; i >= first; i--) {
      Token token = slip.tokens().get(i);
      if (slip.span(token).line() < line) {
        return Tokens.NEEDS_RIGHT.contains(token.getType()) ? token : null;
      }
    }
    return null;
  }
}
