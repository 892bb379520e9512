package dev.adjoint.trace;

import java.util.Locale;

/// What is amiss with a tensor, at a glance.
public enum Mark {
  /// An element is not a number.
  NAN,
  /// An element is infinite.
  INFINITE,
  /// A derivative whose largest element is less than [Marks#VANISHED] of the largest that matters
  /// ([Marks#largest]), or 0: nothing is learnt from it. Not of data and constants, nor where
  /// nothing could flow back to begin with.
  VANISHED,
  /// The output of `relu`, or of `max` with 0, in which a unit is 0 for all examples, so that nothing
  /// flows back through it. Examples lie along the last axis; a unit is what differs in another, and
  /// there are two examples at least.
  DEAD;

  /// `nan`, `infinite`, `vanished`, `dead`
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
