package dev.adjoint.exec.blas;

/// A way to multiply matrices on the calling thread. The bits of a result depend on the sizes and
/// the values only: not on the place of the operands in memory, nor on what other threads do.
///
/// Matrices are row-major. `lda` and its like are leading dimensions: the distance between the
/// starts of two rows as they are stored. Nothing here is checked; all sizes are at least 1.
sealed interface Backend permits OpenBlas, JavaLoops {
  /// What it is, for a person.
  String name();

  /// `C[m, n] = op(A)[m, k] @ op(B)[k, n]`, where `op` transposes if its flag says so. What `C` held
  /// is not read.
  void gemm(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      double[] a,
      int aOffset,
      int lda,
      double[] b,
      int bOffset,
      int ldb,
      double[] c,
      int cOffset,
      int ldc);

  /// The same in f32.
  void gemm(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] c,
      int cOffset,
      int ldc);

  /// `y = op(A) x`, where `A` is `[rows, columns]` before `op`; `x` and `y` are contiguous. What `y`
  /// held is not read.
  void gemv(
      boolean transpose,
      int rows,
      int columns,
      double[] a,
      int aOffset,
      int lda,
      double[] x,
      int xOffset,
      double[] y,
      int yOffset);

  /// The same in f32.
  void gemv(
      boolean transpose,
      int rows,
      int columns,
      float[] a,
      int aOffset,
      int lda,
      float[] x,
      int xOffset,
      float[] y,
      int yOffset);
}
