package dev.adjoint.verify;

import dev.adjoint.graph.Node;
import java.util.Map;
import java.util.Optional;

/// What a check found of one derivative.
///
/// @param wrt what it is a derivative by
/// @param measurements how many directions and elements the values bore out
/// @param unmeasured of how many the values said nothing: they are not finite there, or a kink is
///     near
/// @param error the greatest distance of what is claimed from what was measured, beyond what the
///     measurement may be off by, in parts of the larger of the two, of the largest element, or of
///     the magnitudes that add up to it
/// @param mismatch the first that the values do not bear out
public record Finding(
    Node wrt,
    Measurements measurements,
    int unmeasured,
    double error,
    Optional<Mismatch> mismatch) {

  /// How much was measured.
  ///
  /// @param directions random directions of all elements together
  /// @param elements single elements
  /// @param of how many there are
  public record Measurements(int directions, int elements, int of) {
    Measurements plus(Measurements that) {
      return new Measurements(
          directions + that.directions, elements + that.elements, Math.max(of, that.of));
    }
  }

  /// A derivative that the values do not bear out.
  ///
  /// @param element the row-major place, or -1 if the derivative is wrong in a random direction and
  ///     no element that was looked at is
  /// @param index the element's index, as `[1, 0]`
  /// @param sizes the sizes of the dimensions that were drawn at random
  public record Mismatch(
      int element, String index, double claimed, double measured, Map<String, Integer> sizes) {}

  /// Whether anything was measured, and all that was is right.
  public boolean isRight() {
    return mismatch.isEmpty() && (wasMeasured() || measurements.of() == 0);
  }

  /// Whether the values said anything.
  public boolean wasMeasured() {
    return measurements.directions() + measurements.elements() > 0;
  }

  /// The same of a node that this one's was made of for some sizes.
  Finding of(Node original, Map<String, Integer> sizes) {
    return new Finding(
        original,
        measurements,
        unmeasured,
        error,
        mismatch.map(m -> new Mismatch(m.element(), m.index(), m.claimed(), m.measured(), sizes)));
  }

  /// Both findings of one derivative.
  Finding and(Finding that) {
    return new Finding(
        wrt,
        measurements.plus(that.measurements),
        unmeasured + that.unmeasured,
        Math.max(error, that.error),
        mismatch.or(that::mismatch));
  }
}
