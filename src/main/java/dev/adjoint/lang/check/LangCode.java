package dev.adjoint.lang.check;

import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.Span;

/// What can be wrong with a program beyond its syntax and its shapes.
public enum LangCode {
  /// A name that nothing declares.
  UNKNOWN_NAME("E0501"),
  /// A name that has a value already.
  ASSIGNED_TWICE("E0502"),
  /// A call of something that is no function, layer or action.
  NOT_CALLABLE("E0503"),
  /// A named argument that the function does not take.
  UNKNOWN_ARGUMENT("E0504"),
  /// An argument that the function needs and the call lacks.
  MISSING_ARGUMENT("E0505"),
  /// More arguments than the function takes, or one given twice.
  TOO_MANY_ARGUMENTS("E0506"),
  /// A value of the wrong kind: a list for a number, a text for a tensor.
  WRONG_KIND("E0507"),
  /// A number that must be known while the program is read, and depends on data or parameters.
  NOT_STATIC("E0508"),
  /// A field that a value does not have.
  NO_FIELD("E0509"),
  /// A member that a family or a list does not have.
  NO_MEMBER("E0510"),
  /// `:=` of something that is no parameter.
  NOT_A_PARAMETER("E0511"),
  /// A statement in a place where it has no meaning.
  MISPLACED("E0512"),
  /// A dimension that nothing determines.
  UNDETERMINED_DIM("E0513"),
  /// A dimension that is given two sizes.
  DIM_CONFLICT("E0514"),
  /// `*` beside `@` where the two readings differ.
  AMBIGUOUS_PRODUCT("E0515"),
  /// A value whose shape is not the one declared for it.
  DECLARED_SHAPE("E0516"),
  /// A setting or a binding on the command line that the program does not declare.
  UNKNOWN_OPTION("E0517"),
  /// A file that cannot be imported.
  BAD_IMPORT("E0518"),
  /// Calls nested too deeply, mostly a function that calls itself without end.
  TOO_DEEP("E0519"),
  /// A number format that is not understood.
  BAD_FORMAT("E0520"),
  /// A derivative by something that is not a named value.
  NOT_DIFFERENTIABLE("E0521"),
  /// A loop or list that is too long to be unrolled.
  TOO_MANY("E0522"),
  /// A file outside the folders that a program may use.
  FORBIDDEN_FILE("E0523");

  private final String code;

  LangCode(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  public Diagnostic at(Span span, String message) {
    return Diagnostic.error(code, span, message);
  }

  public AdjointException thrown(Span span, String message) {
    return new AdjointException(at(span, message));
  }

  public AdjointException thrown(Span span, String message, String help) {
    return new AdjointException(at(span, message).help(help));
  }
}
