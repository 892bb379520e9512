package dev.adjoint.exec.blas;

/// Products in plain Java, where there is no OpenBLAS: [DoubleLoops] and [FloatLoops].
record JavaLoops() implements Backend {
  @Override
  public String name() {
    return "plain Java";
  }

  @Override
  public int leastPart(int m, int n, int k, long longestRow) {
    return 64; // so that the copy of a panel of B is used that often
  }

  @Override
  public void gemm(
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
      int ldc) {
    boolean dots = m == 1 && transposeB;
    if (a instanceof double[] left) {
      double[] right = (double[]) b;
      double[] result = (double[]) c;
      if (dots) {
        DoubleLoops.dots(n, k, right, bOffset, ldb, left, aOffset, result, cOffset);
      } else {
        DoubleLoops.panels(
            transposeA,
            transposeB,
            m,
            n,
            k,
            left,
            aOffset,
            lda,
            right,
            bOffset,
            ldb,
            result,
            cOffset,
            ldc);
      }
    } else {
      float[] left = (float[]) a;
      float[] right = (float[]) b;
      float[] result = (float[]) c;
      if (dots) {
        FloatLoops.dots(n, k, right, bOffset, ldb, left, aOffset, result, cOffset);
      } else {
        FloatLoops.panels(
            transposeA,
            transposeB,
            m,
            n,
            k,
            left,
            aOffset,
            lda,
            right,
            bOffset,
            ldb,
            result,
            cOffset,
            ldc);
      }
    }
  }
}
