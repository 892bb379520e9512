package dev.adjoint.exec.blas;

/// The part of a result, and of its sums, that one call of OpenBLAS computes: `rows` by `columns`
/// elements, `depth` terms at a time. It decides in which order a sum is taken, and with it the last
/// bits of the result, so it is a function of the sizes and the processor alone.
record Block(int rows, int columns, int depth) {
  /// Multiply-adds that keep one core busy for 3 ms at 50 GFLOP/s.
  private static final long CALL = 1L << 26;

  /// What OpenBLAS multiplies in place on AVX-512 machines: fewer than 100³ multiply-adds.
  private static final int IN_PLACE = 990_000;

  /// Elements of C that stay in the first-level cache while the blocks of a sum are added up.
  private static final int TILE = 64 * 64;

  /// The same for `A @ B.T`, which is multiplied in place up to 1200 elements of C only, and best
  /// with long sums: 1289 terms of so many.
  private static final int DOTS_TILE = 32 * 24;

  /// Terms up to which most of the time goes into writing C, a few long rows at a time: of many
  /// rows, too many would share cache sets.
  private static final int FEW_TERMS = 4;

  /// A block for the product `[m, n]` over `k`.
  ///
  /// Calls are short, because the garbage collector waits for them.
  ///
  /// Where OpenBLAS has kernels that multiply small matrices in place, all products are cut to their
  /// size: they do without packing, copies of both operands in the order of their use, and with the
  /// operands in the second-level cache reach 95 to 98 % of the processor's peak, where packed
  /// products reach 80 to 90 % if they are large and a third if they are thin.
  static Block of(boolean inPlace, boolean transposeA, boolean transposeB, int m, int n, int k) {
    if (!inPlace) {
      return new Block(m, n, even(k, (int) Math.max(CALL / ((long) m * n), 256)));
    }
    if (k <= FEW_TERMS && n >= 256) {
      return new Block(Math.min(m, 8), Math.min(n, 512), k);
    }
    boolean dots = !transposeA && transposeB;
    int tile = dots ? DOTS_TILE : TILE;
    int rows = even(m, dots ? 32 : 64);
    int columns = even(n, tile / rows < 16 ? 16 : tile / rows & -8);
    return new Block(rows, columns, even(k, IN_PLACE / (rows * columns)));
  }

  /// `size` in as few parts as are needed for none to be larger than `most`, all of about one size,
  /// and whole vectors but for the last.
  private static int even(int size, int most) {
    if (size <= most) {
      return size;
    }
    return Math.min(most, (Math.ceilDiv(size, Math.ceilDiv(size, most)) + 15) & -16);
  }
}
