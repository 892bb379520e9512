package dev.adjoint.graph;

import java.util.Locale;

/// Random numbers that depend on nothing but the seed, the stream's name and the element's place,
/// so that adding one draw does not change another.
///
/// @param stream what the numbers are for, usually the name of a parameter
public record Random(Distribution distribution, long seed, String stream, TensorType type)
    implements Leaf {

  /// What to draw from.
  public enum Distribution {
    /// From 0, which may occur, to 1, which does not.
    UNIFORM,
    /// Mean 0 and standard deviation 1.
    NORMAL
  }

  @Override
  public String name() {
    return distribution.name().toLowerCase(Locale.ROOT);
  }
}
