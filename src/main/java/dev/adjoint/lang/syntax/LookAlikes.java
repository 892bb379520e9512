package dev.adjoint.lang.syntax;

import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.Span;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;

/// Characters that no program holds outside strings and comments, and what was meant by those that
/// come from word processors, slides and formula editors.
final class LookAlikes {
  /// What is written, and the characters that are taken for it.
  private static final Map<String, String> WRITTEN =
      Map.ofEntries(
          Map.entry("\"", "“”„‟«»＂"),
          Map.entry("'", "‘’‚‛´"),
          Map.entry("-", "−–—‐‑‒﹣－"),
          Map.entry("*", "·×⋅∙•∗⊙∘＊✕"),
          Map.entry("/", "÷∕⁄／"),
          Map.entry("@", "＠"),
          Map.entry("<=", "≤⩽≦"),
          Map.entry(">=", "≥⩾≧"),
          Map.entry("!=", "≠"),
          Map.entry("~=", "≈≃≅"),
          Map.entry("==", "≡"),
          Map.entry("=", "←＝≔"),
          Map.entry("->", "→↦⇒"),
          Map.entry("^2", "²"),
          Map.entry("^3", "³"),
          Map.entry(".T", "⊤′"),
          Map.entry("..", "…"),
          Map.entry(",", "，、"),
          Map.entry(":", "：∶"),
          Map.entry(";", "；"),
          Map.entry("(", "（"),
          Map.entry(")", "）"),
          Map.entry("[", "［【"),
          Map.entry("]", "］】"),
          Map.entry("{", "｛"),
          Map.entry("}", "｝"),
          Map.entry("and", "∧"),
          Map.entry("or", "∨"),
          Map.entry("not", "¬"),
          Map.entry("in", "∈"),
          Map.entry("d(J)/d(w)", "∇"),
          Map.entry("sum(x)", "∑"),
          Map.entry("prod(x)", "∏"),
          Map.entry("sqrt(x)", "√"),
          Map.entry("norm(x)", "‖"),
          Map.entry("inf", "∞"));

  /// By character: what it looks like or stands for, as Adjoint writes it.
  private static final Map<String, String> MEANT =
      WRITTEN.entrySet().stream()
          .flatMap(
              entry ->
                  entry
                      .getValue()
                      .codePoints()
                      .mapToObj(c -> Map.entry(Character.toString(c), entry.getKey())))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private LookAlikes() {}

  static Diagnostic explain(Span span) {
    String character = span.text();
    int codePoint = character.codePointAt(0);
    String code =
        "U+" + HexFormat.of().withUpperCase().toHexDigits(codePoint, codePoint > 0xFFFF ? 5 : 4);
    boolean isVisible =
        switch (Character.getType(codePoint)) {
          case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED ->
              false;
          default -> true;
        };
    Diagnostic error =
        SyntaxCode.UNKNOWN_CHARACTER.at(
            span,
            isVisible
                ? "`" + character + "` (" + code + ") is not a character of the language"
                : "there is an invisible character here, " + code);
    String meant = MEANT.get(character);
    if (meant != null) {
      boolean isProduct = meant.equals("*");
      return error.help("write `" + meant + (isProduct ? "`, or `@` for the matrix product" : "`"));
    }
    return isVisible
        ? error
        : error.help("delete it; it often comes with text copied from a web page");
  }
}
