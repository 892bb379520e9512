package dev.adjoint.exec.blas;

import java.util.Arrays;

/// Products of f32 matrices as loops. [DoubleLoops] is the same in f64.
///
/// Sizes and leading dimensions are those of [Backend].
final class FloatLoops {
  /// The part of B that is copied at a time: 256 KB, so that it stays in the second-level cache.
  private static final int DEPTH = 256;

  private static final int WIDTH = 256;

  private FloatLoops() {}

  /// `C[m, n] = op(A) @ op(B)` by the definition, for contiguous matrices of a few elements. Any
  /// size may be 0.
  static void small(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      float[] c,
      int cOffset) {
    int aStep = transposeA ? m : 1;
    int bStep = transposeB ? 1 : n;
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        int aAt = aOffset + (transposeA ? i : i * k);
        int bAt = bOffset + (transposeB ? j * k : j);
        float sum = 0;
        for (int p = 0; p < k; p++) {
          sum += a[aAt] * b[bAt];
          aAt += aStep;
          bAt += bStep;
        }
        c[cOffset + i * n + j] = sum;
      }
    }
  }

  /// `C[m, n] = op(A) @ op(B)`, one row of C after the other, each as a sum of rows of `op(B)`.
  ///
  /// A panel of `op(B)` is copied into arrays of its own first. That gives the inner loop one index
  /// for all its arrays, which is the form that the compiler turns into SIMD code (it cannot know
  /// that `c[i * n + j]` and `b[p * n + j]` are different elements).
  static void panels(
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
    float[][] panel = new float[Math.min(k, DEPTH)][Math.min(n, WIDTH)];
    float[] sums = new float[Math.min(n, WIDTH)];
    for (int j = 0; j < n; j += WIDTH) {
      int width = Math.min(WIDTH, n - j);
      for (int p = 0; p < k; p += DEPTH) {
        int depth = Math.min(DEPTH, k - p);
        int bAt = bOffset + (transposeB ? j * ldb + p : p * ldb + j);
        copy(transposeB, depth, width, b, bAt, ldb, panel);
        for (int i = 0; i < m; i++) {
          int cAt = cOffset + i * ldc + j;
          if (p == 0) {
            Arrays.fill(sums, 0);
          } else {
            System.arraycopy(c, cAt, sums, 0, width);
          }
          int aAt = aOffset + (transposeA ? p * lda + i : i * lda + p);
          addRows(depth, width, a, aAt, transposeA ? lda : 1, panel, sums);
          System.arraycopy(sums, 0, c, cAt, width);
        }
      }
    }
  }

  private static void copy(
      boolean transpose, int depth, int width, float[] b, int bAt, int ldb, float[][] panel) {
    for (int p = 0; p < depth; p++) {
      float[] row = panel[p];
      if (transpose) {
        for (int j = 0; j < width; j++) {
          row[j] = b[bAt + j * ldb + p];
        }
      } else {
        System.arraycopy(b, bAt + p * ldb, row, 0, width);
      }
    }
  }

  /// `sums += a @ panel`, where the elements of `a` lie `aStep` apart. Four rows at a time, so that
  /// `sums` is read and written a quarter as often.
  private static void addRows(
      int depth, int width, float[] a, int aAt, int aStep, float[][] panel, float[] sums) {
    int p = 0;
    for (; p + 3 < depth; p += 4) {
      int at = aAt + p * aStep;
      float a0 = a[at];
      float a1 = a[at + aStep];
      float a2 = a[at + 2 * aStep];
      float a3 = a[at + 3 * aStep];
      addFour(width, a0, panel[p], a1, panel[p + 1], a2, panel[p + 2], a3, panel[p + 3], sums);
    }
    for (; p < depth; p++) {
      float factor = a[aAt + p * aStep];
      float[] row = panel[p];
      for (int j = 0; j < width; j++) {
        sums[j] += factor * row[j];
      }
    }
  }

  private static void addFour(
      int width,
      float a0,
      float[] row0,
      float a1,
      float[] row1,
      float a2,
      float[] row2,
      float a3,
      float[] row3,
      float[] sums) {
    for (int j = 0; j < width; j++) {
      sums[j] += (a0 * row0[j] + a1 * row1[j]) + (a2 * row2[j] + a3 * row3[j]);
    }
  }

  /// `y = A x` for `A[rows, columns]`: each element as four sums that do not wait for each other.
  static void dots(
      int rows,
      int columns,
      float[] a,
      int aOffset,
      int lda,
      float[] x,
      int xOffset,
      float[] y,
      int yOffset) {
    for (int i = 0; i < rows; i++) {
      int at = aOffset + i * lda;
      float sum0 = 0;
      float sum1 = 0;
      float sum2 = 0;
      float sum3 = 0;
      int j = 0;
      for (; j + 3 < columns; j += 4) {
        sum0 += a[at + j] * x[xOffset + j];
        sum1 += a[at + j + 1] * x[xOffset + j + 1];
        sum2 += a[at + j + 2] * x[xOffset + j + 2];
        sum3 += a[at + j + 3] * x[xOffset + j + 3];
      }
      for (; j < columns; j++) {
        sum0 += a[at + j] * x[xOffset + j];
      }
      y[yOffset + i] = (sum0 + sum1) + (sum2 + sum3);
    }
  }
}
