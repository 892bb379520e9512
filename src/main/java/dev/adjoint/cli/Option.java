package dev.adjoint.cli;

/// What a command can be given by name, or, as its operand, by its place.
///
/// @param name `--to`, say; nothing for an operand
/// @param value what follows the name, as messages call it; nothing if the name says it all
/// @param doc what its help says, in lines of up to fifty letters
record Option(String name, String value, boolean required, String doc) {
  static final Option HELP = flag("--help", "shows this text");

  private static final String MANY = "…";
  private static final int NAMES = 22;
  private static final String NEXT_LINE = "\n" + " ".repeat(NAMES + 8);

  static Option operand(String value, boolean required, String doc) {
    return new Option("", value, required, doc);
  }

  /// An option that a value follows.
  static Option of(String name, String value, String doc) {
    return new Option(name, value, false, doc);
  }

  /// An option that no value follows.
  static Option flag(String name, String doc) {
    return new Option(name, "", false, doc);
  }

  /// This option, not to be left out.
  Option needed() {
    return new Option(name, value, true, doc);
  }

  /// Whether there may be several of this operand, as `FILE…` says.
  boolean takesMany() {
    return value.endsWith(MANY);
  }

  /// What messages call one of the values.
  String single() {
    return takesMany() ? value.substring(0, value.length() - MANY.length()) : value;
  }

  boolean takesValue() {
    return !value.isEmpty();
  }

  /// Whether the word is the option's name, with or without `=` and a value behind it.
  boolean isIn(String word) {
    return word.equals(name) || word.startsWith(name + "=");
  }

  /// How it is written: `--to PICTURE`.
  String form() {
    return (name + " " + value).strip();
  }

  /// Its line, or lines, in the help of a command.
  String help() {
    String initial = this == HELP ? "  -h, " : "      ";
    return initial + pad(form(), NAMES) + doc.replace("\n", NEXT_LINE) + "\n";
  }

  /// The text, with spaces behind it up to so many letters.
  static String pad(String text, int length) {
    return text + " ".repeat(Math.max(1, length - text.length()));
  }
}
