package dev.adjoint.data;

import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// A picture in PNG or JPEG as numbers: `[height, width, 3]`, red, green and blue from 0 to 255.
///
/// - A grey picture has three equal channels.
/// - What is transparent is laid over white.
/// - 16 bits a channel are brought to 0…255 by dividing by 257, and keep their fractions.
/// - The numbers are those in the file: neither a colour profile nor the note of a camera on how it
///   was held (EXIF) is applied. NumPy by way of Pillow gives the same.
///
/// On request the picture is brought to another height and width, each by itself, so that the
/// proportions change with them ([Resize]).
public final class Image implements TensorFile {
  private static final List<Format> FORMATS =
      List.of(new Format("png", 0x89, 'P', 'N', 'G'), new Format("jpeg", 0xFF, 0xD8, 0xFF));

  /// Those that people have on their disks, to tell them what they have.
  private static final List<Format> OTHERS =
      List.of(
          new Format("GIF", 'G', 'I', 'F', '8'),
          new Format("BMP", 'B', 'M'),
          new Format("TIFF", 'I', 'I', '*', 0),
          new Format("TIFF", 'M', 'M', 0, '*'),
          new Format("PDF", '%', 'P', 'D', 'F'),
          new Format("WebP", 'R', 'I', 'F', 'F', -1, -1, -1, -1, 'W', 'E', 'B', 'P'),
          new Format("HEIC or AVIF", -1, -1, -1, -1, 'f', 't', 'y', 'p'));

  private static final String SAVE_ANEW =
      "save it anew as PNG, in RGB, with a program for pictures that opens it";

  /// No picture packs more pixels into a byte: 8 of one bit, 1032 times, as DEFLATE does at most.
  private static final long MOST_PIXELS_A_BYTE = 8 * 1032;

  private static final int CHANNELS = 3;

  private final DataPath file;
  private final Shape stored;
  private final Shape shape;

  private Image(DataPath file, Shape stored, Shape shape) {
    this.file = file;
    this.stored = stored;
    this.shape = shape;
  }

  /// Reads the size of a picture, to take it as it is.
  ///
  /// @throws AdjointException if there is no such file, or it is not a picture in PNG or JPEG
  public static Image open(DataPath file) {
    Shape stored = size(file);
    return new Image(file, stored, stored);
  }

  /// Reads the size of a picture, to bring it to another.
  ///
  /// @throws AdjointException if `height` or `width` is not positive, or as in [#open(DataPath)]
  public static Image open(DataPath file, int height, int width) {
    if (height < 1 || width < 1) {
      throw DataError.BAD_OPTION.because(
          "`size` is a height and a width, each at least 1, not " + height + " and " + width);
    }
    Shape stored = size(file);
    Elements.shape(file.quoted(), stored.size(0), width, CHANNELS); // between the two steps
    return new Image(file, stored, Elements.shape(file.quoted(), height, width, CHANNELS));
  }

  @Override
  public DataPath file() {
    return file;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public Tensor read(DType dtype) {
    long numbers = (long) stored.count() + shape.count();
    Elements.requireMemory(file.quoted(), numbers * DType.F64.bytes());
    BufferedImage image = with(file, Image::decode);
    if (image.getHeight() != stored.size(0) || image.getWidth() != stored.size(1)) {
      throw DataError.CHANGED.because(file.quoted() + " changed while it was in use");
    }
    int colours = image.getColorModel().getColorSpace().getType();
    if (colours != ColorSpace.TYPE_GRAY && colours != ColorSpace.TYPE_RGB) {
      throw new AdjointException(
          DataError.UNSUPPORTED
              .says(file.quoted() + " is neither grey nor in red, green and blue")
              .note("pictures for the press are in cyan, magenta, yellow and black")
              .help(SAVE_ANEW));
    }
    double[] pixels = Pixels.of(image);
    double[] resized =
        Resize.of(pixels, stored.size(0), stored.size(1), shape.size(0), shape.size(1));
    return Tensor.wrap(shape, resized).as(dtype);
  }

  private static Shape size(DataPath file) {
    return with(
        file,
        reader -> {
          long height = reader.getHeight(0);
          long width = reader.getWidth(0);
          if (height * width > MOST_PIXELS_A_BYTE * file.size()) {
            throw new EOFException();
          }
          return Elements.shape(file.quoted(), height, width, CHANNELS);
        });
  }

  /// Decodes a picture whole. A JPEG that ends too early is no error to the reader: it warns, and
  /// paints the rest grey.
  private static BufferedImage decode(ImageReader reader) throws IOException {
    var warnings = new StringBuilder();
    reader.addIIOReadWarningListener((_, warning) -> warnings.append(warning));
    BufferedImage image = reader.read(0);
    if (warnings.indexOf("premature end") >= 0) {
      throw new EOFException();
    }
    return image;
  }

  private interface Use<T> {
    T of(ImageReader reader) throws IOException;
  }

  private static <T> T with(DataPath file, Use<T> use) {
    try (InputStream in = new BufferedInputStream(file.open())) {
      in.mark(Format.LONGEST);
      byte[] start = in.readNBytes(Format.LONGEST);
      in.reset();
      Format format = Format.among(FORMATS, start).orElseThrow(() -> wrongFormat(file, start));
      try (var image = new MemoryCacheImageInputStream(in)) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.name());
        ImageReader reader = readers.next();
        try {
          reader.setInput(image);
          return use.of(reader);
        } finally {
          reader.dispose();
        }
      }
    } catch (EOFException e) {
      throw damaged(file, "it ends too early", e);
    } catch (IIOException | RuntimeException e) {
      if (e instanceof AdjointException said) {
        throw said;
      }
      // the readers of the JDK fail on a damaged file in any way
      throw damaged(file, Wording.quote(String.valueOf(e.getMessage())), e);
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  private static AdjointException wrongFormat(DataPath file, byte[] start) {
    Optional<Format> other = Format.among(OTHERS, start);
    var says = DataError.WRONG_FORMAT.says(file.quoted() + " is not a picture in PNG or JPEG");
    return new AdjointException(
        other.isPresent()
            ? says.note("it is in " + other.get().name())
                .help("any program for pictures saves it as PNG")
            : says);
  }

  private static AdjointException damaged(DataPath file, String why, Exception cause) {
    return new AdjointException(
        DataError.DAMAGED
            .says(file.quoted() + " is damaged, or a picture of an unusual kind")
            .note(why)
            .help(SAVE_ANEW),
        cause);
  }

  /// How files of a format start; -1 stands for any byte.
  private record Format(String name, int... start) {
    static final int LONGEST = 12;

    static Optional<Format> among(List<Format> formats, byte[] bytes) {
      return formats.stream().filter(format -> format.matches(bytes)).findFirst();
    }

    private boolean matches(byte[] bytes) {
      for (int i = 0; i < start.length; i++) {
        if (i >= bytes.length || start[i] >= 0 && start[i] != (bytes[i] & 0xFF)) {
          return false;
        }
      }
      return true;
    }
  }
}
