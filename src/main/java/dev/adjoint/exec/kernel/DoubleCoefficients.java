package dev.adjoint.exec.kernel;

/// The numbers in [DoubleMath] and [DoubleLanes]. They are compile-time constants: no code of this
/// class ever runs.
///
/// Polynomials are minimax approximations by the exchange algorithm of Remez, with the error and
/// interval given; for the method see J.-M. Muller, *Elementary Functions*, 3rd ed., chapter 3.
final class DoubleCoefficients {
  private DoubleCoefficients() {}

  static final double INFINITY = Double.POSITIVE_INFINITY;

  // Adding 1.5·2⁵² rounds to a whole number, which then stands in the low bits; with the bias of
  // the
  // exponent added too, those bits shifted to the top are a power of two.
  static final double ROUND = 0x1.8p52;
  static final double ROUND_BIASED = ROUND + 1023;
  static final double ROUND_BIASED_TWICE = ROUND + 2046;
  static final double ROUND_BIASED_LESS_ONE = ROUND + 1022;

  static final long ONE = 0x3ff0000000000000L;
  static final long SQRT_HALF = 0x3fe6a09e667f3bcdL;
  static final long SIGNIFICAND = 0x000fffffffffffffL;
  static final long EXPONENT = 0x7ff0000000000000L;
  static final long SIGN = 0x8000000000000000L;
  static final long TWO_52 = 0x4330000000000000L;

  static final double SQRT_2 = 0x1.6a09e667f3bcdp0;
  static final double LOG2_E = 0x1.71547652b82fep0;
  static final double LN_2 = 0x1.62e42fefa39efp-1;
  static final double LN_2_LOW = 0x1.abc9e3b39803fp-56;

  /// Below it in magnitude, `x` is `expm1(x)` and `log1p(x)` to the last bit.
  static final double TINY = 0x1p-54;

  // exp(r) = 1 + r + r²/2 + r³·(EXP_3 + EXP_4·r + ...) on |r| <= ln(2)/2, within 2^-55.1 of
  // exp(r) - 1.
  static final double EXP_3 = 0x1.555555555553ep-3;
  static final double EXP_4 = 0x1.5555555553b10p-5;
  static final double EXP_5 = 0x1.1111111118d0ep-7;
  static final double EXP_6 = 0x1.6c16c179fdd2cp-10;
  static final double EXP_7 = 0x1.a01a0171ad1adp-13;
  static final double EXP_8 = 0x1.a019b3a02d66bp-16;
  static final double EXP_9 = 0x1.71de9775aa7f5p-19;
  static final double EXP_10 = 0x1.2897622458a03p-22;
  static final double EXP_11 = 0x1.ae490212aa137p-26;

  // log((1+s)/(1-s)) = s·(2 + z·(LOG_1 + LOG_2·z + ...)), z = s², on |s| <= 3 - 2√2, within
  // 2^-58.8.
  static final double LOG_1 = 0x1.5555555555593p-1;
  static final double LOG_2 = 0x1.999999997fc65p-2;
  static final double LOG_3 = 0x1.249249420726bp-2;
  static final double LOG_4 = 0x1.c71c51f4f7302p-3;
  static final double LOG_5 = 0x1.74664394f6268p-3;
  static final double LOG_6 = 0x1.39a1361a1906ep-3;
  static final double LOG_7 = 0x1.2f0b0f76c2e87p-3;

  // sinh(x) = x + x³·(SINH_3 + SINH_5·x² + ...) on |x| <= 1, within 2^-56.5.
  static final double SINH_3 = 0x1.5555555555556p-3;
  static final double SINH_5 = 0x1.11111111110a6p-7;
  static final double SINH_7 = 0x1.a01a01a0289bbp-13;
  static final double SINH_9 = 0x1.71de3a4659946p-19;
  static final double SINH_11 = 0x1.ae64671c5f179p-26;
  static final double SINH_13 = 0x1.611a5599d39f7p-33;
  static final double SINH_15 = 0x1.b4c783ff167f7p-41;

  // The same as LOG_1 and so on, on |s| <= 1/3, within 2^-58.6.
  static final double UNIT_1 = 0x1.5555555555535p-1;
  static final double UNIT_2 = 0x1.99999999a06c4p-2;
  static final double UNIT_3 = 0x1.2492492090fc8p-2;
  static final double UNIT_4 = 0x1.c71c741a11d18p-3;
  static final double UNIT_5 = 0x1.745cb45810d2bp-3;
  static final double UNIT_6 = 0x1.3b1dd3d1015f0p-3;
  static final double UNIT_7 = 0x1.10682cea56ca0p-3;
  static final double UNIT_8 = 0x1.efd1ace30064ap-4;
  static final double UNIT_9 = 0x1.55cec9aa75ed5p-4;
  static final double UNIT_10 = 0x1.5c5cab3b76e73p-3;
}
