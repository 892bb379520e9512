package dev.adjoint.lang.run;

import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.Span;

/// What can go wrong when a program that was found right is run.
public enum RunError {
  /// An `expect` whose sides are not as stated.
  EXPECTATION_FAILED("E0601"),
  /// A `check` whose sides differ for some values.
  CHECK_REFUTED("E0602"),
  /// A `check` that could not be tested, because neither side was ever a number.
  CHECK_UNTESTED("E0603"),
  /// `data` that the caller was to bind, and did not.
  NO_VALUE("E0604"),
  /// A derivative that the values of a cost do not bear out.
  GRADIENT_WRONG("E0605"),
  /// A derivative of which the values of a cost say nothing.
  GRADIENT_UNMEASURED("E0606"),
  /// A value that became infinite or NaN.
  NOT_FINITE("W0607");

  private final String code;

  RunError(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  Diagnostic at(Span span, String message) {
    return Diagnostic.error(code, span, message);
  }
}
