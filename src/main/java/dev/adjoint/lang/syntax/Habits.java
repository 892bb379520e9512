package dev.adjoint.lang.syntax;

import dev.adjoint.lang.syntax.antlr.AdjointParser;
import dev.adjoint.source.Diagnostic;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/// Answers what is written as in Python, MATLAB, R or C with what Adjoint writes.
///
/// Nothing here is asked of a program that can be read, so no answer stands in anyone's way.
final class Habits {
  /// The letters before the quotes of Python's strings.
  static final Set<String> STRING_PREFIXES = Set.of("f", "F", "r", "b", "rf", "fr");

  private static final List<Habit> HABITS =
      List.of(
          ForeignSigns::explain,
          ForeignWords::explain,
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
    return HABITS.stream().flatMap(habit -> habit.explain(slip).stream()).findFirst();
  }

  private static Optional<Diagnostic> importLine(Slip slip) {
    if (slip.beforeType() != AdjointParser.IMPORT || slip.foundType() != AdjointParser.NAME) {
      return Optional.empty();
    }
    boolean isPath = Set.of(AdjointParser.DOT, AdjointParser.OVER).contains(slip.at(1).getType());
    Diagnostic error =
        Habit.error(slip, slip.found(), "`import` takes the path of a file, in quotes");
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
          Habit.error(slip, slip.found(), "the shape of a result stands after `->`")
              .help("write `->` for this `:`"));
    }
    Optional<String> whole = isElse ? Optional.empty() : Rewrites.blockOfOneLine(slip);
    String line = Rewrites.blockHead(slip, isElse ? slip.before() : slip.head(), slip.before());
    Diagnostic error =
        Habit.error(slip, slip.found(), "a block stands in braces, not after a colon");
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
            Habit.write(
                Habit.error(slip, slip.found(), "the condition of a choice comes first"),
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
            Habit.write(
                Habit.error(slip, slip.before(), "strings have no letter before their quotes")
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
            Habit.error(slip, slip.head(), "`" + name + "` is called with parentheses")
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
            Habit.write(
                Habit.error(
                    slip, slip.found(), "the rows of a matrix are lists, not parted by `;`"),
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
          Habit.error(slip, slip.before(), "no `=` stands before the block of a function")
              .help("write `" + head + " {`, with a `return` in it, or `" + head + " = …`"));
    }
    return isValueInBraces(slip)
        ? Optional.of(
            Habit.error(slip, slip.found(), "braces hold statements, not values")
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
              Habit.write(
                  Habit.error(slip, slip.found(), "there are no tuples: a list stands in `[ ]`"),
                  Rewrites.list(slip),
                  "as in `zeros([n, 1])`"))
          : Optional.empty();
    }
    boolean isGrouping =
        slip.beforeType() == AdjointParser.NUMBER && slip.at(1).getText().matches("\\d{3}");
    if (isGrouping && slip.touches()) {
      String number = slip.before().getText() + "_" + slip.at(1).getText();
      return Optional.of(
          Habit.error(slip, slip.found(), "a comma does not group digits")
              .help("write `" + number + "`; a list is `[1, 2]`"));
    }
    Diagnostic error =
        Habit.error(slip, slip.found(), "a comma stands only in brackets and in `dim`");
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
            Habit.error(slip, slip.found(), "an argument gets its name by `=`")
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
            Habit.write(
                Habit.error(slip, slip.found(), "`=` gives a name its value, it does not compare"),
                Rewrites.replaced(slip, slip.index(), slip.index(), "=="),
                "write `==`"))
        : Optional.empty();
  }

  private static Optional<Diagnostic> membership(Slip slip) {
    if (slip.foundType() == AdjointParser.NAME && slip.found().getText().equals("is")) {
      boolean isNot = slip.at(1).getType() == AdjointParser.NOT;
      String sign = isNot ? "!=" : "==";
      return Optional.of(
          Habit.write(
              Habit.error(slip, slip.found(), "Adjoint has no `is`"),
              Rewrites.replaced(slip, slip.index(), slip.index() + (isNot ? 1 : 0), sign),
              "write `" + sign + "`"));
    }
    boolean isNotIn =
        slip.foundType() == AdjointParser.NOT && slip.at(1).getType() == AdjointParser.IN;
    boolean isLoop =
        Set.of(AdjointParser.FOR, AdjointParser.REPEAT).contains(slip.head().getType());
    return isNotIn || slip.foundType() == AdjointParser.IN && !isLoop
        ? Optional.of(
            Habit.error(slip, slip.found(), "`in` belongs to `for`: it is not an operator")
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
            ? Habit.error(slip, slip.found(), "a comprehension has one `for`")
                .help("a matrix is a list of lists: `[[i * j for j in 1..3] for i in 1..3]`")
            : Habit.write(
                Habit.error(slip, slip.found(), "a comprehension stands in `[ ]`"),
                Rewrites.comprehension(slip),
                "as in `sum([i^2 for i in 1..3])`"));
  }
}
