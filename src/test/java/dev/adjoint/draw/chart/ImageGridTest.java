package dev.adjoint.draw.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.draw.chart.ImageGrid.Range;
import dev.adjoint.draw.chart.ImageGrid.Tile;
import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ImageGridTest {
  private static Tensor grey(int height, int width) {
    return Tensor.generate(DType.F64, Shape.of(height, width), i -> i % 2);
  }

  private static int rgb(BufferedImage image, int x, int y) {
    return image.getRGB(x, y) & 0xffffff;
  }

  @Test
  void numbersGoFromBlackToWhite() {
    assertThat(Range.of(Tensor.vector(0, 0.5, 1))).isEqualTo(new Range(0, 1));
    assertThat(Range.of(Tensor.vector(0, 17))).isEqualTo(new Range(0, 255));
    assertThat(Range.of(Tensor.vector(-2, 0.5, Double.NaN))).isEqualTo(new Range(-2, 1));
    assertThat(Range.of(Tensor.vector(0, 300))).isEqualTo(new Range(0, 300));
    assertThat(new Range(0, 1).shade(0.2)).isEqualTo(51);
  }

  @Test
  void pixelsAreWhatTheTensorHas() {
    Tensor colours = Tensor.of(Shape.of(1, 3, 3), 255.0, 0, 0, 0, 128, 0, Double.NaN, 0, 0);
    BufferedImage image = Tile.of(colours, "").image();
    assertThat(rgb(image, 0, 0)).isEqualTo(0xff0000);
    assertThat(rgb(image, 1, 0)).isEqualTo(0x008000);
    assertThat(rgb(image, 2, 0)).isEqualTo(0xd1005b); // not a number
    BufferedImage grey = Tile.of(Tensor.matrix(new double[] {0, 0.2, 1}), "").image();
    assertThat(rgb(grey, 1, 0)).isEqualTo(0x333333);
  }

  @Test
  void anSvgHoldsItsPicturesAsPng() throws IOException {
    String svg = ImageGrid.of(Tile.of(grey(8, 6), "a")).svg();
    Matcher data = Pattern.compile("href=\"data:image/png;base64,(.*?)\"").matcher(svg);
    assertThat(data.find()).isTrue();
    byte[] png = Base64.getDecoder().decode(data.group(1));
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(image.getWidth()).isEqualTo(6);
    assertThat(image.getHeight()).isEqualTo(8);
    assertThat(rgb(image, 1, 0)).isEqualTo(0xffffff);
    assertThat(svg).contains("image-rendering:pixelated");
  }

  /// Each pixel of a small picture is a square of one colour, edge to edge.
  @Test
  void smallPicturesAreSharp() throws IOException {
    ImageGrid grid = ImageGrid.of(Tile.of(grey(4, 5), ""));
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(grid.png()));
    Svg svg = new Svg(grid.svg());
    assertThat(image.getWidth()).isEqualTo((int) (2 * svg.width()));
    int side = 2 * (256 / 5);
    int left = 2 * 14 + 4; // the margin, and away from the edge
    long shades =
        IntStream.range(left, left + 5 * side - 8)
            .map(x -> rgb(image, x, 2 * 14 + side / 2))
            .distinct()
            .count();
    assertThat(shades).isEqualTo(2);
  }

  @Test
  void aLargePictureIsMadeSmaller() {
    BufferedImage image = Tile.of(grey(1, 2000), "").image();
    assertThat(image.getWidth()).isEqualTo(500);
    assertThat(rgb(image, 0, 0)).isEqualTo(0x808080); // the mean of 0 and 1
  }

  @Property(tries = 100)
  void captionsAreLegible(
      @ForAll @IntRange(min = 0, max = 40) int count,
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll @IntRange(min = 1, max = 600) int width,
      @ForAll @IntRange(min = 0, max = 12) int words) {
    Tile[] tiles =
        IntStream.range(0, count)
            .mapToObj(i -> Tile.of(grey(height, 1 + (width + i) % 600), "word ".repeat(words) + i))
            .toArray(Tile[]::new);
    ImageGrid grid = ImageGrid.of(tiles).title("Some pictures");
    new Svg(grid.svg()).assertLegible();
    new Svg(grid.columns(2).svg()).assertLegible();
    assertThat(grid.svg()).isEqualTo(ImageGrid.of(tiles).title("Some pictures").svg());
  }

  @Test
  void whatIsNoPictureIsRefused() {
    assertThatThrownBy(() -> Tile.of(Tensor.vector(1, 2), ""))
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining("[2]");
    assertThatThrownBy(() -> Tile.of(Tensor.full(DType.F64, Shape.of(2, 2, 4), 0), ""))
        .hasMessageContaining("[2, 2, 4]");
  }
}
