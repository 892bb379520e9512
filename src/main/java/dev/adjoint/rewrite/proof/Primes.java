package dev.adjoint.rewrite.proof;

import java.math.BigInteger;
import java.util.TreeMap;

/// Positive numbers as products of powers of primes.
final class Primes {
  private static final int LARGEST_DIVISOR = 1000;

  private Primes() {}

  /// The primes of a number with their exponents, which are negative for those of its denominator;
  /// what is left when all small primes are out stands as if it were one.
  static TreeMap<BigInteger, Integer> of(Rational number) {
    TreeMap<BigInteger, Integer> primes = new TreeMap<>();
    factor(number.numerator(), 1, primes);
    factor(number.denominator(), -1, primes);
    return primes;
  }

  private static void factor(BigInteger number, int sign, TreeMap<BigInteger, Integer> primes) {
    BigInteger rest = number;
    for (int p = 2; p < LARGEST_DIVISOR && !rest.equals(BigInteger.ONE); p++) {
      BigInteger prime = BigInteger.valueOf(p);
      while (rest.mod(prime).signum() == 0) {
        rest = rest.divide(prime);
        primes.merge(prime, sign, Integer::sum);
      }
    }
    if (!rest.equals(BigInteger.ONE)) {
      primes.merge(rest, sign, Integer::sum);
    }
  }
}
