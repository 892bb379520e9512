package dev.adjoint.data;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// The numbers that binary files hold, by NumPy's name for them. The byte order is the buffer's.
///
/// Integers of 64 bits above 2^53 are rounded to the nearest double, as `astype(float)` does.
enum ElementType {
  BOOL("b1", 1, bytes -> bytes.get() != 0 ? 1 : 0),
  INT8("i1", 1, ByteBuffer::get),
  INT16("i2", 2, ByteBuffer::getShort),
  INT32("i4", 4, ByteBuffer::getInt),
  INT64("i8", 8, ByteBuffer::getLong),
  UINT8("u1", 1, bytes -> bytes.get() & 0xFF),
  UINT16("u2", 2, bytes -> bytes.getShort() & 0xFFFF),
  UINT32("u4", 4, bytes -> bytes.getInt() & 0xFFFF_FFFFL),
  UINT64("u8", 8, bytes -> unsigned(bytes.getLong())),
  FLOAT16("f2", 2, bytes -> Float.float16ToFloat(bytes.getShort())),
  FLOAT32("f4", 4, ByteBuffer::getFloat),
  FLOAT64("f8", 8, ByteBuffer::getDouble);

  private final String numpyName;
  private final int bytes;
  private final ToDoubleFunction<ByteBuffer> next;

  ElementType(String numpyName, int bytes, ToDoubleFunction<ByteBuffer> next) {
    this.numpyName = numpyName;
    this.bytes = bytes;
    this.next = next;
  }

  /// The type of a NumPy name without byte order: a letter and the number of bytes.
  static Optional<ElementType> ofNumpy(String name) {
    return Arrays.stream(values()).filter(type -> type.numpyName.equals(name)).findFirst();
  }

  /// The size of one number in the file.
  int bytes() {
    return bytes;
  }

  /// Takes the next number from the buffer.
  double next(ByteBuffer buffer) {
    return next.applyAsDouble(buffer);
  }

  /// The value of 64 bits without a sign. The last bit is kept in sight when they are halved, so
  /// that the one rounding, of the half, goes the right way.
  private static double unsigned(long bits) {
    return bits >= 0 ? bits : 2.0 * (bits >>> 1 | bits & 1);
  }
}
