package dev.adjoint.exec.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/// Every backend against the definition of the product, and against itself.
class BlasTest {
  private static final double F32 = Math.ulp(1.0f);
  private static final double F64 = Math.ulp(1.0);

  /// Sizes that are cut into tasks, and into several calls, in each of the ways that there are.
  private static final int[][] CUT = {
    {300, 600, 700}, // many columns
    {600, 140, 150}, // many rows
    {70, 1100, 80}, // rows of more than 8000 bytes in f64
    {20, 209, 1500}, // thin, with long sums
    {5, 209, 12_288}, // each task some terms of the sums
    {20, 3000, 209}, // a few rows
    {3000, 20, 209}, // a few columns
    {70, 1300, 3}, // short sums
    {500, 700, 1}, // none
    {1, 209, 12_288}, // vectors
    {12_288, 1, 209},
    {257, 1, 4100},
    {3, 1, 300_000},
    {1, 400, 4},
    {1, 4, 400},
    {1, 1, 200_000},
    {2, 3, 100_000},
  };

  @Provide
  Arbitrary<Integer> sizes() {
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.just(0)),
        Tuple.of(2, Arbitraries.just(1)),
        Tuple.of(4, Arbitraries.integers().between(2, 9)),
        Tuple.of(4, Arbitraries.integers().between(10, 90)));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void equalsTheDefinition(
      @ForAll boolean transposeA,
      @ForAll boolean transposeB,
      @ForAll("sizes") int m,
      @ForAll("sizes") int n,
      @ForAll("sizes") int k,
      @ForAll @IntRange(max = 9) int aOffset,
      @ForAll @IntRange(max = 9) int bOffset,
      @ForAll @IntRange(max = 9) int cOffset,
      @ForAll long seed) {
    Product product = Product.random(transposeA, transposeB, m, n, k, seed);
    for (Blas blas : Backends.all()) {
      product.assertEqualsDefinition(product.f64(blas, aOffset, bOffset, cOffset), F64);
      product.assertEqualsDefinition(product.f32(blas, aOffset, bOffset, cOffset), F32);
    }
  }

  @Example
  void equalsTheDefinitionWhereItIsCutIntoParts() {
    for (int[] size : CUT) {
      for (Product product : transposes(size[0], size[1], size[2])) {
        for (Blas blas : Backends.all()) {
          product.assertEqualsDefinition(product.f64(blas), F64);
          product.assertEqualsDefinition(product.f32(blas), F32);
        }
      }
    }
  }

  @Example
  void givesTheSameBitsOnAnyNumberOfThreadsAndAtAnyPlace() {
    for (int[] size : CUT) {
      for (Product product : transposes(size[0], size[1], size[2])) {
        for (Blas blas : Backends.all()) {
          double[] f64 = product.f64(blas.withThreads(1));
          double[] f32 = product.f32(blas.withThreads(1));
          for (int threads : new int[] {1, 2, 5}) {
            Blas other = blas.withThreads(threads);
            assertThat(product.f64(other, threads, 3, 6)).as("%s", product).isEqualTo(f64);
            assertThat(product.f32(other, 7, threads, 2)).as("%s", product).isEqualTo(f32);
          }
        }
      }
    }
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void givesTheSameBitsAtAnyPlace(
      @ForAll boolean transposeA,
      @ForAll boolean transposeB,
      @ForAll("sizes") int m,
      @ForAll("sizes") int n,
      @ForAll("sizes") int k,
      @ForAll @IntRange(max = 16) int aOffset,
      @ForAll @IntRange(max = 16) int bOffset,
      @ForAll @IntRange(max = 16) int cOffset,
      @ForAll long seed) {
    Product product = Product.random(transposeA, transposeB, m, n, k, seed);
    for (Blas blas : Backends.all()) {
      assertThat(product.f64(blas, aOffset, bOffset, cOffset)).isEqualTo(product.f64(blas));
      assertThat(product.f32(blas, aOffset, bOffset, cOffset)).isEqualTo(product.f32(blas));
    }
  }

  /// Some libraries skip a column that is multiplied by zero, or multiply what C held by zero.
  @Property(edgeCases = EdgeCasesMode.NONE)
  void propagatesNanAndInfinity(
      @ForAll boolean transposeA,
      @ForAll boolean transposeB,
      @ForAll("sizes") int m,
      @ForAll("sizes") int n,
      @ForAll("sizes") int k,
      @ForAll long seed) {
    Product random = Product.random(transposeA, transposeB, m, n, k, seed);
    double[] special = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    double[] a = random.a().clone();
    double[] b = random.b().clone();
    Arrays.fill(seed % 2 == 0 ? a : b, 0); // so that some meet zeros only
    for (double[] operand : List.of(a, b)) {
      if (operand.length > 0) {
        int at = (int) Long.remainderUnsigned(seed, operand.length);
        operand[at] = special[(int) Long.remainderUnsigned(seed, special.length)];
      }
    }
    Product product = new Product(transposeA, transposeB, m, n, k, a, b);
    for (Blas blas : Backends.all()) {
      product.assertSpecialValues(product.f64(blas));
      product.assertSpecialValues(product.f32(blas));
    }
  }

  @Example
  void anEmptySumIsZero() {
    for (Blas blas : Backends.all()) {
      double[] c = {Double.NaN, 1, 2, 3, Double.NaN, 5, 6};
      blas.gemm(false, true, 2, 3, 0, new double[0], 0, new double[0], 0, c, 0);
      assertThat(c).containsExactly(0, 0, 0, 0, 0, 0, 6);
    }
  }

  @Example
  void aBatchHasTheBitsOfItsProducts() {
    int[][] sizes = {
      {0, 2, 2, 2}, {7, 3, 4, 5}, {60, 40, 30, 20}, {5, 70, 1, 90}, {3, 300, 350, 360}
    };
    for (int[] size : sizes) {
      int batch = size[0];
      int m = size[1];
      int n = size[2];
      int k = size[3];
      double[] a = Product.random(false, false, batch * m + 1, 1, k, 1).a();
      double[] b = Product.random(false, false, 1, batch * n + 1, k, 2).b();
      for (Blas blas : Backends.all()) {
        double[] expected = new double[batch * m * n + 1];
        for (int i = 0; i < batch; i++) {
          blas.gemm(true, false, m, n, k, a, 1 + i * m * k, b, 1 + i * k * n, expected, i * m * n);
        }
        for (int threads : new int[] {1, 2, 5}) {
          double[] c = new double[expected.length];
          blas.withThreads(threads).gemm(batch, true, false, m, n, k, a, 1, b, 1, c, 0);
          assertThat(c).isEqualTo(expected);
        }
      }
    }
  }

  @Example
  void manyThreadsMultiplyAtTheSameTime() throws Exception {
    for (Blas blas : Backends.all()) {
      Product product = Product.random(false, true, 150, 140, 130, 7);
      double[] expected = product.f64(blas);
      try (ExecutorService pool = Executors.newFixedThreadPool(100)) {
        Callable<double[]> task = () -> product.f64(blas);
        List<Future<double[]>> results = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
          results.add(pool.submit(task));
        }
        for (Future<double[]> result : results) {
          assertThat(result.get()).isEqualTo(expected);
        }
      }
    }
  }

  @Example
  void refusesMatricesThatLeaveTheirArrays() {
    double[] four = new double[4];
    double[] nine = new double[9];
    for (Blas blas : Backends.all()) {
      assertThatThrownBy(() -> blas.gemm(false, false, 2, 2, 3, four, 0, nine, 0, nine, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> blas.gemm(false, false, 2, 2, 2, four, 0, nine, 6, nine, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> blas.gemm(false, false, 2, 2, 2, four, 0, nine, 0, nine, -1))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> blas.gemm(false, false, 2, -1, 2, four, 0, nine, 0, nine, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(
              () -> blas.gemm(false, false, 1 << 17, 1 << 17, 1, four, 0, four, 0, four, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> blas.gemm(3, false, false, 2, 2, 1, nine, 0, nine, 0, nine, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> blas.gemm(-1, false, false, 2, 2, 1, nine, 0, nine, 0, nine, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Example
  void refusesToWriteOverAnOperand() {
    double[] values = new double[12];
    Blas blas = Blas.best();
    assertThatThrownBy(() -> blas.gemm(false, false, 2, 2, 2, values, 0, values, 4, values, 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> blas.gemm(false, false, 2, 2, 2, values, 0, values, 4, values, 7))
        .isInstanceOf(IllegalArgumentException.class);
    blas.gemm(false, false, 2, 2, 2, values, 0, values, 4, values, 8);
    assertThatThrownBy(() -> blas.gemm(2, false, false, 1, 1, 1, values, 0, values, 4, values, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Product> transposes(int m, int n, int k) {
    return List.of(
        Product.random(false, false, m, n, k, 1),
        Product.random(false, true, m, n, k, 2),
        Product.random(true, false, m, n, k, 3),
        Product.random(true, true, m, n, k, 4));
  }
}
