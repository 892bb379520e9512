package dev.adjoint.rewrite.proof;

import java.math.BigDecimal;
import java.math.BigInteger;

/// An exact fraction in lowest terms, its denominator positive.
record Rational(BigInteger numerator, BigInteger denominator) implements Comparable<Rational> {
  static final Rational ZERO = of(0);
  static final Rational ONE = of(1);
  static final Rational MINUS_ONE = of(-1);

  private static final int MOST_BITS = 4096;

  static Rational of(long value) {
    return new Rational(BigInteger.valueOf(value), BigInteger.ONE);
  }

  /// The number as its author wrote it: 0.1 is one tenth, and not the `double` next to it.
  static Rational of(double value) {
    BigDecimal decimal = new BigDecimal(Double.toString(value));
    return decimal.scale() <= 0
        ? of(decimal.toBigIntegerExact(), BigInteger.ONE)
        : of(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()));
  }

  static Rational of(BigInteger numerator, BigInteger denominator) {
    BigInteger gcd = numerator.gcd(denominator);
    BigInteger unit = denominator.signum() < 0 ? gcd.negate() : gcd;
    Rational result = new Rational(numerator.divide(unit), denominator.divide(unit));
    if (result.numerator.bitLength() + result.denominator.bitLength() > MOST_BITS) {
      throw new Unprovable();
    }
    return result;
  }

  Rational plus(Rational that) {
    return of(
        numerator.multiply(that.denominator).add(that.numerator.multiply(denominator)),
        denominator.multiply(that.denominator));
  }

  Rational minus(Rational that) {
    return plus(that.negate());
  }

  Rational times(Rational that) {
    return of(numerator.multiply(that.numerator), denominator.multiply(that.denominator));
  }

  Rational negate() {
    return new Rational(numerator.negate(), denominator);
  }

  Rational inverse() {
    if (signum() == 0) {
      throw new Unprovable();
    }
    return of(denominator, numerator);
  }

  /// A whole power.
  Rational pow(BigInteger exponent) {
    if (exponent.signum() < 0) {
      return inverse().pow(exponent.negate());
    }
    if (exponent.bitLength() > 12
        || (long) Math.max(numerator.bitLength(), denominator.bitLength()) * exponent.intValue()
            > MOST_BITS + exponent.intValue()) {
      throw new Unprovable();
    }
    int n = exponent.intValue();
    return of(numerator.pow(n), denominator.pow(n));
  }

  int signum() {
    return numerator.signum();
  }

  boolean isZero() {
    return signum() == 0;
  }

  boolean isOne() {
    return equals(ONE);
  }

  boolean isWhole() {
    return denominator.equals(BigInteger.ONE);
  }

  boolean isEven() {
    return isWhole() && !numerator.testBit(0);
  }

  /// The largest whole number that is not above this.
  BigInteger floor() {
    BigInteger[] parts = numerator.divideAndRemainder(denominator);
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  Rational abs() {
    return signum() < 0 ? negate() : this;
  }

  @Override
  public int compareTo(Rational that) {
    return numerator.multiply(that.denominator).compareTo(that.numerator.multiply(denominator));
  }

  @Override
  public String toString() {
    return isWhole() ? numerator.toString() : numerator + "/" + denominator;
  }
}
