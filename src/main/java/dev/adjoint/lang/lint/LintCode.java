package dev.adjoint.lang.lint;

import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.Span;

/// What a program may say and its author seldom means.
enum LintCode {
  /// A parameter that no formula has.
  UNUSED_PARAMETER("W0101"),
  /// A parameter that training leaves as it is, since no cost depends on it.
  NOT_LEARNT("W0102"),
  /// Weights that start equal and feed units that can be exchanged: they stay equal.
  SYMMETRIC_WEIGHTS("W0103"),
  /// A cost that is a sum over the examples, not their mean.
  SUM_OF_EXAMPLES("W0104"),
  /// Probabilities where scores are wanted: a sigmoid or a softmax twice.
  SQUASHED_TWICE("W0105"),
  /// Labels that are no probabilities, in a cost that takes them for such.
  ODD_LABELS("W0106");

  private final String code;

  LintCode(String code) {
    this.code = code;
  }

  Diagnostic at(Span span, String message) {
    return Diagnostic.warning(code, span, message);
  }
}
