package dev.adjoint.exec.blas;

/// Reads a block of a matrix into the caches before it is multiplied.
///
/// One number of each cache line is read, in the order of the lines. These reads do not wait for
/// each other, as those of a product's kernel do: the processor has many under way at a time. A thin
/// product in f64 that reads its matrix from the third-level cache so takes 0.8 of its time; in f32,
/// where the kernel finds half as many bytes to wait for, it would take longer.
final class Ahead {
  /// Numbers in a cache line.
  private static final int LINE = 64 / Double.BYTES;

  /// What was read: without a use of it the compiler would not read it.
  @SuppressWarnings("unused")
  private static double used;

  private Ahead() {}

  static void read(double[] matrix, int offset, int ld, int rows, int columns) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      int end = offset + i * ld + columns;
      for (int at = end - columns; at < end; at += LINE) {
        sum += matrix[at];
      }
    }
    if (sum == 0.1234567890123) { // hardly ever, so that threads do not contend for the field
      used = sum;
    }
  }
}
