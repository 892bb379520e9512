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
}
