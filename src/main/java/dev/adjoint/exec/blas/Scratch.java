package dev.adjoint.exec.blas;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

/// Arrays to work in. The last one that was given back is kept for the next product: a training
/// that runs the same products again and again allocates nothing.
final class Scratch {
  private static final AtomicReference<double[]> DOUBLES = new AtomicReference<>();
  private static final AtomicReference<float[]> FLOATS = new AtomicReference<>();
  private static final double[] ONES = new double[Split.MOST_TASKS];
  private static final float[] FLOAT_ONES = new float[Split.MOST_TASKS];

  static {
    Arrays.fill(ONES, 1);
    Arrays.fill(FLOAT_ONES, 1);
  }

  private Scratch() {}

  /// An array of `count` numbers or more, whatever they are, in the precision of `like`.
  static Object take(Object like, int count) {
    if (like instanceof double[]) {
      double[] kept = DOUBLES.getAndSet(null);
      return kept != null && kept.length >= count ? kept : new double[count];
    }
    float[] kept = FLOATS.getAndSet(null);
    return kept != null && kept.length >= count ? kept : new float[count];
  }

  static void giveBack(Object array) {
    if (array instanceof double[] doubles) {
      DOUBLES.set(doubles);
    } else {
      FLOATS.set((float[]) array);
    }
  }

  /// As many ones as there can be parts of a sum, in the precision of `like`.
  static Object ones(Object like) {
    return like instanceof double[] ? ONES : FLOAT_ONES;
  }
}
