package dev.adjoint.lang.syntax;

import dev.adjoint.lang.syntax.antlr.AdjointParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;

/// The line at hand as Adjoint writes it, for the signs and words of other languages. A line is
/// offered only if it can be read; whether its shapes fit is found when it is.
final class Rewrites {
  /// What is too long to be taken in at a glance is not offered.
  private static final int MAX_LENGTH = 80;

  /// Signs that another sign or word stands for, wherever they are.
  private static final Map<String, String> SIGNS =
      Map.ofEntries(
          Map.entry("&&", "and"),
          Map.entry("&", "and"),
          Map.entry("||", "or"),
          Map.entry("|", "or"),
          Map.entry("!", "not "),
          Map.entry("~", "not "),
          Map.entry("===", "=="),
          Map.entry("!==", "!="),
          Map.entry("<>", "!="),
          Map.entry("=>", ">="),
          Map.entry(".*", "*"),
          Map.entry("./", "/"),
          Map.entry(".^", "^"),
          Map.entry("'", ".T"),
          Map.entry(".'", ".T"));

  /// What ends an operand of `%` and `//`, which bind as `*` and `/` do.
  private static final Set<Integer> LOOSER =
      Set.of(
          AdjointParser.ASSIGN,
          AdjointParser.UPDATE,
          AdjointParser.COMMA,
          AdjointParser.PLUS,
          AdjointParser.MINUS,
          AdjointParser.EQUAL,
          AdjointParser.UNEQUAL,
          AdjointParser.LESS,
          AdjointParser.LESS_EQUAL,
          AdjointParser.GREATER,
          AdjointParser.GREATER_EQUAL,
          AdjointParser.RANGE,
          AdjointParser.COLON,
          AdjointParser.RETURN,
          AdjointParser.EXPECT,
          AdjointParser.CHECK,
          AdjointParser.IF,
          AdjointParser.THEN,
          AdjointParser.ELSE,
          AdjointParser.IN,
          AdjointParser.AND,
          AdjointParser.OR,
          AdjointParser.NOT,
          AdjointParser.PIPE,
          AdjointParser.LEFT_BRACE,
          AdjointParser.RIGHT_BRACE,
          AdjointParser.FOREIGN,
          AdjointParser.NEWLINE,
          Token.EOF);

  /// What ends a part of a choice.
  private static final Set<Integer> CHOICE_ENDS =
      Set.of(
          AdjointParser.ASSIGN,
          AdjointParser.UPDATE,
          AdjointParser.COMMA,
          AdjointParser.RETURN,
          AdjointParser.NEWLINE,
          AdjointParser.RIGHT_BRACE,
          Token.EOF);

  private static final Pattern RANGE_CALL = Pattern.compile("\\brange\\(([^()]*)\\)");

  private static final Pattern DEF =
      Pattern.compile("\\w+\\s+(\\w+\\s*\\([^()]*\\))(?::\\s*return\\b[ \t]*([^\r\n#]+))?");
  private static final Pattern LAMBDA =
      Pattern.compile("(\\w+)\\s*=\\s*lambda\\s+([\\w, ]+):\\s*(.*)");

  private Rewrites() {}

  /// The line with all signs replaced that stand for another.
  static Optional<String> signs(Slip slip) {
    StringBuilder line = new StringBuilder();
    int at = slip.head().getStartIndex();
    for (Token token : line(slip)) {
      String ours = token.getType() == AdjointParser.FOREIGN ? SIGNS.get(token.getText()) : null;
      if (ours != null) {
        line.append(slip.source().text(), at, token.getStartIndex()).append(ours);
        at = token.getStopIndex() + 1;
      }
    }
    return readable(line.append(slip.source().text(), at, end(slip)).toString());
  }

