package dev.adjoint.draw.chart;

import dev.adjoint.draw.ink.Output;
import dev.adjoint.draw.ink.RasterInk;
import dev.adjoint.draw.ink.SvgInk;
import dev.adjoint.draw.sketch.DrawError;
import dev.adjoint.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/// Pictures side by side, each with a caption: what a classifier saw, and what it took it for.
///
/// ```java
/// ImageGrid.of(Tile.of(cat, "cat, y = 0.93"), Tile.of(dog, "dog")).write(Path.of("seen.png"));
/// ```
///
/// Small pictures are shown with sharp pixels. The same pictures give the same bytes.
///
/// @param title the heading, or empty
/// @param columns how many stand side by side; as many as look well if it is not given
/// @param tiles row after row
public record ImageGrid(String title, OptionalInt columns, List<Tile> tiles) {
  /// One picture.
  ///
  /// @param pixels `[height, width]` or `[height, width, 1]` in grey, `[height, width, 3]` in red,
  ///     green and blue
  /// @param range which numbers are black and white
  /// @param caption what stands below it; it may have several lines
  public record Tile(Tensor pixels, Range range, String caption) {
    private static final int LARGEST = 512;

    public Tile {
      Objects.requireNonNull(range);
      Objects.requireNonNull(caption);
      int rank = pixels.shape().rank();
      boolean isPicture =
          rank == 2 || rank == 3 && (pixels.shape().size(2) == 3 || pixels.shape().size(2) == 1);
      if (!isPicture || pixels.shape().count() == 0) {
        throw DrawError.NOT_PLOTTED.thrown(
            "a picture is [height, width] or [height, width, 3], and this is " + pixels.shape());
      }
    }

    /// A picture of which the numbers go from 0 to 1, or else from 0 to 255.
    ///
    /// @throws dev.adjoint.source.AdjointException if it has another shape
    public static Tile of(Tensor pixels, String caption) {
      return new Tile(pixels, Range.of(pixels), caption);
    }

    int height() {
      return pixels.shape().size(0);
    }

    int width() {
      return pixels.shape().size(1);
    }

    /// The pixels in colours; of a very large picture the means of blocks.
    BufferedImage image() {
      int block = Math.ceilDiv(Math.max(width(), height()), LARGEST);
      BufferedImage image =
          new BufferedImage(
              Math.ceilDiv(width(), block),
              Math.ceilDiv(height(), block),
              BufferedImage.TYPE_INT_RGB);
      for (int y = 0; y < image.getHeight(); y++) {
        for (int x = 0; x < image.getWidth(); x++) {
          image.setRGB(x, y, colour(x * block, y * block, block));
        }
      }
      return image;
    }

    private int colour(int left, int top, int block) {
      int channels = pixels.shape().count() / (width() * height());
      int colour = 0;
      for (int channel = 0; channel < 3; channel++) {
        double sum = 0;
        int count = 0;
        for (int y = top; y < Math.min(top + block, height()); y++) {
          for (int x = left; x < Math.min(left + block, width()); x++) {
            sum += pixels.at((y * width() + x) * channels + (channels == 3 ? channel : 0));
            count++;
          }
        }
        if (!Double.isFinite(sum)) {
          return NOT_FINITE;
        }
        colour = colour << 8 | range.shade(sum / count);
      }
      return colour;
    }

    private static final int NOT_FINITE = 0xd1005b;
  }

  /// The numbers between which shades lie.
  public record Range(double black, double white) {
    /// From 0 to 1 if all numbers are within, from 0 to 255 if all are within that, and from the
    /// smallest to the largest otherwise.
    public static Range of(Tensor values) {
      double least = 0;
      double most = 1;
      for (int i = 0; i < values.shape().count(); i++) {
        double value = values.at(i);
        if (Double.isFinite(value)) {
          least = Math.min(least, value);
          most = Math.max(most, value);
        }
      }
      return least < 0 || most > 255 ? new Range(least, most) : new Range(0, most > 1 ? 255 : 1);
    }

    /// From 0 to 255.
    int shade(double value) {
      return Math.clamp(Math.round(255 * (value - black) / (white - black)), 0, 255);
    }
  }

  public ImageGrid {
    Objects.requireNonNull(title);
    tiles = List.copyOf(tiles);
    if (columns.orElse(1) < 1) {
      throw new IllegalArgumentException("pictures stand in at least 1 column");
    }
  }

  public static ImageGrid of(Tile... tiles) {
    return new ImageGrid("", OptionalInt.empty(), List.of(tiles));
  }

  /// These pictures under a heading.
  public ImageGrid title(String title) {
    return new ImageGrid(title, columns, tiles);
  }

  /// These pictures with so many side by side.
  public ImageGrid columns(int columns) {
    return new ImageGrid(title, OptionalInt.of(columns), tiles);
  }

  /// The pictures as an SVG document, in which they are PNG images.
  public String svg() {
    return SvgInk.svg(Tiling.of(this));
  }

  /// The pictures as a PNG image, two pixels to a point.
  ///
  /// @throws dev.adjoint.source.AdjointException if the machine has no fonts
  public byte[] png() {
    return RasterInk.png(Tiling.of(this));
  }

  /// Writes the pictures in the format that the file's name says: `.svg` or `.png`. The file is there
  /// whole or not at all.
  ///
  /// @throws dev.adjoint.source.AdjointException as [#png], and if the name says another format, or
  ///     the file cannot be written
  public void write(Path file) {
    Output.write(file, Map.of(".svg", () -> Output.bytes(svg()), ".png", this::png));
  }
}
