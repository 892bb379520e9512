package dev.adjoint.source;

/// What a piece of a rendered diagnostic is, and with it its colour on a terminal.
enum Ink {
  PLAIN(""),
  MESSAGE("1"),
  ERROR("1;31"),
  WARNING("1;33"),
  NOTE("1;32"),
  HELP("1;36"),
  FRAME("1;34");

  private final String code;

  Ink(String code) {
    this.code = code;
  }

  static Ink of(Diagnostic.Severity severity) {
    return switch (severity) {
      case ERROR -> ERROR;
      case WARNING -> WARNING;
      case NOTE -> NOTE;
    };
  }

  /// `text` between the terminal's codes for this ink.
  String paint(String text) {
    return code.isEmpty() || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