  /// The line with the operation at hand and its operands put in another form.
  ///
  /// @param form with `%s` for each operand
  static Optional<String> operation(Slip slip, String form) {
    int first = reach(slip, -1, LOOSER);
    int last = reach(slip, 1, LOOSER);
    if (first >= slip.index() || last <= slip.index()) {
      return Optional.empty();
    }
    String left = slip.text(slip.tokens().get(first), slip.before());
    String right = slip.text(slip.at(1), slip.tokens().get(last));
    String ours = form.formatted(bare(left, form, 0), bare(right, form, 1));
    return replaced(slip, first, last, ours).or(() -> readable(ours));
  }

  /// An operand that becomes an argument needs no parentheses around it.
  private static String bare(String operand, String form, int place) {
    boolean isArgument = form.contains(place == 0 ? "(%s," : ", %s)");
    return isArgument && operand.matches("\\([^()]*\\)")
        ? operand.substring(1, operand.length() - 1)
        : operand;
  }

  /// `w += x` as the update that it is.
  static Optional<String> update(Slip slip) {
    String sign = slip.found().getText();
    String name = slip.text(slip.head(), slip.before());
    if (slip.at(1).getType() == Token.EOF || slip.at(1).getType() == AdjointParser.NEWLINE) {
      return Optional.empty();
    }
    String rest = slip.source().text().substring(slip.at(1).getStartIndex(), end(slip));
    boolean isSum =
        line(slip).stream()
            .filter(token -> token.getStartIndex() > slip.at(1).getStartIndex())
            .anyMatch(
                token -> Set.of(AdjointParser.PLUS, AdjointParser.MINUS).contains(token.getType()));
    String operand = isSum && !sign.equals("+=") ? "(" + rest + ")" : rest;
    String next =
        switch (sign) {
          case "%=" -> "mod(" + name + ", " + rest + ")";
          case "//=" -> "floor(" + name + " / " + operand + ")";
          default -> name + " " + sign.substring(0, sign.length() - 1) + " " + operand;
        };
    return readable(name + " := " + next);
  }

  /// `a if c else b`, where the slip is at its `if`, and `c ? a : b`, where it is at its `?`.
  static Optional<String> choice(Slip slip) {
    boolean isQuestion = slip.foundType() == AdjointParser.FOREIGN;
    int first = reach(slip, -1, CHOICE_ENDS);
    int last = reach(slip, 1, CHOICE_ENDS);
    int middle = slip.index() + 1;
    int depth = 0;
    int separator = isQuestion ? AdjointParser.COLON : AdjointParser.ELSE;
    while (middle < last && (depth > 0 || slip.tokens().get(middle).getType() != separator)) {
      depth += depth(slip.tokens().get(middle));
      middle++;
    }
    if (first >= slip.index() || middle >= last || middle == slip.index() + 1) {
      return Optional.empty();
    }
    List<Token> tokens = slip.tokens();
    String one = slip.text(tokens.get(first), slip.before());
    String two = slip.text(slip.at(1), tokens.get(middle - 1));
    String three = slip.text(tokens.get(middle + 1), tokens.get(last));
    String ours =
        isQuestion
            ? "if %s then %s else %s".formatted(one, two, three)
            : "if %s then %s else %s".formatted(two, one, three);
    return replaced(slip, first, last, ours);
  }

  /// The list that a pair of brackets stands for, in which the slip is: `(n, 1)`, `[1, 2; 3, 4]`.
  static Optional<String> list(Slip slip) {
    List<Token> tokens = slip.tokens();
    int opener = tokens.indexOf(slip.opener());
    List<String> rows = new ArrayList<>();
    int row = opener + 1;
    int depth = 0;
    for (int i = opener + 1; i < tokens.size(); i++) {
      boolean isRow = depth == 0 && tokens.get(i).getType() == AdjointParser.SEMICOLON;
      depth += depth(tokens.get(i));
      if ((isRow || depth < 0) && i > row) {
        rows.add("[" + slip.text(tokens.get(row), tokens.get(i - 1)) + "]");
        row = i + 1;
      }
      if (depth < 0) {
        boolean isMatrix = slip.opener().getType() == AdjointParser.LEFT_BRACKET;
        String ours = String.join(", ", rows);
        return replaced(slip, opener, i, isMatrix ? "[" + ours + "]" : ours);
      }
    }
    return Optional.empty();
  }

