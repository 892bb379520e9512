package dev.adjoint.rewrite.proof;

/// A proof was given up: it grew too large, or met what is defined nowhere.
final class Unprovable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unprovable() {
    super(null, null, false, false);
  }
}
