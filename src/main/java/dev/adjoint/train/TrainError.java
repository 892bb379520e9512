package dev.adjoint.train;

import dev.adjoint.graph.Node;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;

/// What can be wrong with a training.
public enum TrainError {
  /// The cost is infinite or NaN.
  NOT_FINITE("E0801"),
  /// The cost depends on no parameter.
  NOTHING_TO_LEARN("E0802"),
  /// No input can be cut into batches along the dimension that was named.
  NO_BATCHES("E0803");

  private final String code;

  TrainError(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  Diagnostic of(String message) {
    return Diagnostic.error(code, message);
  }

  /// A cost as its author calls it.
  static String called(Node cost) {
    return cost.origin().name() == null ? "the cost" : cost.origin().name();
  }

  AdjointException thrown(String message) {
    return new AdjointException(of(message));
  }
}
