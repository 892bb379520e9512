package dev.adjoint.lang.syntax;

import dev.adjoint.lang.syntax.antlr.AdjointParser;
import dev.adjoint.source.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.antlr.v4.runtime.Token;

/// Answers what is written as in Python, MATLAB, R or C with what Adjoint writes.
///
/// Nothing here is asked of a program that can be read, so no answer stands in anyone's way.
final class Habits {
  /// The letters before the quotes of Python's strings.
  static final Set<String> STRING_PREFIXES = Set.of("f", "F", "r", "b", "rf", "fr");

  private static final List<Function<Slip, Optional<Diagnostic>>> HABITS =
      List.of(
          Habits::sign,
          Habits::word,
          Habits::importLine,
          Habits::colonBlock,
          Habits::ternary,
          Habits::stringPrefix,
          Habits::parenthesesOfCall,
          Habits::matrixRows,
          Habits::braces,
          Habits::tuple,
          Habits::namedArgument,
          Habits::assignmentForComparison,
          Habits::membership,
          Habits::generator);

  /// Signs that change a variable.
  private static final Set<String> UPDATES =
      Set.of("+=", "-=", "*=", "/=", "**=", "@=", "^=", "%=", "//=");

  private static final String BY_ELEMENT =
      "`*`, `/` and `^` are by element; the matrix product is `@`";

  private static final Set<String> SIGNS_BY_ELEMENT = Set.of(".*", "./", ".^");

  /// What is written for the signs of other languages.
  private static final Map<String, String> SIGNS =
      Map.ofEntries(
          Map.entry("%", "the remainder of a division is `mod(a, b)`"),
          Map.entry(
              "//", "the whole part of a quotient is `floor(a / b)`; a comment starts with `#`"),
          Map.entry("&&", "write `and`"),
          Map.entry("&", "write `and`"),
          Map.entry("||", "write `or`"),
          Map.entry("|", "write `or`; to apply a function, `x |> f`"),
          Map.entry("!", "write `not`"),
          Map.entry("~", "write `not`; nearly equal is `~=`"),
          Map.entry("===", "write `==`"),
          Map.entry("!==", "write `!=`"),
          Map.entry("<>", "write `!=`"),
          Map.entry("=>", "at least is `>=`; the shape of a result stands after `->`"),
          Map.entry("++", "in `repeat`, a parameter is counted up by `k := k + 1`"),
          Map.entry("...", "a range is `1..5`, both ends included; a whole axis is `:`"),
          Map.entry(".*", "write `*`"),
          Map.entry("./", "write `/`"),
          Map.entry(".^", "write `^`"),
          Map.entry("?", "write `if condition then a else b`"),
          Map.entry(
              "\\", "a line that ends in an operator or a comma goes on; so does all in brackets"),
          Map.entry("$", "names are letters, digits and `_`"),
          Map.entry("`", "names and values stand without quotes, texts in `\"`"));

