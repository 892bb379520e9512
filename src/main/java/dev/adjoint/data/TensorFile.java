package dev.adjoint.data;

import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;

/// Numbers in a file: their shape is known, they themselves are not read yet.
///
/// Immutable, and holds nothing open: there is nothing to close.
public sealed interface TensorFile permits Csv, Hdf5, Npy, Npz, Image {
  /// Where it is.
  DataPath file();

  /// The shape of what [#read] gives.
  Shape shape();

  /// Reads the numbers, rounded to nearest in `dtype`. Each call reads the file again.
  ///
  /// @throws dev.adjoint.source.AdjointException if the file cannot be read or no longer is what it
  ///     was when opened, if it holds what is not a number, or if the numbers do not fit in memory
  Tensor read(DType dtype);

  /// Reads the numbers in f64.
  default Tensor read() {
    return read(DType.F64);
  }
}