  /// A line that starts with a word of another language.
  static Optional<String> word(Slip slip) {
    return switch (slip.head().getText()) {
      case "def", "function", "func" -> function(slip);
      case "elif", "elseif" -> headed(slip, "else if ");
      case "assert" -> headed(slip, "expect ");
      case "let", "var", "const", "int", "float", "double" -> headed(slip, "");
      default -> Optional.empty();
    };
  }

  private static Optional<String> function(Slip slip) {
    String text = slip.source().text();
    Matcher def = DEF.matcher(text).region(slip.head().getStartIndex(), text.length());
    if (!def.lookingAt()) {
      return Optional.empty();
    }
    return def.group(2) == null
        ? readable("fn " + def.group(1) + " {")
        : readable("fn " + def.group(1) + " = " + def.group(2));
  }

  /// `|x|`, where the slip is at its first bar.
  static Optional<String> absolute(Slip slip) {
    int last = slip.index() + 1;
    while (last < slip.tokens().size() && !slip.tokens().get(last).getText().equals("|")) {
      last++;
    }
    boolean isOpening = slip.isAtHead() || Tokens.NEEDS_RIGHT.contains(slip.beforeType());
    boolean isPair = isOpening && last < slip.tokens().size() && last > slip.index() + 1;
    return isPair
        ? replaced(
            slip,
            slip.index(),
            last,
            "abs(" + slip.text(slip.at(1), slip.tokens().get(last - 1)) + ")")
        : Optional.empty();
  }

  /// Whether the innermost open bracket holds a value, not the arguments of a call.
  static boolean isGroup(Slip slip) {
    int opener = slip.tokens().indexOf(slip.opener());
    boolean isCall =
        opener > 0 && Tokens.ENDS_VALUE.contains(slip.tokens().get(opener - 1).getType());
    return slip.opener().getType() == AdjointParser.LEFT_PAREN && !isCall;
  }

  /// Whether the line of the slip has a sign.
  static boolean hasSign(Slip slip, int type) {
    return line(slip).stream().anyMatch(token -> token.getType() == type);
  }

  /// `x: float = 3` without its type.
  static Optional<String> withoutType(Slip slip) {
    Token type = slip.at(1);
    boolean isTyped =
        type.getType() == AdjointParser.NAME
            && !type.getText().equals("scalar")
            && slip.at(2).getType() == AdjointParser.ASSIGN;
    return isTyped ? replaced(slip, slip.index(), slip.index() + 2, " =") : Optional.empty();
  }

  /// `f = lambda x: x^2`
  static Optional<String> lambda(Slip slip) {
    Matcher lambda = LAMBDA.matcher(text(slip));
    return lambda.matches()
        ? readable("fn %s(%s) = %s".formatted(lambda.group(1), lambda.group(2), lambda.group(3)))
        : Optional.empty();
  }

  private static String text(Slip slip) {
    int start = slip.head().getStartIndex();
    return slip.source().text().substring(start, Math.max(start, end(slip)));
  }

  /// `0 < x < 1`, where the slip is at the second comparison.
  static Optional<String> chain(Slip slip) {
    int first = slip.index() - 1;
    while (first > slip.headIndex()
        && !Tokens.COMPARISONS.contains(slip.tokens().get(first).getType())) {
      first--;
    }
    String middle = slip.text(slip.tokens().get(first + 1), slip.before());
    return replaced(
        slip, slip.index(), slip.index(), "and " + middle + " " + slip.found().getText());
  }

