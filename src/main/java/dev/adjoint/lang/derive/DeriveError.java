package dev.adjoint.lang.derive;

import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.Random;
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

  /// What to say of a value that the lines of a gradient would have to refer to, and cannot.
  static AdjointException nameless(Node node) {
    Diagnostic diagnostic =
        NO_NAME.of(
            "the derivative needs %s to which no formula can refer"
                .formatted(
                    node.op() instanceof Random ? "random numbers" : "`" + label(node) + "`,"));
    Diagnostic placed = node.origin().place().map(diagnostic::at).orElse(diagnostic);
    return new AdjointException(
        placed.help(
            node.op() instanceof Parameter
                ? "a layer with a name, `hidden = dense(4)`, has parameters with names: `hidden.W`"
                : "a line of its own gives it a name: `noise = normal(0, 1, shape = [n])`"));
  }

  private static String label(Node node) {
    return node.op() instanceof Parameter parameter ? parameter.name() : node.label();
  }
}
