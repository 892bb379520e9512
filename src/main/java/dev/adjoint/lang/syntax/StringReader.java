package dev.adjoint.lang.syntax;

import dev.adjoint.source.AdjointException;
import dev.adjoint.source.SourceText;
import dev.adjoint.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what stands between the quotes of a string: text, escapes, and values in braces.
final class StringReader {
  private final SourceText source;
  private final String text;
  private final int end;
  private final List<Expr.Part> parts = new ArrayList<>();
  private final StringBuilder plain = new StringBuilder();
  private int plainStart;
  private int at;

  private StringReader(Span span) {
    this.source = span.source();
    this.text = source.text();
    this.at = span.start() + 1;
    this.plainStart = at;
    this.end = span.end() - 1;
  }

  /// @param span of the string with its quotes
  static Expr.StringLiteral read(Span span) {
    var reader = new StringReader(span);
    while (reader.at < reader.end) {
      reader.step();
    }
    reader.endPlain();
    return new Expr.StringLiteral(reader.parts, span);
  }

  private void step() {
    char c = text.charAt(at);
    switch (c) {
      case '\\' -> {
        plain.append(escaped());
        at += 2;
      }
      case '{', '}' -> {
        if (at + 1 < end && text.charAt(at + 1) == c) {
          plain.append(c);
          at += 2;
        } else if (c == '{') {
          endPlain();
          parts.add(interpolation());
          plainStart = at;
        } else {
          throw error(at, at + 1, "this `}` closes nothing", "a brace as text is `}}`");
        }
      }
      default -> {
        plain.append(c);
        at++;
      }
    }
  }

  private void endPlain() {
    if (!plain.isEmpty()) {
      parts.add(new Expr.Text(plain.toString(), new Span(source, plainStart, at)));
      plain.setLength(0);
    }
  }

  private char escaped() {
    char c = text.charAt(at + 1);
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case '"', '\'', '\\' -> c;
      default ->
          throw new AdjointException(
              SyntaxCode.BAD_STRING
                  .at(
                      new Span(source, at, text.offsetByCodePoints(at, 2)),
                      "strings have no escape `"
                          + text.substring(at, text.offsetByCodePoints(at, 2))
                          + "`")
                  .note("the escapes are `\\n`, `\\t`, `\\\"`, `\\'` and `\\\\`")
                  .help("a backslash as text is `\\\\`; in a path, write `/`"));
    };
  }

  private Expr.Interpolation interpolation() {
    int open = at;
    int colon = -1;
    int depth = 0;
    for (at++; at < end; at++) {
      char c = text.charAt(at);
      if (c == '"' || c == '\'') {
        int quote = text.indexOf(c, at + 1);
        at = quote < 0 || quote >= end ? at : quote;
      } else if (c == '}' && (depth <= 0 || colon >= 0)) {
        return interpolation(open, colon);
      } else if (c == ':' && depth == 0 && colon < 0) {
        colon = at;
      } else if ("([{".indexOf(c) >= 0) {
        depth++;
      } else if (")]}".indexOf(c) >= 0) {
        depth--;
      }
    }
    throw error(
        open,
        open + 1,
        "this `{` is never closed",
        "close the value with `}`; a brace as text is `{{`");
  }

  /// The value between the brace at `open` and the one here; `colon` is where its format starts, or
  /// -1.
  private Expr.Interpolation interpolation(int open, int colon) {
    int valueEnd = colon < 0 ? at : colon;
    if (text.substring(open + 1, valueEnd).isBlank()) {
      throw error(
          open, at + 1, "there is no value in these braces", "a brace as text is `{{` or `}}`");
    }
    Expr value = Parser.value(source, open + 1, valueEnd);
    Optional<String> format =
        colon < 0 ? Optional.empty() : Optional.of(text.substring(colon + 1, at));
    at++;
    return new Expr.Interpolation(value, format, new Span(source, open, at));
  }

  private AdjointException error(int from, int to, String message, String help) {
    return new AdjointException(
        SyntaxCode.BAD_STRING.at(new Span(source, from, to), message).help(help));
  }
}
