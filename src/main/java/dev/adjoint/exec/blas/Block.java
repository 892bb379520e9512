package dev.adjoint.exec.blas;

/// The size of the parts in which a product is computed: `rows` by `columns` of the result, and
/// `depth` terms of the sums at a time.
///
/// All are functions of the product's sizes, never of the number of threads: the parts decide in
/// which order a sum is taken, and with it the last bits of the result.
record Block(int rows, int columns, int depth) {
  /// Multiply-adds that keep one core busy for 3 ms at 50 GFLOP/s.
  private static final long CALL = 1L << 26;

  /// Elements of a matrix that one core reads in 1 to 3 ms from memory.
  private static final long VECTOR_CALL = 1L << 22;

  /// What OpenBLAS multiplies without packing on AVX-512 machines: fewer than 100³ multiply-adds.
  private static final int UNPACKED = 990_000;

  /// The tile of `C[m, n]` that one task computes, over the whole of `k`.
  ///
  /// Tiles are large, because OpenBLAS packs both operands anew for each; but a product that is
  /// worth it is cut in four or more, so that several cores have work.
  static Block task(int m, int n, int k) {
    int rows = Math.min(m, 256);
    int columns = Math.min(n, 512);
    while (tiles(m, rows) * tiles(n, columns) < 4
        && (long) rows * columns * k > 1 << 21
        && Math.max(rows, columns) >= 64) {
      if (rows >= columns) {
        rows = half(rows);
      } else {
        columns = half(columns);
      }
    }
    return new Block(rows, columns, k);
  }

  /// How many elements of `y = op(A) x` one task computes.
  ///
  /// With `transpose`, a task reads a strip of `A`: narrow strips cost bandwidth.
  static int vectorTask(boolean transpose, int rows, int columns) {
    int outputs = transpose ? columns : rows;
    int inner = transpose ? rows : columns;
    int least = transpose ? 96 : 16;
    long wanted = Math.max((1 << 18) / inner, least);
    int strips = (int) Math.max(1, outputs / wanted);
    return Math.ceilDiv(outputs, strips);
  }

  /// The part of a tile `[m, n]`, and of its sum over `k`, that one call of OpenBLAS computes.
  ///
  /// Calls are short, because the garbage collector waits for them. If `unpacked`, thin tiles are
  /// cut to the size that OpenBLAS multiplies in place: packing costs more than the product when
  /// what is packed is used a few times only. (20×209×12288 in f32: 55 GFLOP/s packed, 98 so.)
  static Block call(boolean unpacked, boolean transposeA, boolean transposeB, int m, int n, int k) {
    if (!unpacked || Math.min(Math.min(m, n), k) > 64) {
      return new Block(m, n, depth(CALL, 256, m, n, k));
    }
    if (!transposeA && transposeB && k >= 32) {
      // This case works in place up to 1200 elements of C only.
      int rows = m <= n ? Math.min(m, 32) : Math.min(m, 1024 / Math.min(n, 32));
      int columns = Math.min(n, 1024 / rows);
      return new Block(rows, columns, depth(UNPACKED, 32, rows, columns, k));
    }
    int rows = Math.min(m, 128);
    int columns = Math.min(n, 256);
    return new Block(rows, columns, depth(UNPACKED, 16, rows, columns, k));
  }

  /// How many terms of the sums in `y = op(A) x` one call of OpenBLAS takes.
  static int vectorCall(int outputs, int inner) {
    return depth(VECTOR_CALL, 1, outputs, 1, inner);
  }

  private static int depth(long work, int least, int rows, int columns, int k) {
    return (int) Math.min(k, Math.max(least, work / ((long) rows * columns)));
  }

  private static long tiles(int size, int part) {
    return Math.ceilDiv(size, part);
  }

  /// Half of a side, rounded up to a multiple of 16: whole vectors.
  private static int half(int side) {
    return (side / 2 + 15) & -16;
  }
}
