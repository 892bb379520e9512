package dev.adjoint.exec.blas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/// One product with operands that lie somewhere in larger arrays, in both precisions, and its
/// result by the definition.
record Product(
    boolean transposeA, boolean transposeB, int m, int n, int k, double[] a, double[] b) {
  /// What stands around the operands and in C before: to be neither read nor written.
  private static final double POISON = Double.NaN;

  /// Operands between -1 and 1, exact in f32.
  static Product random(boolean transposeA, boolean transposeB, int m, int n, int k, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    DoubleSupplier number = () -> (float) random.nextDouble(-1, 1);
    return new Product(
        transposeA, transposeB, m, n, k, numbers(m * k, number), numbers(k * n, number));
  }

  private static double[] numbers(int count, DoubleSupplier number) {
    double[] numbers = new double[count];
    Arrays.setAll(numbers, i -> number.getAsDouble());
    return numbers;
  }

  double a(int i, int p) {
    return a[transposeA ? p * m + i : i * k + p];
  }

  double b(int p, int j) {
    return b[transposeB ? j * k + p : p * n + j];
  }

  /// C by `blas` in f64, with A, B and C that many elements from the starts of their arrays.
  double[] f64(Blas blas, int aOffset, int bOffset, int cOffset) {
    double[] c = placed(new double[0], cOffset, m * n);
    blas.gemm(
        transposeA,
        transposeB,
        m,
        n,
        k,
        placed(a, aOffset, a.length),
        aOffset,
        placed(b, bOffset, b.length),
        bOffset,
        c,
        cOffset);
    return result(c, cOffset);
  }

  double[] f64(Blas blas) {
    return f64(blas, 0, 0, 0);
  }

  /// The same in f32, widened.
  double[] f32(Blas blas, int aOffset, int bOffset, int cOffset) {
    float[] c = narrow(placed(new double[0], cOffset, m * n));
    blas.gemm(
        transposeA,
        transposeB,
        m,
        n,
        k,
        narrow(placed(a, aOffset, a.length)),
        aOffset,
        narrow(placed(b, bOffset, b.length)),
        bOffset,
        c,
        cOffset);
    double[] wide = new double[c.length];
    Arrays.setAll(wide, i -> c[i]);
    return result(wide, cOffset);
  }

  double[] f32(Blas blas) {
    return f32(blas, 0, 0, 0);
  }

  private static double[] placed(double[] values, int offset, int count) {
    double[] array = new double[offset + count + 3];
    Arrays.fill(array, POISON);
    System.arraycopy(values, 0, array, offset, values.length);
    return array;
  }

  private static float[] narrow(double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }

  private double[] result(double[] c, int offset) {
    for (int i = 0; i < c.length; i++) {
      if (i < offset || i >= offset + m * n) {
        assertThat(c[i]).as("element %d, outside C", i).isNaN();
      }
    }
    return Arrays.copyOfRange(c, offset, offset + m * n);
  }

  /// That each element of `c` is the sum of products, within the bound that holds for any order of
  /// a sum: n terms, each product and partial sum rounded once, here and there.
  void assertEqualsDefinition(double[] c, double ulpOfOne) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        double size = 0;
        for (int p = 0; p < k; p++) {
          sum += a(i, p) * b(p, j);
          size += Math.abs(a(i, p) * b(p, j));
        }
        double bound = (k + 1) * (ulpOfOne + Math.ulp(1.0)) * size;
        if (!(Math.abs(c[i * n + j] - sum) <= bound)) { // in this form for NaN
          assertThat(c[i * n + j]).as("C[%d, %d] of %s", i, j, this).isEqualTo(sum);
        }
      }
    }
  }

  /// That `c` has NaN exactly where the sum of products is NaN, and is equal where it is infinite.
  void assertSpecialValues(double[] c) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int p = 0; p < k; p++) {
          sum += a(i, p) * b(p, j);
        }
        if (!Double.isFinite(sum) || !Double.isFinite(c[i * n + j])) {
          // boxed, for then NaN equals NaN
          assertThat(Double.valueOf(c[i * n + j]))
              .as("C[%d, %d] of %s", i, j, this)
              .isEqualTo(Double.valueOf(sum));
        }
      }
    }
  }

  @Override
  public String toString() {
    return "[%d, %d] @ [%d, %d]%s%s"
        .formatted(
            m, k, k, n, transposeA ? ", A transposed" : "", transposeB ? ", B transposed" : "");
  }
}
