package dev.adjoint.tensor;

/// The precision of a tensor's elements.
public enum DType {
  /// IEEE 754 binary32.
  F32(4),
  /// IEEE 754 binary64, the default.
  F64(8);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /// The size of one element in bytes.
  public int bytes() {
    return bytes;
  }

  /// `value` as an element of this type holds it.
  public double round(double value) {
    return this == F32 ? (float) value : value;
  }

  /// The name in the language: `f32`, `f64`.
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
