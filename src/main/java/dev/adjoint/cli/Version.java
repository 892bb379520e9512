package dev.adjoint.cli;

import java.util.Objects;

/// Which program this is.
final class Version {
  /// The number is that of the jar; classes that are in none have no number.
  static final String TEXT =
      "adjoint %s (Java %s)"
          .formatted(
              Objects.requireNonNullElse(
                  Version.class.getPackage().getImplementationVersion(), "in development"),
              Runtime.version());

  private Version() {}
}
