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
          Habits::membership);

  /// Signs that change a variable.
  private static final Set<String> UPDATES =
      Set.of("+=", "-=", "*=", "/=", "**=", "@=", "^=", "%=", "//=");

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
          Map.entry("++", "write `i + 1` where the next number is needed"),
          Map.entry("...", "a range is `1..5`, both ends included; a whole axis is `:`"),
          Map.entry(".*", "write `*`, which is by element; the matrix product is `@`"),
          Map.entry("./", "write `/`, which is by element"),
          Map.entry(".^", "write `^`, which is by element"),
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
          Map.entry("with", "files are opened and closed by the readers: `csv`, `hdf5`, `npy`"),
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
      return Optional.of(
          error(slip, slip.found(), "`" + sign + "` does not transpose")
              .help("a transpose is `.T`, as in `x.T`"));
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
      String name = slip.text(slip.head(), slip.before());
      String next =
          switch (sign) {
            case "%=" -> "mod(" + name + ", …)";
            case "//=" -> "floor(" + name + " / …)";
            default -> name + " " + sign.substring(0, sign.length() - 1) + " …";
          };
      return Optional.of(
          error
              .note("a name has one value; in `repeat`, `:=` gives a parameter its next one")
              .help("there, write `" + name + " := " + next + "`"));
    }
    String help = SIGNS.get(sign);
    return Optional.of(help == null ? error : error.help(help));
  }

  private static Optional<Diagnostic> word(Slip slip) {
    for (Token token : List.of(slip.before(), slip.found())) {
      if (token.getType() == AdjointParser.NAME && token.getText().equals("lambda")) {
        return Optional.of(
            error(slip, token, "Adjoint has no `lambda`: functions have names")
                .help("declare `fn f(x) = …` on a line of its own, and write `f` here"));
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
        .map(help -> error(slip, word, "Adjoint has no `" + word.getText() + "`").help(help));
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
    Token start = isElse ? slip.before() : slip.head();
    String line = slip.text(start, slip.before());
    Diagnostic error = error(slip, slip.found(), "a block stands in braces, not after a colon");
    return Optional.of(
        (line.contains("range(") ? error.note("a range is `0..9`, both ends included") : error)
            .help("write `" + line + " {`, then the statements, and `}` on a line of its own"));
  }

  private static Optional<Diagnostic> ternary(Slip slip) {
    boolean isTernary =
        slip.foundType() == AdjointParser.IF && Tokens.ENDS_VALUE.contains(slip.beforeType());
    return isTernary
        ? Optional.of(
            error(slip, slip.found(), "the condition of a choice comes first")
                .help("write `if condition then a else b`"))
        : Optional.empty();
  }

  private static Optional<Diagnostic> stringPrefix(Slip slip) {
    boolean isPrefixed =
        slip.foundType() == AdjointParser.STRING
            && STRING_PREFIXES.contains(slip.before().getText())
            && slip.before().getStopIndex() + 1 == slip.found().getStartIndex();
    return isPrefixed
        ? Optional.of(
            error(slip, slip.before(), "strings have no letter before their quotes")
                .help("every string shows the values in its braces: `\"cost {J:.6f}\"`"))
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
            error(slip, slip.found(), "the rows of a matrix are lists, not parted by `;`")
                .help("write `[[1, 2], [3, 4]]`"))
        : Optional.empty();
  }

  private static Optional<Diagnostic> braces(Slip slip) {
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
    if (slip.foundType() != AdjointParser.COMMA || slip.opener() != null) {
      return Optional.empty();
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
            error(slip, slip.found(), "`=` gives a name its value, it does not compare")
                .help("write `==`"))
        : Optional.empty();
  }

  private static Optional<Diagnostic> membership(Slip slip) {
    if (slip.foundType() == AdjointParser.NAME && slip.found().getText().equals("is")) {
      return Optional.of(error(slip, slip.found(), "Adjoint has no `is`").help("write `==`"));
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
}
