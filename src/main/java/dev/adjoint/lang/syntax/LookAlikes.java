package dev.adjoint.lang.syntax;

import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.Span;
import java.util.HexFormat;
import java.util.Map;

/// Characters that no program holds outside strings and comments, and what was meant by those that
/// come from word processors, slides and formula editors.
final class LookAlikes {
  /// By character: what it looks like or stands for, as Adjoint writes it.
  private static final Map<String, String> MEANT =
      Map.ofEntries(
              meant("\"", "“”„‟«»＂"),
              meant("'", "‘’‚‛´"),
              meant("-", "−–—‐‑‒﹣－"),
              meant("*", "·×⋅∙•∗⊙∘＊✕"),
              meant("/", "÷∕⁄／"),
              meant("@", "＠"),
              meant("<=", "≤⩽≦"),
              meant(">=", "≥⩾≧"),
              meant("!=", "≠"),
              meant("~=", "≈≃≅"),
              meant("==", "≡"),
              meant("=", "←＝≔"),
              meant("->", "→↦⇒"),
              meant("^2", "²"),
              meant("^3", "³"),
              meant(".T", "⊤′"),
              meant("..", "…"),
              meant(",", "，、"),
              meant(":", "：∶"),
              meant(";", "；"),
              meant("(", "（"),
              meant(")", "）"),
              meant("[", "［【"),
              meant("]", "］】"),
              meant("{", "｛"),
              meant("}", "｝"),
              meant("and", "∧"),
              meant("or", "∨"),
              meant("not", "¬"),
              meant("in", "∈"),
              meant("d(J)/d(w)", "∇"),
              meant("sum(x)", "∑"),
              meant("prod(x)", "∏"),
              meant("sqrt(x)", "√"),
              meant("norm(x)", "‖"))
          .entrySet()
          .stream()
          .flatMap(
              entry ->
                  entry
                      .getValue()
                      .codePoints()
                      .mapToObj(c -> Map.entry(Character.toString(c), entry.getKey())))
          .collect(
              java.util.stream.Collectors.toUnmodifiableMap(
                  Map.Entry::getKey, Map.Entry::getValue));

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

  private static Map.Entry<String, String> meant(String sign, String characters) {
    return Map.entry(sign, characters);
  }
}