  /// A comprehension without its brackets, where the slip is at its `for`.
  static Optional<String> comprehension(Slip slip) {
    int opener = slip.tokens().indexOf(slip.opener());
    int last = reach(slip, 1, Set.of(Token.EOF));
    String inner = slip.text(slip.tokens().get(opener + 1), slip.tokens().get(last));
    return replaced(slip, opener + 1, last, "[" + inner + "]");
  }

  /// `if a: b` on one line.
  static Optional<String> blockOfOneLine(Slip slip) {
    int start = slip.at(1).getStartIndex();
    return start < end(slip)
        ? readable(
            "%s %s }"
                .formatted(
                    blockHead(slip, slip.head(), slip.before()),
                    slip.source().text().substring(start, end(slip))))
        : Optional.empty();
  }

  /// The line without the word that it starts with, behind another.
  private static Optional<String> headed(Slip slip, String word) {
    int start = slip.at(slip.headIndex() + 1 - slip.index()).getStartIndex();
    if (start >= end(slip)) {
      return Optional.empty();
    }
    return readable(word + slip.source().text().substring(start, end(slip)));
  }

  /// The head of a block, from a token on: `for i in range(3):` as `for i in 0..2 {`.
  static String blockHead(Slip slip, Token first, Token last) {
    String line = slip.text(first, last);
    Matcher call = RANGE_CALL.matcher(line);
    if (call.find()) {
      Optional<String> ours = PythonRange.of(List.of(call.group(1).split("\\s*,\\s*")));
      line = ours.map(range -> line(call, range)).orElse(line);
    }
    return line + " {";
  }

  private static String line(Matcher call, String range) {
    return call.replaceFirst(Matcher.quoteReplacement(range));
  }

  /// The line with its tokens from one to another replaced.
  static Optional<String> replaced(Slip slip, int first, int last, String ours) {
    String text = slip.source().text();
    int from = slip.tokens().get(first).getStartIndex();
    int to = slip.tokens().get(last).getStopIndex() + 1;
    if (from < slip.head().getStartIndex() || to > end(slip)) {
      return Optional.empty();
    }
    return readable(
        text.substring(slip.head().getStartIndex(), from) + ours + text.substring(to, end(slip)));
  }

  /// The furthest token from the slip, to the left (-1) or right, that belongs to its operand.
  private static int reach(Slip slip, int direction, Set<Integer> ends) {
    int at = slip.index();
    int depth = 0;
    while (true) {
      Token next = slip.at(at + direction - slip.index());
      depth += direction * depth(next);
      boolean isEnd = at + direction < 0 || at + direction >= slip.tokens().size() - 1;
      if (isEnd || depth < 0 || depth == 0 && ends.contains(next.getType())) {
        return at;
      }
      at += direction;
    }
  }

  private static int depth(Token token) {
    return switch (token.getType()) {
      case AdjointParser.LEFT_PAREN, AdjointParser.LEFT_BRACKET -> 1;
      case AdjointParser.RIGHT_PAREN, AdjointParser.RIGHT_BRACKET -> -1;
      default -> 0;
    };
  }

  /// The tokens of the statement, up to the end of the line of the slip.
  private static List<Token> line(Slip slip) {
    int line = slip.span().line();
    return slip.tokens().subList(slip.headIndex(), slip.tokens().size()).stream()
        .takeWhile(
            token ->
                token.getStartIndex() < slip.source().text().length()
                    && slip.source().lineOf(token.getStartIndex()) <= line
                    && token.getType() != AdjointParser.NEWLINE
                    && token.getType() != Token.EOF)
        .toList();
  }

  private static int end(Slip slip) {
    List<Token> line = line(slip);
    return line.isEmpty() ? slip.found().getStartIndex() : line.getLast().getStopIndex() + 1;
  }

  private static Optional<String> readable(String line) {
    boolean isShort = line.length() <= MAX_LENGTH && line.indexOf('\n') < 0;
    String whole = line.endsWith("{") ? line + " }" : line;
    return isShort && StatementReader.reads(whole) ? Optional.of(line) : Optional.empty();
  }
}