  /// What is written for the words that start statements of other languages.
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("def", "a function is `fn f(x) = …`, or `fn f(x) { … }`"),
          Map.entry("function", "a function is `fn f(x) = …`, or `fn f(x) { … }`"),
          Map.entry("func", "a function is `fn f(x) = …`, or `fn f(x) { … }`"),
          Map.entry("class", "what owns parameters is a `layer`; what does not is a `fn`"),
          Map.entry("from", "`import \"other.adj\"` brings in all that another file declares"),
          Map.entry("elif", "write `else if`, behind the `}` of the block before it"),
          Map.entry("elseif", "write `else if`, behind the `}` of the block before it"),
          Map.entry("while", "a training loop is `repeat 100 { … }`; `for l in 1..3 { … }` builds"),
          Map.entry("assert", "a value is tested by `expect a == b`, a derivation by `check`"),
          Map.entry("let", "a name is given its value by `x = …` alone"),
          Map.entry("var", "a name is given its value by `x = …` alone"),
          Map.entry("const", "a name is given its value by `x = …` alone"),
          Map.entry("int", "a name is given its value by `x = …` alone"),
          Map.entry(
              "float", "a name is given its value by `x = …` alone; see also `precision f32`"),
          Map.entry("double", "a name is given its value by `x = …` alone; see also `precision`"),
          Map.entry(
              "with",
              "files are opened by the readers, `csv`, `npy`; gradients stand where `d(…)/d(…)`"
                  + " does"),
          Map.entry("raise", "what must hold is stated by `expect a == b`"),
          Map.entry("throw", "what must hold is stated by `expect a == b`"),
          Map.entry("yield", "a function gives one value, by `return`"),
          Map.entry("global", "a function sees the names above it, and changes none"),
          Map.entry("nonlocal", "a function sees the names above it, and changes none"),
          Map.entry("except", "there is nothing to catch: what is wrong ends the program"),
          Map.entry("finally", "there is nothing to catch: what is wrong ends the program"),
          Map.entry("switch", "write `if … { … } else if … { … } else { … }`"),
          Map.entry("match", "write `if … { … } else if … { … } else { … }`"),
          Map.entry("foreach", "write `for x in xs { … }`"),
          Map.entry("do", "a training loop is `repeat 100 { … }`"),
          Map.entry("del", "nothing needs to be deleted"),
          Map.entry(
              "try", "there is nothing to catch: what is wrong ends the program, and says so"),
          Map.entry("using", "nothing needs to be loaded: `exp`, `log`, … are there"),
          Map.entry("library", "nothing needs to be loaded: `exp`, `log`, … are there"));

  /// Actions that are easily written without their parentheses.
  private static final Set<String> ACTIONS =
      Set.of("print", "draw", "plot", "train", "save", "load", "gradcheck");

  private static final Set<Integer> BLOCK_HEADS =
      Set.of(
          AdjointParser.IF,
          AdjointParser.FOR,
          AdjointParser.REPEAT,
          AdjointParser.EVERY,
          AdjointParser.FN,
          AdjointParser.LAYER);

  private Habits() {}

  static Optional<Diagnostic> explain(Slip slip) {
    return HABITS.stream().flatMap(habit -> habit.apply(slip).stream()).findFirst();
  }

  private static Diagnostic error(Slip slip, Token token, String message) {
    return SyntaxCode.OTHER_LANGUAGE.at(slip.span(token), message);
  }

  private static Optional<Diagnostic> sign(Slip slip) {
    if (slip.foundType() == AdjointParser.TRIPLE_QUOTE) {
      return Optional.of(
          error(slip, slip.found(), "there are no strings of several lines")
              .help("a comment starts with `#`, on each of its lines"));
    }
    if (slip.foundType() != AdjointParser.FOREIGN) {
      return Optional.empty();
    }
    String sign = slip.found().getText();
    Diagnostic error = error(slip, slip.found(), "Adjoint has no `" + sign + "`");
    if (sign.endsWith("'")) {
      Diagnostic prime = error(slip, slip.found(), "`" + sign + "` does not transpose");
      if (Rewrites.hasSign(slip, AdjointParser.TIMES)) {
        prime = prime.note(BY_ELEMENT);
      }
      return Optional.of(write(prime, Rewrites.signs(slip), "a transpose is `.T`, as in `x.T`"));
    }
    if (slip.isAtHead() && (sign.equals("//") || sign.equals("%"))) {
      return Optional.of(error.help("a comment starts with `#`"));
    }
    if (slip.touches()
        && slip.beforeType() == AdjointParser.NUMBER
        && SIGNS_BY_ELEMENT.contains(sign)) {
      String number = slip.before().getText();
      return Optional.of(
          error
              .note("a number has digits behind its point, or no point")
              .help("write `" + number + " " + sign.substring(1) + " …`"));
    }
    if (UPDATES.contains(sign) && !slip.isAtHead()) {
      return Optional.of(
          write(
              error.note("a name has one value; in `repeat`, `:=` gives a parameter its next one"),
              Rewrites.update(slip),
              "there, write `w := w + …`"));
    }
    Optional<String> behind = signBehindValue(slip, sign);
    if (behind.isPresent()) {
      return Optional.of(error.help(behind.get()));
    }
    if (SIGNS_BY_ELEMENT.contains(sign)) {
      error = error.note(BY_ELEMENT);
    }
    return Optional.of(write(error, ours(slip, sign), SIGNS.getOrDefault(sign, "take it away")));
  }

  /// What a sign behind a value stands for, where nothing follows that it could join it with.
  private static Optional<String> signBehindValue(Slip slip, String sign) {
    String value = slip.before().getText();
    if (sign.equals("%") && slip.beforeType() == AdjointParser.STRING) {
      return Optional.of("a text shows values in its braces: `\"cost {J:.2f}\"`");
    }
    if (sign.equals("!") && slip.isInString()) {
      return Optional.of("a format stands behind a colon, as in `{J:.2f}`");
    }
    boolean isLast =
        slip.beforeType() == AdjointParser.NUMBER
            && !Tokens.STARTS_VALUE.contains(slip.at(1).getType());
    return switch (sign) {
      case "%" -> isLast ? Optional.of("write `" + value + " / 100`") : Optional.empty();
      case "!" -> isLast ? Optional.of("write `prod(1.." + value + ")`") : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<String> ours(Slip slip, String sign) {
    return switch (sign) {
      case "%" -> Rewrites.operation(slip, "mod(%s, %s)");
      case "//" -> Rewrites.operation(slip, "floor(%s / %s)");
      case "?" -> Rewrites.choice(slip);
      case "|" -> Rewrites.absolute(slip).or(() -> Rewrites.signs(slip));
      default -> Rewrites.signs(slip);
    };
  }

  /// An error with the line that would be right, or with help in general.
  private static Diagnostic write(Diagnostic error, Optional<String> ours, String otherwise) {
    return error.help(ours.map(line -> "write `" + line + "`").orElse(otherwise));
  }

  private static Optional<Diagnostic> word(Slip slip) {
    for (Token token : List.of(slip.before(), slip.found())) {
      if (token.getType() == AdjointParser.NAME && token.getText().equals("lambda")) {
        return Optional.of(
            error(slip, token, "Adjoint has no `lambda`: functions have names")
                .help(
                    Rewrites.lambda(slip)
                        .map(line -> "write `" + line + "`")
                        .orElse("declare `fn f(x) = …` on a line of its own, and write `f` here")));
      }
    }
    boolean isBehindBlock = slip.beforeType() == AdjointParser.RIGHT_BRACE;
    boolean isStart =
        slip.index() == slip.headIndex() + 1
            || slip.foundType() == AdjointParser.LEFT_BRACE
            || slip.foundType() == AdjointParser.COLON;
    if (!isBehindBlock && !isStart) {
      return Optional.empty();
    }
    Token word = isBehindBlock ? slip.found() : slip.head();
    return Optional.ofNullable(WORDS.get(word.getText()))
        .map(
            help ->
                write(
                    error(slip, word, "Adjoint has no `" + word.getText() + "`"),
                    isBehindBlock ? Optional.empty() : Rewrites.word(slip),
                    help))
        .map(
            error ->
                error.helps().getFirst().endsWith("{`")
                    ? error.help("the block ends with a `}` on a line of its own")
                    : error);
  }

  private static Optional<Diagnostic> importLine(Slip slip) {
    if (slip.beforeType() != AdjointParser.IMPORT || slip.foundType() != AdjointParser.NAME) {
      return Optional.empty();
    }
    boolean isPath = Set.of(AdjointParser.DOT, AdjointParser.OVER).contains(slip.at(1).getType());
    Diagnostic error = error(slip, slip.found(), "`import` takes the path of a file, in quotes");
    return Optional.of(
        isPath
            ? error.help("write `import \"" + slip.restOfStatement() + "\"`")
            : error
                .note("there is no library to import: `exp`, `sum`, `mean`, … are there")
                .help("delete this line, and write `exp(x)` for `np.exp(x)`"));
  }

  private static Optional<Diagnostic> colonBlock(Slip slip) {
    int head = slip.head().getType();
    boolean isElse = slip.beforeType() == AdjointParser.ELSE;
    if (slip.foundType() != AdjointParser.COLON
        || slip.opener() != null
        || !(BLOCK_HEADS.contains(head) || isElse)) {
      return Optional.empty();
    }
    boolean hasShape =
        slip.at(1).getType() == AdjointParser.LEFT_BRACKET || slip.at(1).getText().equals("scalar");
    if (hasShape && (head == AdjointParser.FN || head == AdjointParser.LAYER)) {
      return Optional.of(
          error(slip, slip.found(), "the shape of a result stands after `->`")
              .help("write `->` for this `:`"));
    }
    Optional<String> whole = isElse ? Optional.empty() : Rewrites.blockOfOneLine(slip);
    String line = Rewrites.blockHead(slip, isElse ? slip.before() : slip.head(), slip.before());
    Diagnostic error = error(slip, slip.found(), "a block stands in braces, not after a colon");
    return Optional.of(
        (line.contains("..") ? error.note("a range such as `1..3` holds both its ends") : error)
            .help(
                whole
                    .map(one -> "write `" + one + "`")
                    .orElse(
                        "write `%s`, then the statements, and `}` on a line of its own"
                            .formatted(line))));
  }

  private static Optional<Diagnostic> ternary(Slip slip) {
    boolean isTernary =
        slip.foundType() == AdjointParser.IF && Tokens.ENDS_VALUE.contains(slip.beforeType());
    return isTernary
        ? Optional.of(
            write(
                error(slip, slip.found(), "the condition of a choice comes first"),
                Rewrites.choice(slip),
                "write `if condition then a else b`"))
        : Optional.empty();
  }

  private static Optional<Diagnostic> stringPrefix(Slip slip) {
    boolean isPrefixed =
        slip.foundType() == AdjointParser.STRING
            && STRING_PREFIXES.contains(slip.before().getText())
            && slip.before().getStopIndex() + 1 == slip.found().getStartIndex();
    return isPrefixed
        ? Optional.of(
            write(
                error(slip, slip.before(), "strings have no letter before their quotes")
                    .note("every string shows the values in its braces"),
                Rewrites.replaced(slip, slip.index() - 1, slip.index(), slip.found().getText()),
                "as in `\"cost {J:.6f}\"`"))
        : Optional.empty();
  }

  private static Optional<Diagnostic> parenthesesOfCall(Slip slip) {
    boolean isCall =
        slip.index() == slip.headIndex() + 1
            && ACTIONS.contains(slip.head().getText())
            && Tokens.STARTS_VALUE.contains(slip.foundType());
    String name = slip.head().getText();
    return isCall
        ? Optional.of(
            error(slip, slip.head(), "`" + name + "` is called with parentheses")
                .help("write `" + name + "(" + slip.restOfStatement() + ")`"))
        : Optional.empty();
  }

  private static Optional<Diagnostic> matrixRows(Slip slip) {
    Token opener = slip.opener();
    boolean isRows =
        opener != null
            && opener.getType() == AdjointParser.LEFT_BRACKET
            && slip.foundType() == AdjointParser.SEMICOLON;
    return isRows
        ? Optional.of(
            write(
                error(slip, slip.found(), "the rows of a matrix are lists, not parted by `;`"),
                Rewrites.list(slip),
                "write `[[1, 2], [3, 4]]`"))
        : Optional.empty();
  }

  private static Optional<Diagnostic> braces(Slip slip) {
    boolean isBody =
        slip.head().getType() == AdjointParser.FN
            && slip.beforeType() == AdjointParser.ASSIGN
            && slip.foundType() == AdjointParser.LEFT_BRACE;
    if (isBody) {
      String head = slip.text(slip.head(), slip.at(-2));
      return Optional.of(
          error(slip, slip.before(), "no `=` stands before the block of a function")
              .help("write `" + head + " {`, with a `return` in it, or `" + head + " = …`"));
    }
    return isValueInBraces(slip)
        ? Optional.of(
            error(slip, slip.found(), "braces hold statements, not values")
                .help("a list is `[1, 2]`; named values are names of their own"))
        : Optional.empty();
  }

  /// Whether the `{` that does not fit was to start a value, such as Python's dictionary.
  static boolean isValueInBraces(Slip slip) {
    return slip.foundType() == AdjointParser.LEFT_BRACE
        && slip.beforeType() != AdjointParser.ELSE
        && (Tokens.NEEDS_RIGHT.contains(slip.beforeType()) || slip.opener() != null);
  }

  private static Optional<Diagnostic> tuple(Slip slip) {
    if (slip.foundType() != AdjointParser.COMMA) {
      return Optional.empty();
    }
    if (slip.opener() != null) {
      return Rewrites.isGroup(slip) && Tokens.ENDS_VALUE.contains(slip.beforeType())
          ? Optional.of(
              write(
                  error(slip, slip.found(), "there are no tuples: a list stands in `[ ]`"),
                  Rewrites.list(slip),
                  "as in `zeros([n, 1])`"))
          : Optional.empty();
    }
    boolean isGrouping =
        slip.beforeType() == AdjointParser.NUMBER && slip.at(1).getText().matches("\\d{3}");
    if (isGrouping && slip.touches()) {
      String number = slip.before().getText() + "_" + slip.at(1).getText();
      return Optional.of(
          error(slip, slip.found(), "a comma does not group digits")
              .help("write `" + number + "`; a list is `[1, 2]`"));
    }
    Diagnostic error = error(slip, slip.found(), "a comma stands only in brackets and in `dim`");
    return switch (slip.head().getType()) {
      case AdjointParser.FOR ->
          Optional.of(error.help("`for` gives its values to one name: `for x in xs { … }`"));
      case AdjointParser.RETURN ->
          Optional.of(error.help("to return several values, return a list: `return [a, b]`"));
      case AdjointParser.DIM -> Optional.empty();
      default ->
          Optional.of(
              slip.hasBefore(Set.of(AdjointParser.ASSIGN))
                  ? error.help("a list is `[1, 2]`")
                  : error.help("give each name its value on a line of its own"));
    };
  }

  private static Optional<Diagnostic> namedArgument(Slip slip) {
    boolean isArgument =
        Set.of(AdjointParser.COLON, AdjointParser.UPDATE).contains(slip.foundType())
            && slip.beforeType() == AdjointParser.NAME
            && slip.opener() != null
            && slip.opener().getType() == AdjointParser.LEFT_PAREN;
    return isArgument
        ? Optional.of(
            error(slip, slip.found(), "an argument gets its name by `=`")
                .help("write `" + slip.before().getText() + " = …`"))
        : Optional.empty();
  }

  private static Optional<Diagnostic> assignmentForComparison(Slip slip) {
    boolean isCondition =
        slip.foundType() == AdjointParser.ASSIGN
            && slip.opener() == null
            && Set.of(AdjointParser.IF, AdjointParser.EXPECT, AdjointParser.CHECK)
                .contains(slip.head().getType());
    return isCondition
        ? Optional.of(
            write(
                error(slip, slip.found(), "`=` gives a name its value, it does not compare"),
                Rewrites.replaced(slip, slip.index(), slip.index(), "=="),
                "write `==`"))
        : Optional.empty();
  }

  private static Optional<Diagnostic> membership(Slip slip) {
    if (slip.foundType() == AdjointParser.NAME && slip.found().getText().equals("is")) {
      boolean isNot = slip.at(1).getType() == AdjointParser.NOT;
      String sign = isNot ? "!=" : "==";
      return Optional.of(
          write(
              error(slip, slip.found(), "Adjoint has no `is`"),
              Rewrites.replaced(slip, slip.index(), slip.index() + (isNot ? 1 : 0), sign),
              "write `" + sign + "`"));
    }
    boolean isNotIn =
        slip.foundType() == AdjointParser.NOT && slip.at(1).getType() == AdjointParser.IN;
    boolean isLoop =
        Set.of(AdjointParser.FOR, AdjointParser.REPEAT).contains(slip.head().getType());
    return isNotIn || slip.foundType() == AdjointParser.IN && !isLoop
        ? Optional.of(
            error(slip, slip.found(), "`in` belongs to `for`: it is not an operator")
                .help("compare with `==`, or count: `sum(xs == x) > 0`"))
        : Optional.empty();
  }

  private static Optional<Diagnostic> generator(Slip slip) {
    boolean isBehindValue =
        slip.foundType() == AdjointParser.FOR && Tokens.ENDS_VALUE.contains(slip.beforeType());
    if (!isBehindValue || slip.opener() == null) {
      return Optional.empty();
    }
    return Optional.of(
        slip.opener().getType() == AdjointParser.LEFT_BRACKET
            ? error(slip, slip.found(), "a comprehension has one `for`")
                .help("a matrix is a list of lists: `[[i * j for j in 1..3] for i in 1..3]`")
            : write(
                error(slip, slip.found(), "a comprehension stands in `[ ]`"),
                Rewrites.comprehension(slip),
                "as in `sum([i^2 for i in 1..3])`"));
  }
}
