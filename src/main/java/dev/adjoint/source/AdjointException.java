package dev.adjoint.source;

import java.util.List;

/// A program, a graph or a file is wrong, and the diagnostics say how.
///
/// The message is the diagnostics as a person reads them, so a Java caller that prints the
/// exception sees what a script's author would see.
public class AdjointException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Diagnostic> diagnostics;

  public AdjointException(List<Diagnostic> diagnostics) {
    this(diagnostics, null);
  }

  public AdjointException(Diagnostic diagnostic) {
    this(List.of(diagnostic));
  }

  public AdjointException(Diagnostic diagnostic, Throwable cause) {
    this(List.of(diagnostic), cause);
  }

  private AdjointException(List<Diagnostic> diagnostics, Throwable cause) {
    super(DiagnosticRenderer.plain().render(diagnostics), cause);
    this.diagnostics = List.copyOf(diagnostics);
  }

  /// At least one, in the order in which they were found.
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
