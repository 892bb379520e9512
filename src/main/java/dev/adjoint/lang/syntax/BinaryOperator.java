package dev.adjoint.lang.syntax;

/// An operator between two operands, from the tightest to the loosest. All but [#POWER] group to
/// the left; comparisons do not chain.
public enum BinaryOperator {
  /// `^`, or its synonym `**`.
  POWER("^"),
  MATMUL("@"),
  TIMES("*"),
  OVER("/"),
  PLUS("+"),
  MINUS("-"),
  EQUAL("=="),
  UNEQUAL("!="),
  LESS("<"),
  LESS_EQUAL("<="),
  GREATER(">"),
  GREATER_EQUAL(">="),
  AND("and"),
  OR("or");

  private final String symbol;

  BinaryOperator(String symbol) {
    this.symbol = symbol;
  }

  /// As it is written.
  public String symbol() {
    return symbol;
  }
}
