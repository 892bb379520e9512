package dev.adjoint.rewrite.proof;

/// How much work a proof may take: counted in steps, so that a verdict does not depend on how fast
/// the machine is.
final class Budget {
  private int steps;

  Budget(int steps) {
    this.steps = steps;
  }

  /// @throws Unprovable if no step is left
  void step() {
    if (steps-- <= 0) {
      throw new Unprovable();
    }
  }
}
