package dev.adjoint.lang.syntax;

import dev.adjoint.lang.syntax.antlr.AdjointParser;
import dev.adjoint.source.Diagnostic;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Answers signs that Adjoint does not have.
final class ForeignSigns {
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

  private ForeignSigns() {}

  static Optional<Diagnostic> explain(Slip slip) {
    if (slip.foundType() == AdjointParser.TRIPLE_QUOTE) {
      return Optional.of(
          Habit.error(slip, slip.found(), "there are no strings of several lines")
              .help("a comment starts with `#`, on each of its lines"));
    }
    if (slip.foundType() != AdjointParser.FOREIGN) {
      return Optional.empty();
    }
    String sign = slip.found().getText();
    Diagnostic error = Habit.error(slip, slip.found(), "Adjoint has no `" + sign + "`");
    if (sign.endsWith("'")) {
      Diagnostic prime = Habit.error(slip, slip.found(), "`" + sign + "` does not transpose");
      if (Rewrites.hasSign(slip, AdjointParser.TIMES)) {
        prime = prime.note(BY_ELEMENT);
      }
      return Optional.of(
          Habit.write(prime, Rewrites.signs(slip), "a transpose is `.T`, as in `x.T`"));
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
          Habit.write(
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
    return Optional.of(
        Habit.write(error, ours(slip, sign), SIGNS.getOrDefault(sign, "take it away")));
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
}
