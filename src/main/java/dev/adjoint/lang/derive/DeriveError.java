package dev.adjoint.lang.derive;

import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;

/// Why a derivative is not written as a program, each with its stable code.
enum DeriveError {
  NOT_DEPENDENT("E0901"),
  NO_NAME("E0902");

  private final String code;

  DeriveError(String code) {
    this.code = code;
  }

  Diagnostic of(String message) {
    return Diagnostic.error(code, message);
  }

  AdjointException thrown(String message, String help) {
    return new AdjointException(of(message).help(help));
  }
}
