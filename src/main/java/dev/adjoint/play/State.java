package dev.adjoint.play;

import dev.adjoint.source.Diagnostic;
import java.util.List;
import java.util.Optional;

/// What the page shows.
///
/// @param number grows with every change
/// @param version the script as it is
/// @param picture of the last version that had one
/// @param run the latest
/// @param complaints why there is no picture of the version, if it is right and there is none
record State(
    long number,
    Version version,
    Optional<Picture> picture,
    Optional<Run> run,
    List<Diagnostic> complaints) {
  static final State EMPTY =
      new State(0, Version.NONE, Optional.empty(), Optional.empty(), List.of());

  /// A picture, as a document of the page.
  ///
  /// @param revision grows with every document
  /// @param version what it is a picture of
  /// @param place whose values it shows; at the start if there is none
  record Picture(
      int revision, Version version, Optional<Tape.Entry> place, PageDocument document) {}

  State numbered(long number) {
    return new State(number, version, picture, run, complaints);
  }

  State with(Version version) {
    return version == this.version ? this : new State(number, version, picture, run, List.of());
  }

  State with(Picture picture) {
    return new State(number, version, Optional.of(picture), run, List.of());
  }

  State with(Run run) {
    return new State(number, version, picture, Optional.of(run), complaints);
  }

  State with(List<Diagnostic> complaints) {
    return new State(number, version, picture, run, complaints);
  }

  /// The step that a run is held at, if the script as it is can go on from there.
  Optional<Tape.Entry> resumption() {
    return run.map(Run::phase)
        .filter(Phase.Held.class::isInstance)
        .flatMap(Phase::shown)
        .filter(entry -> version.script().flatMap(entry.place()::action).isPresent());
  }

  /// Whether the picture is of an earlier version than the script as it is.
  boolean isStale() {
    return picture.filter(p -> p.version() != version).isPresent();
  }
}
