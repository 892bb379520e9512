package dev.adjoint.play;

import java.util.Optional;

/// What the page shows.
///
/// @param number grows with every change
/// @param version the script as it is
/// @param picture of the last version that had one
record State(long number, Version version, Optional<Picture> picture) {
  static final State EMPTY = new State(0, Version.NONE, Optional.empty());

  /// A picture, as a document of the page.
  ///
  /// @param revision grows with every document
  /// @param version what it is a picture of
  record Picture(int revision, Version version, String document) {}

  State numbered(long number) {
    return new State(number, version, picture);
  }

  State with(Version version) {
    return new State(number, version, picture);
  }

  State with(Picture picture) {
    return new State(number, version, Optional.of(picture));
  }

  /// Whether the picture is of an earlier version than the script as it is.
  boolean isStale() {
    return picture.filter(p -> p.version() != version).isPresent();
  }
}
