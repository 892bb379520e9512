package dev.adjoint.draw.sketch;

import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;

/// What can go wrong when something is drawn.
public enum DrawError {
  /// A file name that does not say which format is meant.
  UNKNOWN_FORMAT("E0401"),
  /// The folder to write to is not there.
  NO_FOLDER("E0402"),
  /// The file cannot be written.
  NOT_WRITTEN("E0403"),
  /// More boxes than a picture can show.
  TOO_LARGE("E0404"),
  /// The program that was asked to lay out the picture did not.
  NO_LAYOUT("E0405"),
  /// The machine cannot paint pixels: no fonts, or not enough memory.
  NO_PIXELS("E0406"),
  /// Values that a plot cannot show.
  NOT_PLOTTED("E0407");

  private final String code;

  DrawError(String code) {
    this.code = code;
  }

  /// Whether `code` says that the file is to blame, not the picture.
  public static boolean isFileTrouble(String code) {
    return code.equals(NO_FOLDER.code) || code.equals(NOT_WRITTEN.code);
  }

  public Diagnostic of(String message) {
    return Diagnostic.error(code, message);
  }

  public AdjointException thrown(String message, String... helps) {
    return thrown(null, message, helps);
  }

  public AdjointException thrown(Throwable cause, String message, String... helps) {
    Diagnostic diagnostic = of(message);
    for (String help : helps) {
      diagnostic = diagnostic.help(help);
    }
    return cause == null
        ? new AdjointException(diagnostic)
        : new AdjointException(diagnostic, cause);
  }
}
