package dev.adjoint.data;

import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.io.BufferedInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/// One array in a `.npy` file, as `np.save` writes it: booleans, integers and floats of any size
/// and byte order, in row-major or column-major (Fortran) order. Its shape is the array's.
///
/// Arrays of Python objects, text, times, complex numbers and records are refused. Bytes after the
/// array are left alone, as NumPy leaves them.
public final class Npy implements TensorFile {
  private static final int HEADER_UNIT = 64; // so that the numbers can be mapped on a cache line
  private static final int BUFFER = 1 << 16;

  private final DataPath file;
  private final NpyArray array;
  private final NonFinite policy;

  private Npy(DataPath file, NpyArray array, NonFinite policy) {
    this.file = file;
    this.array = array;
    this.policy = policy;
  }

  /// Reads the header.
  ///
  /// @throws AdjointException if there is no such file, it is of another format or damaged, or it
  ///     holds other things than real numbers
  public static Npy open(DataPath file, NonFinite policy) {
    try (InputStream in = new BufferedInputStream(file.open())) {
      var array = NpyArray.readHeader(in, file.quoted());
      array.requireLength(file.size());
      return new Npy(file, array, policy);
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  /// Reads the header of a file whose numbers have to be finite.
  public static Npy open(DataPath file) {
    return open(file, NonFinite.REFUSE);
  }

  @Override
  public DataPath file() {
    return file;
  }

  @Override
  public Shape shape() {
    return array.shape();
  }

  @Override
  public Tensor read(DType dtype) {
    try (InputStream in = file.open()) {
      if (!NpyArray.readHeader(in, file.quoted()).equals(array)) {
        throw DataError.CHANGED.because(file.quoted() + " changed while it was in use");
      }
      return array.readNumbers(in, dtype, policy);
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  /// Writes a tensor as NumPy reads it, in its own precision (`<f8` or `<f4`), row-major. The file
  /// is replaced in one step: a reader sees the old one or the new one, never a part.
  ///
  /// @throws AdjointException if the file cannot be written
  public static void write(Tensor tensor, DataPath file) {
    AtomicFile.write(
        file,
        out -> {
          var data = new DataOutputStream(out);
          data.write(header(tensor));
          writeNumbers(tensor, data);
          data.flush();
        });
  }

  private static byte[] header(Tensor tensor) {
    String sizes =
        Arrays.stream(tensor.shape().sizes())
            .mapToObj(size -> size + ",")
            .collect(Collectors.joining(" ", "(", ")"));
    String text =
        "{'descr': '<f%d', 'fortran_order': False, 'shape': %s, }"
            .formatted(tensor.dtype().bytes(), sizes);
    int start = 10; // magic, version, length
    int length = (start + text.length() + 1 + HEADER_UNIT - 1) / HEADER_UNIT * HEADER_UNIT;
    String padded = text + " ".repeat(length - start - text.length() - 1) + "\n";
    return ByteBuffer.allocate(length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
        .putShort((short) (length - start))
        .put(padded.getBytes(StandardCharsets.ISO_8859_1))
        .array();
  }

  private static void writeNumbers(Tensor tensor, DataOutputStream out) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < tensor.shape().count(); i++) {
      if (!buffer.hasRemaining()) {
        out.write(buffer.array());
        buffer.clear();
      }
      switch (tensor.dtype()) {
        case F64 -> buffer.putDouble(tensor.at(i));
        case F32 -> buffer.putFloat((float) tensor.at(i));
      }
    }
    out.write(buffer.array(), 0, buffer.position());
  }
}
