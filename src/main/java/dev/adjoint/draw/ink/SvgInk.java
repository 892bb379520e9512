package dev.adjoint.draw.ink;

import dev.adjoint.draw.sketch.Sketch;
import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Base64;
import java.util.stream.Collectors;

/// Draws an SVG document: no script, nothing from elsewhere, only what every viewer understands.
public final class SvgInk implements Ink {
  private static final String FONTS = "Helvetica, Arial, 'Liberation Sans', sans-serif";

  private final StringBuilder out = new StringBuilder();

  private SvgInk() {}

  /// The drawing as a document.
  public static String svg(Drawing drawing) {
    SvgInk ink = new SvgInk();
    String width = number(drawing.width());
    String height = number(drawing.height());
    ink.out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");
    ink.attribute("width", width);
    ink.attribute("height", height);
    ink.attribute("viewBox", "0 0 " + width + " " + height);
    ink.attribute("font-family", FONTS);
    ink.out.append(">\n<title>").append(escape(drawing.title())).append("</title>\n");
    drawing.draw(ink);
    return ink.out.append("</svg>\n").toString();
  }

  @Override
  public void begin(String kind, String id, String tip) {
    out.append("<g");
    attribute("class", kind);
    if (!id.isEmpty()) {
      attribute("id", id);
    }
    out.append(">\n");
    if (!tip.isEmpty()) {
      out.append("<title>").append(escape(tip)).append("</title>\n");
    }
  }

  @Override
  public void end() {
    out.append("</g>\n");
  }

  @Override
  public void draw(Shape shape, Pen pen) {
    out.append("<path");
    attribute("d", path(shape));
    attribute("fill", pen.fill().isEmpty() ? "none" : pen.fill());
    if (!pen.stroke().isEmpty()) {
      attribute("stroke", pen.stroke());
      attribute("stroke-width", number(pen.width()));
    }
    if (!pen.dashes().isEmpty()) {
      attribute(
          "stroke-dasharray",
          pen.dashes().stream().map(SvgInk::number).collect(Collectors.joining(" ")));
    }
    out.append("/>\n");
  }

  @Override
  public void draw(BufferedImage picture, Rectangle2D place) {
    out.append("<image");
    attribute("x", number(place.getX()));
    attribute("y", number(place.getY()));
    attribute("width", number(place.getWidth()));
    attribute("height", number(place.getHeight()));
    if (place.getWidth() >= picture.getWidth()) {
      attribute("style", "image-rendering:pixelated");
    }
    try {
      byte[] png = RasterInk.encode(picture);
      attribute("href", "data:image/png;base64," + Base64.getEncoder().encodeToString(png));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it writes to memory
    }
    out.append("/>\n");
  }

  /// The text is told how wide it is: in a font that is wider than ours it still fits its box.
  @Override
  public void write(Sketch.Text text, double x, double baseline, boolean centred) {
    if (text.text().isBlank()) {
      return;
    }
    Sketch.Style style = text.style();
    out.append("<text");
    attribute("x", number(x));
    attribute("y", number(baseline));
    attribute("font-size", number(style.size));
    if (style.bold) {
      attribute("font-weight", "bold");
    }
    if (style.italic) {
      attribute("font-style", "italic");
    }
    if (centred) {
      attribute("text-anchor", "middle");
    }
    attribute("fill", style.colour);
    attribute("textLength", number(text.width()));
    attribute("lengthAdjust", "spacingAndGlyphs");
    out.append(" xml:space=\"preserve\">").append(escape(text.text())).append("</text>\n");
  }

  private void attribute(String name, String value) {
    out.append(' ').append(name).append("=\"").append(escape(value)).append('"');
  }

  private static String path(Shape shape) {
    StringBuilder path = new StringBuilder();
    double[] p = new double[6];
    for (PathIterator at = shape.getPathIterator(null); !at.isDone(); at.next()) {
      switch (at.currentSegment(p)) {
        case PathIterator.SEG_MOVETO -> append(path, 'M', p, 2);
        case PathIterator.SEG_LINETO -> append(path, 'L', p, 2);
        case PathIterator.SEG_QUADTO -> append(path, 'Q', p, 4);
        case PathIterator.SEG_CUBICTO -> append(path, 'C', p, 6);
        default -> path.append('Z');
      }
    }
    return path.toString();
  }

  private static void append(StringBuilder path, char command, double[] numbers, int count) {
    path.append(command);
    for (int i = 0; i < count; i++) {
      path.append(i == 0 ? "" : " ").append(number(numbers[i]));
    }
  }

  private static String number(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /// Text as XML holds it: between tags and in attributes.
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        default -> escaped.append(isXml(c) ? c : '\uFFFD');
      }
    }
    return escaped.toString();
  }

  /// Whether XML can hold a character, in any way of writing it.
  private static boolean isXml(char c) {
    return c >= ' ' ? c < '\uFFFE' : c == '\t' || c == '\n' || c == '\r';
  }
}
