package dev.adjoint.draw.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a test reads off an SVG of ours.
record Svg(String text) {
  private static final Pattern SIZE = Pattern.compile("<svg [^>]*width=\"(.*?)\" height=\"(.*?)\"");
  private static final Pattern WORDS =
      Pattern.compile("<text x=\"(.*?)\" y=\"(.*?)\" font-size=\"(.*?)\"(.*?)>([^<]*)</text>");

  /// A line of text and the box around its letters.
  record Line(String text, Rectangle2D box) {}

  double width() {
    return Double.parseDouble(size().group(1));
  }

  double height() {
    return Double.parseDouble(size().group(2));
  }

  private MatchResult size() {
    Matcher size = SIZE.matcher(text);
    assertThat(size.find()).isTrue();
    return size;
  }

  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    WORDS.matcher(text).results().map(Svg::line).forEach(lines::add);
    return lines;
  }

  private static Line line(MatchResult found) {
    double size = Double.parseDouble(found.group(3));
    Matcher length = Pattern.compile("textLength=\"(.*?)\"").matcher(found.group(4));
    assertThat(length.find()).isTrue();
    double width = Double.parseDouble(length.group(1));
    double x = Double.parseDouble(found.group(1));
    double left = found.group(4).contains("middle") ? x - width / 2 : x;
    double baseline = Double.parseDouble(found.group(2));
    return new Line(
        found.group(5), new Rectangle2D.Double(left, baseline - 0.72 * size, width, 0.9 * size));
  }

  /// No line of text runs into another, or out of the picture.
  void assertLegible() {
    List<Line> lines = lines();
    Rectangle2D picture = new Rectangle2D.Double(0, 0, width(), height());
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      assertThat(picture.contains(line.box())).as("%s in %s", line, picture).isTrue();
      for (Line other : lines.subList(0, i)) {
        assertThat(line.box().intersects(other.box())).as("%s and %s", line, other).isFalse();
      }
    }
  }
}
