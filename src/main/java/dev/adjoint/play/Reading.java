package dev.adjoint.play;

import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Partial;
import dev.adjoint.lang.check.Script;
import java.util.Optional;

/// What is known of a script that was read.
sealed interface Reading {
  /// Nothing: there is no text, or it is not of the language.
  record Nothing() implements Reading {}

  /// It is wrong, and this follows from what is right in it.
  ///
  /// @param subject the value that the picture is of, if that is known
  record Wrong(Partial known, Optional<Node> subject) implements Reading {}

  /// It can be run.
  ///
  /// @param subject the value that the picture is of, if the script has one
  record Right(Script script, Optional<Node> subject) implements Reading {}
}
