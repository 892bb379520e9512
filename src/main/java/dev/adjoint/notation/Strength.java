package dev.adjoint.notation;

/// How tightly an expression of the language holds together, from loose to tight: the levels of its
/// grammar.
public enum Strength {
  CHOICE,
  OR,
  AND,
  NOT,
  COMPARISON,
  SUM,
  PRODUCT,
  MATRIX_PRODUCT,
  SIGN,
  POWER,
  POSTFIX,
  ATOM;

  Strength tighter() {
    return values()[ordinal() + 1];
  }
}
