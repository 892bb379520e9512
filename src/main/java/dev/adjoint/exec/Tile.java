package dev.adjoint.exec;

import dev.adjoint.exec.kernel.Kernel;
import dev.adjoint.tensor.DType;
import java.util.Arrays;

/// What one thread needs beside the values themselves while it runs clusters. Made once for each
/// thread, so that running allocates nothing.
final class Tile {
  private static final ThreadLocal<Tile> OWN = ThreadLocal.withInitial(Tile::new);

  private double[] doubles = {};
  private float[] floats = {};
  private double[] doubleScratch = {};
  private float[] floatScratch = {};

  /// Where the operands of a kernel lie.
  Object[] arrays = {};

  int[] starts = {};

  /// The calling thread's.
  static Tile own() {
    return OWN.get();
  }

  /// Makes room for so many operands of a kernel.
  void reserve(int operands) {
    if (arrays.length < operands) {
      arrays = new Object[operands];
      starts = new int[operands];
    }
  }

  /// Lets go of the values, which may be large and are not ours.
  void release(int operands) {
    Arrays.fill(arrays, 0, operands, null);
  }

  /// An array for so many tiles of elements.
  Object locals(DType dtype, int tiles) {
    int size = tiles * Kernel.TILE;
    return switch (dtype) {
      case F64 -> doubles = doubles.length < size ? new double[size] : doubles;
      case F32 -> floats = floats.length < size ? new float[size] : floats;
    };
  }

  /// The scratch of a kernel.
  Object scratch(DType dtype, int size) {
    return switch (dtype) {
      case F64 -> doubleScratch = doubleScratch.length < size ? new double[size] : doubleScratch;
      case F32 -> floatScratch = floatScratch.length < size ? new float[size] : floatScratch;
    };
  }
}
