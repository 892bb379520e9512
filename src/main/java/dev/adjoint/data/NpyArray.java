package dev.adjoint.data;

import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The header of an array in NumPy's format, alone in a `.npy` file or one of several in an
/// `.npz`: what follows it and how to read that.
///
/// The format is that of NumPy's `numpy.lib.format`, versions 1 to 3: the bytes `93 NUMPY`, two
/// of version, the length of the header (2 bytes in version 1, then 4), the header as the text of
/// a Python dictionary, and the numbers.
///
/// @param headerBytes how many bytes precede the numbers
record NpyArray(
    String subject,
    Shape shape,
    ElementType type,
    ByteOrder order,
    boolean columnMajor,
    int headerBytes) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST_HEADER = 1 << 16;
  private static final int BUFFER = 1 << 16; // a multiple of every element's size

  private static final Pattern DESCR =
      Pattern.compile("['\"]descr['\"]\\s*:\\s*(\\[|['\"](.*?)['\"])");
  private static final Pattern ORDER =
      Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([^)]*)\\)");
  private static final Pattern SIZE = Pattern.compile("\\d{1,18}L?"); // Python 2 wrote 3L

  /// Reads the header from the start of an array.
  ///
  /// @param subject what the array is called in messages
  /// @throws AdjointException if there is none, it is broken, or the elements are not numbers
  static NpyArray readHeader(InputStream in, String subject) throws IOException {
    byte[] start = in.readNBytes(MAGIC.length + 2);
    if (start.length < MAGIC.length
        || !Arrays.equals(MAGIC, 0, MAGIC.length, start, 0, MAGIC.length)) {
      throw new AdjointException(
          DataError.WRONG_FORMAT
              .says(subject + " is not an array in NumPy's format")
              .note("such a file starts with the bytes 93 4E 55 4D 50 59")
              .help("in Python, `np.save(\"x.npy\", x)` writes one"));
    }
    int version = start.length < MAGIC.length + 2 ? 0 : start[MAGIC.length];
    if (version < 1 || version > 3) {
      throw DataError.DAMAGED.because(
          subject + " is of version " + version + " of NumPy's format: there are 1, 2 and 3");
    }
    int width = version == 1 ? 2 : 4;
    byte[] lengthBytes = in.readNBytes(width);
    long length = littleEndian(lengthBytes);
    if (lengthBytes.length < width || length > LONGEST_HEADER) {
      throw brokenHeader(subject, "its length is given as " + length);
    }
    byte[] header = in.readNBytes((int) length);
    if (header.length < length) {
      throw brokenHeader(subject, "the file ends within it");
    }
    var charset = version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    int headerBytes = MAGIC.length + 2 + width + header.length;
    return parse(subject, new String(header, charset), headerBytes);
  }

  private static long littleEndian(byte[] bytes) {
    long value = 0;
    for (int i = bytes.length - 1; i >= 0; i--) {
      value = value << 8 | bytes[i] & 0xFF;
    }
    return value;
  }

  private static NpyArray parse(String subject, String header, int headerBytes) {
    Matcher descr = DESCR.matcher(header);
    Matcher order = ORDER.matcher(header);
    Matcher shape = SHAPE.matcher(header);
    if (!descr.find() || !order.find() || !shape.find()) {
      throw brokenHeader(subject, "it reads " + Wording.quote(header.strip()));
    }
    String name = descr.group(2) == null ? "[" : descr.group(2);
    ElementType type = type(name).orElseThrow(() -> notNumbers(subject, name));
    return new NpyArray(
        subject,
        Elements.shape(subject, sizes(subject, shape.group(1))),
        type,
        name.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
        order.group(1).equals("True"),
        headerBytes);
  }

  private static long[] sizes(String subject, String tuple) {
    String[] items = tuple.isBlank() ? new String[0] : tuple.strip().split("\\s*,\\s*");
    long[] sizes = new long[items.length];
    for (int axis = 0; axis < items.length; axis++) {
      if (!SIZE.matcher(items[axis]).matches()) {
        throw brokenHeader(subject, "its shape reads " + Wording.quote("(" + tuple + ")"));
      }
      sizes[axis] = Long.parseLong(items[axis].replace("L", ""));
    }
    return sizes;
  }

  /// `<f8`: the byte order, then the type. `|` and nothing stand for "of no matter".
  private static Optional<ElementType> type(String name) {
    String bare = name.replaceFirst("^[<>|=]", "");
    return ElementType.ofNumpy(bare.equals("?") ? "b1" : bare);
  }

  private static AdjointException notNumbers(String subject, String name) {
    String bare = name.replaceFirst("^[<>|=]", "");
    String kind =
        switch (bare.isEmpty() ? ' ' : bare.charAt(0)) {
          case 'O' -> "Python objects";
          case 'S', 'U', 'a' -> "text";
          case 'c' -> "complex numbers";
          case 'M', 'm' -> "times";
          case '[', 'V' -> "records of several fields";
          default -> "elements of type " + Wording.quote(name);
        };
    var says =
        DataError.NOT_NUMBERS.says(subject + " holds " + kind + " and cannot be read as a tensor");
    return new AdjointException(
        bare.startsWith("O")
            ? says.note("to read them would be to run code from the file")
                .help("in Python, `np.save(\"x.npy\", x.astype(float))` writes numbers")
            : says);
  }

  private static AdjointException brokenHeader(String subject, String how) {
    return new AdjointException(DataError.DAMAGED.says(subject + " has a broken header").note(how));
  }

  /// The bytes that the numbers take in the file.
  long dataBytes() {
    return (long) shape.count() * type.bytes();
  }

  /// Holds the header's promise against the length of what holds the array.
  ///
  /// @throws AdjointException if the numbers cannot all be there
  void requireLength(long bytes) {
    if (bytes < headerBytes + dataBytes()) {
      throw tooShort(Math.max(0, bytes - headerBytes) / type.bytes());
    }
  }

  /// Reads the numbers, which are the next bytes of `in`.
  Tensor readNumbers(InputStream in, DType dtype, NonFinite policy) throws IOException {
    var elements = new Elements(subject, shape, dtype);
    var offsets = new Offsets(shape, columnMajor);
    int count = shape.count();
    byte[] bytes = new byte[(int) Math.min(BUFFER, dataBytes())];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
    for (int done = 0; done < count; ) {
      int wanted = Math.min(count - done, bytes.length / type.bytes());
      int had = in.readNBytes(bytes, 0, wanted * type.bytes()) / type.bytes();
      buffer.clear();
      for (int i = 0; i < had; i++) {
        elements.set(offsets.next(), type.next(buffer));
      }
      done += had;
      if (had < wanted) {
        throw tooShort(done);
      }
    }
    return elements.tensor(policy);
  }

  private AdjointException tooShort(long had) {
    return new AdjointException(
        DataError.DAMAGED
            .says(subject + " ends too early")
            .note(
                "its header promises "
                    + shape
                    + ", "
                    + Wording.count(shape.count(), "number")
                    + ", and it holds "
                    + had)
            .help("the file was perhaps not copied whole: copy it again"));
  }

  /// The row-major offsets of an array's elements in the order in which they are stored.
  private static final class Offsets {
    private final int[] sizes;
    private final int[] strides;
    private final int[] index;
    private final boolean columnMajor;
    private int offset = -1;

    Offsets(Shape shape, boolean columnMajor) {
      this.sizes = shape.sizes();
      this.strides = shape.strides();
      this.index = new int[sizes.length];
      this.columnMajor = columnMajor;
    }

    int next() {
      if (!columnMajor || offset < 0) {
        return ++offset;
      }
      for (int axis = 0; axis < sizes.length; axis++) { // the first axis varies fastest
        offset += strides[axis];
        if (++index[axis] < sizes[axis]) {
          break;
        }
        offset -= sizes[axis] * strides[axis];
        index[axis] = 0;
      }
      return offset;
    }
  }
}
