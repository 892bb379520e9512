package dev.adjoint.draw.chart;

import dev.adjoint.draw.ink.Ink.Pen;
import java.util.List;

/// Colours that most colour-blind readers can tell apart (after Okabe and Ito 2008), each with
/// dashes and a marker of its own for those who print in black and white.
final class Palette {
  static final String PAPER = "#ffffff";
  private static final List<String> COLOURS =
      List.of("#0072b2", "#d55e00", "#007a59", "#b0508a", "#111827", "#b87e00", "#3a93cc");
  private static final List<List<Double>> DASHES =
      List.of(
          List.of(),
          List.of(7.0, 3.0),
          List.of(2.0, 2.0),
          List.of(9.0, 3.0, 2.0, 3.0),
          List.of(12.0, 4.0),
          List.of(4.0, 2.0),
          List.of(1.0, 3.0));

  private static final double[] SHADES = {0.10, 0.27, 0.18};

  private Palette() {}

  static String colour(int index) {
    return COLOURS.get(index % COLOURS.size());
  }

  /// The pen of a line. Dashes shift with every round of the colours: 49 lines differ.
  static Pen line(int index) {
    int dashes = (index + index / COLOURS.size()) % DASHES.size();
    return new Pen("", colour(index), 1.8, DASHES.get(dashes));
  }

  /// The pen of a marker, with an edge that parts it from what it lies on.
  static Pen fill(int index) {
    return new Pen(colour(index), PAPER, 0.7);
  }

  /// A light shade of a colour, lighter and darker in turn: they differ in black and white too.
  static String shade(int index) {
    int colour = Integer.parseInt(colour(index).substring(1), 16);
    double share = SHADES[index % SHADES.length];
    int shade = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      long channel = Math.round(255 - share * (255 - (colour >> shift & 0xff)));
      shade |= (int) channel << shift;
    }
    return "#%06x".formatted(shade);
  }

  static Marker marker(int index) {
    return Marker.of(index);
  }
}
