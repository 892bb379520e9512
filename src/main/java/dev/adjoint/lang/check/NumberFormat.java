package dev.adjoint.lang.check;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a number is shown in a text, as Python's format specifications say it: `[width][.digits]` and
/// `f`, `e`, `g`, `d` or `%`.
///
/// @param width the least number of characters; spaces fill up in front
/// @param digits behind the point, or significant for `g`
/// @param type one of `f e g d %`, or a space for the shortest form
public record NumberFormat(int width, int digits, char type) {
  /// The shortest decimal that reads back the same.
  public static final NumberFormat SHORTEST = new NumberFormat(0, -1, ' ');

  private static final Pattern SYNTAX = Pattern.compile("(\\d{0,3})(?:\\.(\\d{1,2}))?([fegd%]?)");

  /// The format that a specification such as `.6f` asks for.
  static Optional<NumberFormat> parse(String specification) {
    Matcher matcher = SYNTAX.matcher(specification);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int width = matcher.group(1).isEmpty() ? 0 : Integer.parseInt(matcher.group(1));
    int digits = matcher.group(2) == null ? -1 : Integer.parseInt(matcher.group(2));
    char given = matcher.group(3).isEmpty() ? ' ' : matcher.group(3).charAt(0);
    return Optional.of(new NumberFormat(width, digits, given == ' ' && digits >= 0 ? 'g' : given));
  }

  /// Whether it asks for nothing.
  public boolean isShortest() {
    return type == ' ' && width == 0;
  }

  /// A number in this format.
  ///
  /// @param shortest the number in its shortest form, which stands where the format asks for it, and
  ///     for what is not finite
  public String format(double value, String shortest) {
    String text =
        Double.isFinite(type == '%' ? 100 * value : value) ? finite(value, shortest) : shortest;
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  private String finite(double value, String shortest) {
    int places = digits < 0 ? 6 : digits;
    return switch (type) {
      case 'f' -> fixed(value, places);
      case 'e' -> String.format(Locale.ROOT, "%." + places + "e", value);
      case 'g' -> general(value, Math.max(1, places));
      case 'd' -> fixed(value, 0);
      case '%' -> fixed(100 * value, places) + "%";
      default -> shortest;
    };
  }

  // As `String.format`, which takes its time to get ready.
  private static String fixed(double value, int places) {
    BigDecimal size = BigDecimal.valueOf(Math.abs(value)).setScale(places, RoundingMode.HALF_UP);
    return (Math.copySign(1, value) < 0 ? "-" : "") + size.toPlainString();
  }

  // Python's g: significant digits, without trailing zeros.
  private static String general(double value, int significant) {
    if (value == 0) {
      return "0";
    }
    var rounded = new BigDecimal(value).round(new MathContext(significant));
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent < significant) {
      return rounded.stripTrailingZeros().toPlainString();
    }
    String mantissa = rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    return mantissa + String.format(Locale.ROOT, "e%+03d", exponent);
  }
}
