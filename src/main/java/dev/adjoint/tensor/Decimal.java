package dev.adjoint.tensor;

/// A number as people write it: `digits * 10^exponent`. `java.math.BigDecimal` can more, and is not
/// ready before a short program has ended.
///
/// @param digits all that count, with the sign: at most 18
/// @param exponent for no digits 0, else so that the last is none
public record Decimal(long digits, int exponent) {
  public Decimal {
    while (digits != 0 && digits % 10 == 0) {
      digits /= 10;
      exponent++;
    }
    exponent = digits == 0 ? 0 : exponent;
  }

  /// The shortest decimal that reads back as this finite number; see [Double#toString(double)].
  public static Decimal of(double value) {
    return parse(Double.toString(value));
  }

  /// The shortest decimal that reads back as this finite number in f32.
  public static Decimal of(float value) {
    return parse(Float.toString(value));
  }

  private static Decimal parse(String text) {
    int e = text.indexOf('E');
    int end = e < 0 ? text.length() : e;
    int point = text.indexOf('.');
    long digits = Long.parseLong(text.substring(0, point) + text.substring(point + 1, end));
    int exponent = e < 0 ? 0 : Integer.parseInt(text.substring(e + 1));
    return new Decimal(digits, exponent - (end - point - 1));
  }

  /// The nearest decimal of so many significant digits; of two, the even one.
  public Decimal significant(int count) {
    return without(length() - count);
  }

  /// The nearest decimal with so many digits behind the point; of two, the even one.
  public Decimal places(int count) {
    return without(-count - exponent);
  }

  private Decimal without(int count) {
    if (count <= 0) {
      return this;
    }
    if (count > length()) {
      return new Decimal(0, 0);
    }
    long unit = 1;
    for (int i = 0; i < count; i++) {
      unit *= 10;
    }
    long kept = digits / unit;
    long rest = 2 * Math.abs(digits % unit); // at most 2 * 10^18, which fits
    boolean up = rest > unit || rest == unit && kept % 2 != 0;
    return new Decimal(up ? kept + Long.signum(digits) : kept, exponent + count);
  }

  private int length() {
    return Long.toString(Math.abs(digits)).length();
  }

  /// As Python prints a float, but for the `.0` of whole numbers: `33`, `0.1`, `1e-05`.
  @Override
  public String toString() {
    String all = Long.toString(Math.abs(digits));
    int first = all.length() - 1 + exponent; // the power of ten of the first digit
    return (digits < 0 ? "-" : "")
        + (first < -4 || first >= 16 ? scientific(all, first) : plain(all, first));
  }

  private static String plain(String all, int first) {
    if (first < 0) {
      return "0." + "0".repeat(-first - 1) + all;
    }
    int whole = first + 1;
    return all.length() <= whole
        ? all + "0".repeat(whole - all.length())
        : all.substring(0, whole) + "." + all.substring(whole);
  }

  private static String scientific(String all, int first) {
    return all.charAt(0)
        + (all.length() == 1 ? "" : "." + all.substring(1))
        + (first < 0 ? "e-" : "e+")
        + (Math.abs(first) < 10 ? "0" : "")
        + Math.abs(first);
  }
}
