package dev.adjoint.verify;

/// The value of a scalar at one point.
///
/// @param pieces a fingerprint of the smooth pieces that all values before it lie on: two points
///     with the same have no kink between them
record Sample(double value, long pieces) {
  /// Whether a difference of the two values says something of a derivative.
  boolean isBeside(Sample other) {
    return pieces == other.pieces && Double.isFinite(value) && Double.isFinite(other.value);
  }
}
