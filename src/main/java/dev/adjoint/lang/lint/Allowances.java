package dev.adjoint.lang.lint;

import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.SourceText;
import dev.adjoint.source.Span;
import java.util.regex.Pattern;

/// The comments that keep warnings away: `# allow W0103, W0104` on the line of what is warned of, on
/// the line above it, or before the first statement, for all of the text.
record Allowances() {
  private static final Pattern ALLOW =
      Pattern.compile("#\\s*allow\\s+(W\\d{4}(?:[\\s,]+W\\d{4})*)");

  /// Whether nothing keeps a warning away.
  boolean permits(Diagnostic warning) {
    Span place = warning.primary().orElseThrow();
    SourceText source = place.source();
    int line = place.line();
    boolean isAllowed =
        allows(source.line(line), warning.code())
            || line > 1
                && isComment(source, line - 1)
                && allows(source.line(line - 1), warning.code());
    for (int head = 1; head < line && !isAllowed && isComment(source, head); head++) {
      isAllowed = allows(source.line(head), warning.code());
    }
    return !isAllowed;
  }

  private static boolean isComment(SourceText source, int line) {
    String text = source.line(line).strip();
    return text.isEmpty() || text.startsWith("#");
  }

  private static boolean allows(String line, String code) {
    return ALLOW.matcher(line).results().anyMatch(match -> match.group(1).contains(code));
  }
}
