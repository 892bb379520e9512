package dev.adjoint.train;

import dev.adjoint.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a training went through.
///
/// @param cost one number for each iteration, or each epoch: `[count]` in f64
/// @param recorded what was recorded beside, by its names, each `[count]` in f64: before the update of
///     an iteration, as the cost is, or at the end of an epoch; NaN where a training diverged before
///     it could be computed
public record History(Tensor cost, Map<String, Tensor> recorded) {
  /// That of a training that has not begun.
  public static final History NONE = new History(Tensor.vector(), Map.of());

  public History {
    recorded = Collections.unmodifiableMap(new LinkedHashMap<>(recorded));
  }

  /// The number of iterations, or of epochs.
  public int count() {
    return cost.shape().count();
  }
}
