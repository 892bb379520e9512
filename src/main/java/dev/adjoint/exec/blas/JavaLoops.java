package dev.adjoint.exec.blas;

/// Products in plain Java, where there is no OpenBLAS: [DoubleLoops] and [FloatLoops].
record JavaLoops() implements Backend {
  @Override
  public String name() {
    return "plain Java";
  }

  @Override
  public void gemm(
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
      int ldc) {
    DoubleLoops.panels(
        transposeA, transposeB, m, n, k, a, aOffset, lda, b, bOffset, ldb, c, cOffset, ldc);
  }

  @Override
  public void gemm(
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
      int ldc) {
    FloatLoops.panels(
        transposeA, transposeB, m, n, k, a, aOffset, lda, b, bOffset, ldb, c, cOffset, ldc);
  }

  @Override
  public void gemv(
      boolean transpose,
      int rows,
      int columns,
      double[] a,
      int aOffset,
      int lda,
      double[] x,
      int xOffset,
      double[] y,
      int yOffset) {
    if (transpose) {
      gemm(false, false, 1, columns, rows, x, xOffset, rows, a, aOffset, lda, y, yOffset, columns);
    } else {
      DoubleLoops.dots(rows, columns, a, aOffset, lda, x, xOffset, y, yOffset);
    }
  }

  @Override
  public void gemv(
      boolean transpose,
      int rows,
      int columns,
      float[] a,
      int aOffset,
      int lda,
      float[] x,
      int xOffset,
      float[] y,
      int yOffset) {
    if (transpose) {
      gemm(false, false, 1, columns, rows, x, xOffset, rows, a, aOffset, lda, y, yOffset, columns);
    } else {
      FloatLoops.dots(rows, columns, a, aOffset, lda, x, xOffset, y, yOffset);
    }
  }
}
