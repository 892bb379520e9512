package dev.adjoint.data;

import static dev.adjoint.data.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageTest {
  @TempDir private Path folder;

  private DataPath file() {
    return new DataPath(folder.resolve("cat.png"), "cat.png");
  }

  private DataPath write(BufferedImage image, String format) throws IOException {
    assertThat(ImageIO.write(image, format, file().path().toFile())).isTrue();
    return file();
  }

  private DataPath write(byte[] bytes) throws IOException {
    Files.write(file().path(), bytes);
    return file();
  }

  /// A picture of one row whose channels are stored one by one.
  private static BufferedImage stored(int bits, ColorSpace space, boolean alpha, int... samples) {
    int type = bits == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
    int transparency = alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE;
    var model = new ComponentColorModel(space, alpha, false, transparency, type);
    int width = samples.length / model.getNumComponents();
    WritableRaster raster = model.createCompatibleWritableRaster(width, 1);
    raster.setPixels(0, 0, width, 1, samples);
    return new BufferedImage(model, raster, false, null);
  }

  private static ColorSpace space(int space) {
    return ColorSpace.getInstance(space);
  }

  private static Tensor pixels(double... values) {
    return Tensor.of(Shape.of(1, values.length / 3, 3), values);
  }

  @Test
  void heightThenWidthThenRedGreenBlue() throws IOException {
    var image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    image.setRGB(2, 1, 0x0A141E);
    Image file = Image.open(write(image, "png"));
    assertThat(file.shape()).isEqualTo(Shape.of(2, 3, 3));
    Tensor read = file.read();
    assertThat(List.of(read.get(1, 2, 0), read.get(1, 2, 1), read.get(1, 2, 2)))
        .containsExactly(10.0, 20.0, 30.0);
    assertThat(Arrays.stream(read.toDoubles()).sum()).isEqualTo(60);
    assertThat(file.read(DType.F32)).isEqualTo(read.as(DType.F32));
  }

  @Test
  void greyIsThreeEqualChannels() throws IOException {
    var image = stored(8, space(ColorSpace.CS_GRAY), false, 0, 100, 255);
    assertThat(Image.open(write(image, "png")).read())
        .isEqualTo(pixels(0, 0, 0, 100, 100, 100, 255, 255, 255));
  }

  @Test
  void whatIsTransparentLiesOverWhite() throws IOException {
    var image =
        stored(8, space(ColorSpace.CS_sRGB), true, 10, 20, 30, 255, 10, 20, 30, 0, 0, 255, 0, 51);
    Tensor read = Image.open(write(image, "png")).read();
    assertThat(read.at(0)).isEqualTo(10);
    assertThat(Arrays.copyOfRange(read.toDoubles(), 3, 6)).containsExactly(255, 255, 255);
    assertThat(Arrays.copyOfRange(read.toDoubles(), 6, 9))
        .containsExactly(new double[] {204, 255, 204}, within(1e-12));
    var grey = stored(8, space(ColorSpace.CS_GRAY), true, 100, 255, 100, 0);
    assertThat(Image.open(write(grey, "png")).read())
        .isEqualTo(pixels(100, 100, 100, 255, 255, 255));
  }

  @Test
  void sixteenBitsKeepTheirFractions() throws IOException {
    var image = stored(16, space(ColorSpace.CS_sRGB), false, 0, 257, 65535, 1, 2, 3);
    Tensor read = Image.open(write(image, "png")).read();
    assertThat(read.toDoubles())
        .containsExactly(new double[] {0, 1, 255, 1 / 257.0, 2 / 257.0, 3 / 257.0}, within(1e-12));
  }

  @Test
  void palettes() throws IOException {
    byte[] red = {0, 10};
    byte[] green = {0, 20};
    byte[] blue = {(byte) 255, 30};
    ColorModel model = new IndexColorModel(1, 2, red, green, blue);
    var image = new BufferedImage(model, model.createCompatibleWritableRaster(2, 1), false, null);
    image.getRaster().setPixels(0, 0, 2, 1, new int[] {1, 0});
    assertThat(Image.open(write(image, "png")).read()).isEqualTo(pixels(10, 20, 30, 0, 0, 255));
  }

  @Test
  void jpegUnderAnyName() throws IOException {
    var image = new BufferedImage(16, 8, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 16 * 8; i++) {
      image.setRGB(i % 16, i / 16, 0xC86432);
    }
    Image file = Image.open(write(image, "jpeg"));
    assertThat(file.shape()).isEqualTo(Shape.of(8, 16, 3));
    double[] expected = {200, 100, 50};
    Tensor read = file.read();
    for (int i = 0; i < read.shape().count(); i++) {
      assertThat(read.at(i)).isCloseTo(expected[i % 3], within(3.0));
    }
  }

  @Test
  void broughtToAnotherSize() throws IOException {
    var image = stored(8, space(ColorSpace.CS_sRGB), false, 0, 0, 0, 100, 200, 40);
    Image file = Image.open(write(image, "png"), 2, 1);
    assertThat(file.shape()).isEqualTo(Shape.of(2, 1, 3));
    assertThat(file.read()).isEqualTo(Tensor.of(Shape.of(2, 1, 3), 50.0, 100, 20, 50, 100, 20));
    assertRefused(
        () -> Image.open(file(), 0, 64),
        """
        error[E0321]: `size` is a height and a width, each at least 1, not 0 and 64
        """);
  }

  @Test
  void otherFiles() throws IOException {
    assertRefused(
        () -> Image.open(write("GIF89a".getBytes(StandardCharsets.US_ASCII))),
        """
        error[E0304]: `cat.png` is not a picture in PNG or JPEG
           = it is in GIF
           = help: any program for pictures saves it as PNG
        """);
    assertRefused(
        () -> Image.open(write("RIFF0000WEBPVP8 ".getBytes(StandardCharsets.US_ASCII))),
        """
        error[E0304]: `cat.png` is not a picture in PNG or JPEG
           = it is in WebP
           = help: any program for pictures saves it as PNG
        """);
    assertRefused(
        () -> Image.open(write(new byte[0])),
        """
        error[E0304]: `cat.png` is not a picture in PNG or JPEG
        """);
  }

  @Test
  void picturesForThePress() throws IOException {
    var model = stored(8, space(ColorSpace.CS_sRGB), true, new int[4 * 64]).getRaster();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (var out = ImageIO.createImageOutputStream(file().path().toFile())) {
      writer.setOutput(out); // four bands and no word on what they are: cyan, magenta, …
      writer.write(new IIOImage(model, null, null));
    } finally {
      writer.dispose();
    }
    assertRefused(
        () -> Image.open(file()).read(),
        """
        error[E0306]: `cat.png` is neither grey nor in red, green and blue
           = pictures for the press are in cyan, magenta, yellow and black
           = help: save it anew as PNG, in RGB, with a program for pictures that opens it
        """);
  }

  @Test
  void picturesThatEndTooEarly() throws IOException {
    var image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    var random = new Random(1);
    for (int i = 0; i < 64 * 64; i++) {
      image.setRGB(i % 64, i / 64, random.nextInt());
    }
    for (String format : List.of("png", "jpeg")) {
      byte[] whole = Files.readAllBytes(write(image, format).path());
      Image part = Image.open(write(Arrays.copyOf(whole, whole.length / 2)));
      assertRefused(part::read, DataError.DAMAGED);
      assertRefused(() -> Image.open(write(Arrays.copyOf(whole, 12))), DataError.DAMAGED);
    }
    byte[] bytes = Files.readAllBytes(write(image, "jpeg").path());
    Image file = Image.open(write(Arrays.copyOf(bytes, bytes.length - 30)));
    assertRefused(
        file::read,
        """
        error[E0305]: `cat.png` is damaged, or a picture of an unusual kind
           = it ends too early
           = help: save it anew as PNG, in RGB, with a program for pictures that opens it
        """);
  }

  @Test
  void aSizeThatTheFileCannotHold() throws IOException {
    byte[] bytes =
        Files.readAllBytes(
            write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png").path());
    bytes[18] = 64; // in the header: a width of 64 * 256 + 8, and a height of that
    bytes[22] = 64;
    Files.write(file().path(), bytes);
    assertRefused(() -> Image.open(file()), DataError.DAMAGED);
  }

  @Test
  void aFileThatChangesIsNoticed() throws IOException {
    Image file = Image.open(write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "png"));
    write(new BufferedImage(4, 5, BufferedImage.TYPE_INT_RGB), "png");
    assertRefused(
        file::read,
        """
        error[E0307]: `cat.png` changed while it was in use
        """);
  }
}
