package dev.adjoint.bounds;

import java.util.Locale;

/// How amounts of memory are written.
public final class Bytes {
  private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB", "EB"};

  private Bytes() {}

  /// `80 GB`, `1.5 MB`, `12 bytes`: in powers of ten, to two or three digits.
  ///
  /// @param bytes may be more than a `long` holds
  public static String words(double bytes) {
    if (bytes < 1000) {
      return "%d bytes".formatted((long) bytes);
    }
    double amount = bytes / 1000;
    int unit = 0;
    while (amount >= 999.5 && unit < UNITS.length - 1) {
      amount /= 1000;
      unit++;
    }
    String number = String.format(Locale.ROOT, amount < 9.95 ? "%.1f" : "%.0f", amount);
    return number.replaceFirst("\\.0$", "") + " " + UNITS[unit];
  }
}
