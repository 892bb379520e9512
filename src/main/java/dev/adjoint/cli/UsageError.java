package dev.adjoint.cli;

import dev.adjoint.source.Spelling;
import java.util.Collection;

/// A command line is wrong.
final class UsageError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String help;

  /// @param help what to do about it
  UsageError(String message, String help) {
    super(message);
    this.help = help;
  }

  /// @param command what has no such option
  /// @param known the options that it has
  /// @param help what to do if none of them was meant
  static UsageError unknownOption(
      String command, String word, Collection<String> known, String help) {
    String name = word.replaceFirst("=.*", "");
    return new UsageError(
        "`%s` has no option `%s`".formatted(command, name), nearest(name, known, help));
  }

  /// A question for the known word that was meant, or `otherwise`.
  static String nearest(String word, Collection<String> known, String otherwise) {
    return Spelling.nearest(word, known).map("did you mean `%s`?"::formatted).orElse(otherwise);
  }

  String help() {
    return help;
  }
}
