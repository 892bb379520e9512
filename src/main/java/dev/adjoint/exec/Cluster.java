package dev.adjoint.exec;

import dev.adjoint.exec.kernel.Kernel;
import dev.adjoint.exec.parallel.Workers;
import dev.adjoint.tensor.DType;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Arithmetic and reductions over one domain, in one pass: tile by tile, a kernel computes all values
/// at the tile's elements, and reductions take what it has left in the cache.
final class Cluster implements Step {
  /// The elements that one thread does, tile after tile; a multiple of the tile.
  static final int BLOCK = 16 * Kernel.TILE;

  /// Where a value of the kernel lies.
  sealed interface Operand {}

  /// In a slot, one after the other, or one number for all if `isScalar`.
  record InPlace(int slot, int start, boolean isScalar) implements Operand {}

  /// Elsewhere in a slot: it is packed for each tile, into a place of the thread's own.
  record Packed(int slot, Packing packing, int place) implements Operand {}

  /// Nowhere but in a place of the thread's own.
  record Local(int place) implements Operand {}

  /// A reduction of an operand.
  ///
  /// @param results the slot where it adds up, in f64
  /// @param slot where its results go in the end
  record Taken(int operand, Reduction reduction, int results, int slot) {}

  private final int[] places;
  private final DType dtype;
  private final int elements;
  private final Kernel kernel;
  private final Operand[] operands; // what the kernel loads, then what it stores
  private final int loads;
  private final int locals; // places of the thread's own
  private final Taken[] reductions;
  private final boolean isParallel;

  /// @param elements of the domain
  /// @param operands what the kernel loads and stores, in its order
  Cluster(
      int[] places,
      DType dtype,
      int elements,
      Kernel kernel,
      List<Operand> loads,
      List<Operand> stores,
      List<Taken> reductions) {
    this.places = places;
    this.dtype = dtype;
    this.elements = elements;
    this.kernel = kernel;
    this.operands = Stream.concat(loads.stream(), stores.stream()).toArray(Operand[]::new);
    this.loads = loads.size();
    this.locals = (int) Stream.of(operands).filter(o -> !(o instanceof InPlace)).count();
    this.reductions = reductions.toArray(Taken[]::new);
    this.isParallel =
        elements >= 2 * BLOCK
            && reductions.stream().allMatch(taken -> taken.reduction.isParallel());
  }

  @Override
  public void run(Workspace workspace) {
    for (Taken taken : reductions) {
      taken.reduction.begin(workspace.doubles(taken.results));
    }
    if (isParallel) {
      Workers.forEach(
          Math.ceilDiv(elements, BLOCK),
          Workers.threads(),
          block -> run(workspace, block * BLOCK, Math.min(elements, (block + 1) * BLOCK)));
    } else {
      run(workspace, 0, elements);
    }
    for (Taken taken : reductions) {
      finish(taken, workspace);
    }
  }

  private static void finish(Taken taken, Workspace workspace) {
    double[] results = workspace.doubles(taken.results);
    taken.reduction.end(results);
    int count = taken.reduction.count();
    Object target = workspace.arrays()[taken.slot];
    if (target instanceof float[] floats) {
      for (int i = 0; i < count; i++) {
        floats[i] = (float) results[i];
      }
    } else {
      System.arraycopy(results, 0, target, 0, count);
    }
  }

  private void run(Workspace workspace, int from, int to) {
    Tile tile = Tile.own();
    tile.reserve(operands.length);
    Object own = locals == 0 ? null : tile.locals(dtype, locals);
    int most = Math.min(Kernel.TILE, to - from);
    Object scratch = tile.scratch(dtype, kernel.scratch(most));
    try {
      for (int at = from; at < to; at += Kernel.TILE) {
        int length = Math.min(Kernel.TILE, to - at);
        place(workspace, tile, own, at, length);
        kernel.run(tile.arrays, tile.starts, length, scratch);
        for (Taken taken : reductions) {
          int k = taken.operand;
          taken.reduction.take(
              tile.arrays[k], tile.starts[k], at, length, workspace.doubles(taken.results));
        }
      }
    } finally {
      tile.release(operands.length);
    }
  }

  /// Says where the operands of a tile lie, and packs those that are elsewhere.
  private void place(Workspace workspace, Tile tile, Object own, int from, int length) {
    for (int k = 0; k < operands.length; k++) {
      switch (operands[k]) {
        case InPlace in -> {
          tile.arrays[k] = workspace.arrays()[in.slot];
          tile.starts[k] = in.isScalar ? in.start : in.start + from;
        }
        case Packed packed -> {
          tile.arrays[k] = own;
          tile.starts[k] = packed.place * Kernel.TILE;
          Object source = workspace.arrays()[packed.slot];
          packed.packing.pack(source, from, length, own, tile.starts[k]);
        }
        case Local local -> {
          tile.arrays[k] = own;
          tile.starts[k] = local.place * Kernel.TILE;
        }
      }
    }
  }

  @Override
  public int[] places() {
    return places;
  }

  @Override
  public Work work(Sized sized) {
    double moved = 0;
    for (Operand operand : operands) {
      moved += operand instanceof Local || operand instanceof InPlace in && in.isScalar ? 0 : 1;
    }
    return new Work(
        "cluster " + sized.domain(places[0]),
        IntStream.of(places).mapToObj(sized::node).toList(),
        (double) elements * places.length,
        moved * elements * Work.bytes(dtype),
        true);
  }

  @Override
  public IntStream reads() {
    return slots(0, loads);
  }

  @Override
  public IntStream writes() {
    return IntStream.concat(
        slots(loads, operands.length),
        Stream.of(reductions).flatMapToInt(taken -> IntStream.of(taken.results, taken.slot)));
  }

  /// Whether all that it reads of a slot lies just where the element it computes lies.
  boolean readsInPlace(int slot) {
    return Stream.of(operands)
        .limit(loads)
        .allMatch(
            operand ->
                switch (operand) {
                  case InPlace(int own, int start, boolean isScalar) ->
                      own != slot || start == 0 && (!isScalar || elements == 1);
                  case Packed packed -> packed.slot != slot;
                  case Local _ -> true;
                });
  }

  private IntStream slots(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(k -> operands[k])
        .flatMapToInt(
            operand ->
                switch (operand) {
                  case InPlace in -> IntStream.of(in.slot);
                  case Packed packed -> IntStream.of(packed.slot);
                  case Local _ -> IntStream.empty();
                });
  }
}
