package dev.adjoint.exec.kernel;

/// The numbers in [FloatMath] and [FloatLanes]; [DoubleCoefficients] says how they came about.
final class FloatCoefficients {
  private FloatCoefficients() {}

  static final float INFINITY = Float.POSITIVE_INFINITY;

  static final float ROUND = 0x1.8p23f;
  static final float ROUND_BIASED = ROUND + 127;
  static final float ROUND_BIASED_TWICE = ROUND + 254;
  static final float ROUND_BIASED_LESS_ONE = ROUND + 126;

  static final int ONE = 0x3f800000;
  static final int SQRT_HALF = 0x3f3504f3;
  static final int SIGNIFICAND = 0x007fffff;
  static final int EXPONENT = 0x7f800000;
  static final int SIGN = 0x80000000;
  static final int TWO_23 = 0x4b000000;

  static final float SQRT_2 = 0x1.6a09e6p0f;
  static final float SQRT_ONE_HALF = 0x1.6a09e6p-1f;
  static final float LOG2_E = 0x1.715476p0f;
  static final float LN_2 = 0x1.62e43p-1f;
  static final float LN_2_LOW = -0x1.05c61p-29f;

  static final float TINY = 0x1p-25f;

  // Within 2^-26.0.
  static final float EXP_3 = 0x1.5554b8p-3f;
  static final float EXP_4 = 0x1.5555bap-5f;
  static final float EXP_5 = 0x1.12237p-7f;
  static final float EXP_6 = 0x1.6c556ap-10f;

  // Within 2^-30.0.
  static final float LOG_1 = 0x1.55557ap-1f;
  static final float LOG_2 = 0x1.995ebp-2f;
  static final float LOG_3 = 0x1.31e466p-2f;

  // Within 2^-25.2.
  static final float SINH_3 = 0x1.555598p-3f;
  static final float SINH_5 = 0x1.10f77ap-7f;
  static final float SINH_7 = 0x1.ab3caep-13f;

  // Within 2^-27.4.
  static final float UNIT_1 = 0x1.555502p-1f;
  static final float UNIT_2 = 0x1.99d208p-2f;
  static final float UNIT_3 = 0x1.1ebd02p-2f;
  static final float UNIT_4 = 0x1.1ed7f6p-2f;

  static final float TWO_OVER_PI = 0x1.45f306p-1f;
  static final float PI_HALF = 0x1.921fb6p0f;
  static final float PI_HALF_LOW = -0x1.777a5cp-25f;
  static final float PI_HALF_LOWEST = -0x1.ee59dap-50f;

  /// Beyond it in magnitude, angles are left to [Math].
  static final float FAR = 0x1p16f;

  // Within 2^-26.6 and 2^-30.4.
  static final float SIN_3 = -0x1.555544p-3f;
  static final float SIN_5 = 0x1.11066ap-7f;
  static final float SIN_7 = -0x1.98fd4ap-13f;

  static final float COS_4 = 0x1.555548p-5f;
  static final float COS_6 = -0x1.6c0b52p-10f;
  static final float COS_8 = 0x1.99ab1p-16f;

  static final float ATAN_HALF = 0x1.dac67p-2f;
  static final float ATAN_HALF_LOW = 0x1.586ed4p-28f;
  static final float PI_QUARTER = 0x1.921fb6p-1f;
  static final float PI_QUARTER_LOW = -0x1.777a5cp-26f;
  static final float ATAN_3_HALVES = 0x1.f730bep-1f;
  static final float ATAN_3_HALVES_LOW = -0x1.afc12cp-26f;

  // Within 2^-28.1.
  static final float ATAN_3 = -0x1.555542p-2f;
  static final float ATAN_5 = 0x1.998dbcp-3f;
  static final float ATAN_7 = -0x1.236bd6p-3f;
  static final float ATAN_9 = 0x1.adb1f2p-4f;
  static final float ATAN_11 = -0x1.dca936p-5f;

  // Within 2^-27.3.
  static final float ASIN_3 = 0x1.5555c8p-3f;
  static final float ASIN_5 = 0x1.3301e2p-4f;
  static final float ASIN_7 = 0x1.747e8cp-5f;
  static final float ASIN_9 = 0x1.8c257cp-6f;
  static final float ASIN_11 = 0x1.596fa8p-5f;

  // Within 2^-27.2.
  static final float ERF_1 = 0x1.06eba8p-3f;
  static final float ERF_3 = -0x1.81273ep-2f;
  static final float ERF_5 = 0x1.ce2cf6p-4f;
  static final float ERF_7 = -0x1.b7f908p-6f;
  static final float ERF_9 = 0x1.540588p-8f;
  static final float ERF_11 = -0x1.a3f5c2p-11f;
  static final float ERF_13 = 0x1.49669ep-14f;

  // With t = (x - 3)/(x + 3), from 0.62 to 14.6, within 2^-24.6.
  static final float TAIL_0 = 0x1.754a76p-2f;
  static final float TAIL_1 = 0x1.c20d32p-4f;
  static final float TAIL_2 = -0x1.1e04d6p-3f;
  static final float TAIL_3 = 0x1.76474ep-4f;
  static final float TAIL_4 = -0x1.d8c19p-6f;
  static final float TAIL_5 = -0x1.c76e82p-10f;
  static final float TAIL_6 = 0x1.02f244p-8f;
  static final float TAIL_7 = -0x1.50421p-15f;
  static final float TAIL_8 = -0x1.1535p-11f;
}
