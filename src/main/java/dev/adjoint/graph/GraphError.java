package dev.adjoint.graph;

import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import java.security.CodeSource;
import java.util.List;

/// The mistakes that the graph's own rules find. Whoever builds from text adds the places; for Java
/// code, which has none, the operands and the caller's frame are told in notes.
public enum GraphError {
  /// Operands of an elementwise operation have shapes that do not agree.
  SHAPES_DIFFER("E0201"),
  /// Tensors of two precisions meet.
  PRECISIONS_DIFFER("E0202"),
  /// The inner dimensions of a matrix product do not agree.
  INNER_DIMENSIONS("E0203"),
  /// An axis that the tensor does not have.
  NO_SUCH_AXIS("E0204"),
  /// A tensor has the wrong number of axes.
  WRONG_RANK("E0205"),
  /// A reshape that would change the number of elements.
  RESHAPE_COUNT("E0206"),
  /// An index or a range that lies outside its axis.
  OUT_OF_RANGE("E0207"),
  /// A size that follows from a dimension nobody has bound, where a number is needed.
  UNKNOWN_SIZE("E0208"),
  /// Both operands would be stretched, or a named dimension would.
  WOULD_STRETCH("E0211"),
  /// A derivative of something that is not one number.
  NOT_A_SCALAR("E0221"),
  /// A value that is no sum over the examples of a dimension, where their contributions are wanted.
  NOT_A_SUM("E0222"),
  /// Values bound to a graph do not fit it.
  BAD_BINDING("E0231"),
  /// Values that would take more memory than they may.
  TOO_LARGE("E0232");

  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
  private static final CodeSource HOME = GraphError.class.getProtectionDomain().getCodeSource();

  private final String code;

  GraphError(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  /// The diagnostic, with the operands' names and shapes if it comes from Java code.
  public Diagnostic of(String message, List<Node> operands) {
    Diagnostic diagnostic = Diagnostic.error(code, message);
    if (Origin.current().place().isPresent()) {
      return diagnostic;
    }
    for (Node operand : operands) {
      diagnostic = diagnostic.note(operand.toString());
    }
    return STACK
        .walk(frames -> frames.filter(GraphError::isCaller).findFirst())
        .map(frame -> "at " + frame.toStackTraceElement())
        .map(diagnostic::note)
        .orElse(diagnostic);
  }

  /// The library's own classes all come from one place, and the caller's from another.
  private static boolean isCaller(StackWalker.StackFrame frame) {
    var home = frame.getDeclaringClass().getProtectionDomain().getCodeSource();
    return home != null && !home.equals(HOME);
  }

  public AdjointException thrown(String message, List<Node> operands) {
    return new AdjointException(of(message, operands));
  }
}
