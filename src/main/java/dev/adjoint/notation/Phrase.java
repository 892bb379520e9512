package dev.adjoint.notation;

/// An expression of the language, with how tightly it holds together.
public record Phrase(String text, Strength strength) {
  /// What needs no parentheses anywhere: a name, a call.
  public static Phrase atom(String text) {
    return new Phrase(text, Strength.ATOM);
  }

  /// In parentheses, if it holds together less tightly than its place needs.
  public String at(Strength needed) {
    return strength.compareTo(needed) < 0 ? "(" + text + ")" : text;
  }
}
