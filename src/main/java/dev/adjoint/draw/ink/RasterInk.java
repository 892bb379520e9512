package dev.adjoint.draw.ink;

import dev.adjoint.draw.sketch.DrawError;
import dev.adjoint.draw.sketch.Sketch;
import java.awt.AWTError;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;

/// Draws pixels.
public final class RasterInk implements Ink {
  private static final double SCALE = 2; // pixels to a point
  private static final double LARGEST = 30e6; // pixels; beyond, the scale gives way
  private static final List<String> FONTS =
      List.of("Helvetica", "Arial", "Liberation Sans", "Nimbus Sans", "DejaVu Sans");

  private final Graphics2D graphics;
  private final String family;

  private RasterInk(Graphics2D graphics) {
    this.graphics = graphics;
    this.family =
        FONTS.stream()
            .filter(name -> new Font(name, Font.PLAIN, 12).getFamily().equals(name))
            .findFirst()
            .orElse(Font.SANS_SERIF);
  }

  /// The drawing as a PNG file.
  public static byte[] png(Drawing drawing) {
    double scale = Math.min(SCALE, Math.sqrt(LARGEST / (drawing.width() * drawing.height())));
    try {
      BufferedImage image =
          new BufferedImage(
              (int) Math.ceil(drawing.width() * scale),
              (int) Math.ceil(drawing.height() * scale),
              BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = image.createGraphics();
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      graphics.scale(scale, scale);
      drawing.draw(new RasterInk(graphics));
      graphics.dispose();
      return encode(image);
    } catch (IOException | LinkageError | AWTError | InternalError | OutOfMemoryError e) {
      throw DrawError.NO_PIXELS.thrown(
          e,
          "this machine cannot paint a PNG: " + e,
          "an `.svg` needs no fonts",
          "on a machine without a screen, `-Djava.awt.headless=true`");
    }
  }

  /// A picture as a PNG file.
  static byte[] encode(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  @Override
  public void draw(BufferedImage picture, Rectangle2D place) {
    boolean grows = place.getWidth() >= picture.getWidth();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION,
        grows
            ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR
            : RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    AffineTransform to = AffineTransform.getTranslateInstance(place.getX(), place.getY());
    to.scale(place.getWidth() / picture.getWidth(), place.getHeight() / picture.getHeight());
    graphics.drawImage(picture, to, null);
  }

  @Override
  public void begin(String kind, String id, String tip) {}

  @Override
  public void end() {}

  @Override
  public void draw(Shape shape, Pen pen) {
    if (!pen.fill().isEmpty()) {
      graphics.setColor(Color.decode(pen.fill()));
      graphics.fill(shape);
    }
    if (!pen.stroke().isEmpty()) {
      graphics.setColor(Color.decode(pen.stroke()));
      float[] dashes = pen.dashes().isEmpty() ? null : new float[pen.dashes().size()];
      for (int i = 0; i < pen.dashes().size(); i++) {
        dashes[i] = pen.dashes().get(i).floatValue();
      }
      graphics.setStroke(
          new BasicStroke(
              (float) pen.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 4, dashes, 0));
      graphics.draw(shape);
    }
  }

  @Override
  public void write(Sketch.Text text, double x, double baseline, boolean centred) {
    if (text.text().isBlank()) {
      return;
    }
    Sketch.Style style = text.style();
    int face = (style.bold ? Font.BOLD : 0) | (style.italic ? Font.ITALIC : 0);
    Font font = new Font(family, face, 1).deriveFont((float) style.size);
    if (font.canDisplayUpTo(text.text()) >= 0) {
      font = new Font(Font.SANS_SERIF, face, 1).deriveFont((float) style.size);
    }
    double room = text.width();
    double needed = font.getStringBounds(text.text(), graphics.getFontRenderContext()).getWidth();
    double squeeze = Math.min(1, room / needed);
    AffineTransform before = graphics.getTransform();
    graphics.translate(centred ? x - squeeze * needed / 2 : x, baseline);
    graphics.scale(squeeze, 1);
    graphics.setFont(font);
    graphics.setColor(Color.decode(style.colour));
    graphics.drawString(text.text(), 0, 0);
    graphics.setTransform(before);
  }
}
