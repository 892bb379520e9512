package dev.adjoint.data;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What one value of a CSV file says, spaces around it taken away.
final class CsvCell {
  private static final Set<String> NO_VALUE =
      Set.of("", "nan", "na", "n/a", "#n/a", "<na>", "null", "none", "?");

  private static final Set<String> INFINITE = Set.of("inf", "infinity");

  private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d+,\\d+");

  private CsvCell() {}

  /// Whether it is nothing, or one of the words for nothing: `nan`, `NA`, `null`, `?` and the like.
  static boolean isMissing(String text) {
    return text.length() <= 4 && NO_VALUE.contains(text.toLowerCase(Locale.ROOT));
  }

  /// Whether it is an infinity: `inf`, `-Infinity`.
  static boolean isInfinite(String text) {
    return text.length() <= 9
        && INFINITE.contains(text.substring(signLength(text)).toLowerCase(Locale.ROOT));
  }

  /// Whether it is a decimal number: a sign, digits with a point among them, an exponent. What
  /// Java alone would read (`1f`, `0x1p3`) is text.
  static boolean isNumber(String text) {
    int from = signLength(text);
    int point = digitsEnd(text, from);
    int end =
        point < text.length() && text.charAt(point) == '.' ? digitsEnd(text, point + 1) : point;
    boolean hasDigit = end - from > (end > point ? 1 : 0);
    if (!hasDigit || end == text.length()) {
      return hasDigit;
    }
    if (text.charAt(end) != 'e' && text.charAt(end) != 'E') {
      return false;
    }
    int exponent = end + 1 + signLength(text.substring(end + 1));
    return exponent < text.length() && digitsEnd(text, exponent) == text.length();
  }

  /// Whether it is neither a number nor for want of one.
  static boolean isText(String text) {
    return !isNumber(text) && !isMissing(text) && !isInfinite(text);
  }

  /// Whether it is a number written with a comma, `1,5`.
  static boolean hasDecimalComma(String text) {
    return DECIMAL_COMMA.matcher(text).matches();
  }

  /// The number that it is: NaN for a missing one.
  static double value(String text) {
    if (isMissing(text)) {
      return Double.NaN;
    }
    if (isInfinite(text)) {
      return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return Double.parseDouble(text);
  }

  private static int signLength(String text) {
    return text.startsWith("-") || text.startsWith("+") ? 1 : 0;
  }

  private static int digitsEnd(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }
}
