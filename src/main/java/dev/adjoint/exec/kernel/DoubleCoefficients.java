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
  static final double SQRT_ONE_HALF = 0x1.6a09e667f3bcdp-1;
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

  // 2/π, and π/2 in three parts.
  static final double TWO_OVER_PI = 0x1.45f306dc9c883p-1;
  static final double PI_HALF = 0x1.921fb54442d18p0;
  static final double PI_HALF_LOW = 0x1.1a62633145c07p-54;
  static final double PI_HALF_LOWEST = -0x1.f1976b7ed8fbcp-110;

  /// Beyond it in magnitude, angles are left to [Math].
  static final double FAR = 0x1p40;

  // sin(r) = r + r³·(SIN_3 + SIN_5·r² + ...) and cos(r) = 1 - r²/2 + r⁴·(COS_4 + COS_6·r² + ...) on
  // |r| <= 0.8, within 2^-57.0 and 2^-60.1.
  static final double SIN_3 = -0x1.5555555555545p-3;
  static final double SIN_5 = 0x1.111111110f242p-7;
  static final double SIN_7 = -0x1.a01a019b48bc9p-13;
  static final double SIN_9 = 0x1.71de34c84f864p-19;
  static final double SIN_11 = -0x1.ae5ddc2dee851p-26;
  static final double SIN_13 = 0x1.5d6ad56c161fp-33;

  static final double COS_4 = 0x1.5555555555548p-5;
  static final double COS_6 = -0x1.6c16c16c14939p-10;
  static final double COS_8 = 0x1.a01a019be4956p-16;
  static final double COS_10 = -0x1.27e4f776bfe6cp-22;
  static final double COS_12 = 0x1.1ee9888508b02p-29;
  static final double COS_14 = -0x1.8f7b7a9be999ap-37;

  // The arc tangents of 1/2, 1 and 3/2 with what is missing.
  static final double ATAN_HALF = 0x1.dac670561bb4fp-2;
  static final double ATAN_HALF_LOW = 0x1.a2b7f222f65e2p-56;
  static final double PI_QUARTER = 0x1.921fb54442d18p-1;
  static final double PI_QUARTER_LOW = 0x1.1a62633145c07p-55;
  static final double ATAN_3_HALVES = 0x1.f730bd281f69bp-1;
  static final double ATAN_3_HALVES_LOW = 0x1.007887af0cbbdp-56;

  // atan(t) = t + t³·(ATAN_3 + ATAN_5·t² + ...) on |t| <= 7/16, within 2^-56.9.
  static final double ATAN_3 = -0x1.555555555550bp-2;
  static final double ATAN_5 = 0x1.999999998e77ep-3;
  static final double ATAN_7 = -0x1.2492491ff1172p-3;
  static final double ATAN_9 = 0x1.c71c6fda5c9d4p-4;
  static final double ATAN_11 = -0x1.745cdb913e714p-4;
  static final double ATAN_13 = 0x1.3b0f1f25c3865p-4;
  static final double ATAN_15 = -0x1.10d5f4fe64a54p-4;
  static final double ATAN_17 = 0x1.dddd06ce66fbap-5;
  static final double ATAN_19 = -0x1.979dd71be6eaep-5;
  static final double ATAN_21 = 0x1.2b1177dfbf821p-5;
  static final double ATAN_23 = -0x1.0a724552d47a3p-6;

  // asin(t) = t + t³·(ASIN_3 + ASIN_5·t² + ...) on |t| <= 1/2, within 2^-55.8.
  static final double ASIN_3 = 0x1.555555555539p-3;
  static final double ASIN_5 = 0x1.333333336e848p-4;
  static final double ASIN_7 = 0x1.6db6db42774d1p-5;
  static final double ASIN_9 = 0x1.f1c72c3a1e0c9p-6;
  static final double ASIN_11 = 0x1.6e89f421c2c76p-6;
  static final double ASIN_13 = 0x1.1c6be39639f56p-6;
  static final double ASIN_15 = 0x1.c6fd98ea5fb68p-7;
  static final double ASIN_17 = 0x1.8ec41685adb87p-7;
  static final double ASIN_19 = 0x1.abc56867402d7p-8;
  static final double ASIN_21 = 0x1.3ffbbd77ec127p-6;
  static final double ASIN_23 = -0x1.09dea5e867a86p-6;
  static final double ASIN_25 = 0x1.05717c0006301p-5;

  // erf(x) = x + x·(ERF_1 + ERF_3·x² + ...) on |x| <= 1, within 2^-56.3.
  static final double ERF_1 = 0x1.06eba8214db69p-3;
  static final double ERF_3 = -0x1.812746b0379e6p-2;
  static final double ERF_5 = 0x1.ce2f21a042b2p-4;
  static final double ERF_7 = -0x1.b82ce3128498cp-6;
  static final double ERF_9 = 0x1.565bcd0db0054p-8;
  static final double ERF_11 = -0x1.c02db3d8e57d1p-11;
  static final double ERF_13 = 0x1.f9a321a0368f8p-14;
  static final double ERF_15 = -0x1.f4d1df275bd7dp-17;
  static final double ERF_17 = 0x1.b9def0b0d0235p-20;
  static final double ERF_19 = -0x1.5f1d2eaecc499p-23;
  static final double ERF_21 = 0x1.f7a3b903f7e02p-27;
  static final double ERF_23 = -0x1.3869a66a75291p-30;
  static final double ERF_25 = 0x1.05769d6b7b8abp-34;

  // x·exp(x²/2)·Q(x), Q being the upper tail of the normal distribution, is TAIL_0 + TAIL_1·t + ...
  // with t = (x - 5)/(x + 5), from 0.62 to 40, within 2^-55.5. Source of the map: M. M. Shepherd
  // and
  // J. G. Laframboise, Mathematics of Computation 36, 1981.
  static final double TAIL_0 = 0x1.89d3abe1f95aep-2;
  static final double TAIL_1 = 0x1.a9353f7be5cadp-5;
  static final double TAIL_2 = -0x1.5c5145590494fp-4;
  static final double TAIL_3 = 0x1.74451e8002d42p-4;
  static final double TAIL_4 = -0x1.30277951e97e7p-4;
  static final double TAIL_5 = 0x1.88d03ff15b4ebp-5;
  static final double TAIL_6 = -0x1.8bdde01efc7d8p-6;
  static final double TAIL_7 = 0x1.23a9b322c4252p-7;
  static final double TAIL_8 = -0x1.f0ed1c7b235ebp-10;
  static final double TAIL_9 = -0x1.09423c9ded34ap-13;
  static final double TAIL_10 = 0x1.fd1ba461458dep-13;
  static final double TAIL_11 = -0x1.c9c1f8624da7ep-15;
  static final double TAIL_12 = -0x1.1580a6ef1cb91p-16;
  static final double TAIL_13 = 0x1.5a9e43d73f3dfp-17;
  static final double TAIL_14 = 0x1.44985724c9e6dp-21;
  static final double TAIL_15 = -0x1.a0430dd12f88fp-20;
  static final double TAIL_16 = 0x1.b4d99af0a03b3p-25;
  static final double TAIL_17 = 0x1.f7ee0f30df4afp-23;
  static final double TAIL_18 = -0x1.05eab76271464p-26;
  static final double TAIL_19 = -0x1.2ea89d158b8ap-25;
  static final double TAIL_20 = 0x1.d1272a30111e8p-30;
  static final double TAIL_21 = 0x1.05ae864856464p-28;
}
