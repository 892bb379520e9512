package dev.adjoint.exec.blas;

/// A way to multiply matrices on the calling thread. The bits of a result depend on the sizes and
/// the values only: not on the place of the operands in memory, nor on what other threads do.
sealed interface Backend permits OpenBlas, JavaLoops {
  /// What it is, for a person.
  String name();

  /// The least rows or columns of the result `[m, n]` that are worth a task of their own.
  ///
  /// @param longestRow bytes in a row of the operands as they are stored, the longer one
  int leastPart(int m, int n, int k, long longestRow);

  /// `C[m, n] = op(A)[m, k] @ op(B)[k, n]`, where `op` transposes if its flag says so. What `C` held
  /// is not read.
  ///
  /// The arrays are three `double[]` or three `float[]`, the matrices in them row-major. `lda` and
  /// its like are leading dimensions: the distance between the starts of two rows as they are
  /// stored. Nothing here is checked; all sizes are at least 1. A single row of A is never
  /// transposed.
  void gemm(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      Object a,
      int aOffset,
      int lda,
      Object b,
      int bOffset,
      int ldb,
      Object c,
      int cOffset,
      int ldc);
}
