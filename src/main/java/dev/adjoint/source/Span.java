package dev.adjoint.source;

import java.util.Objects;

/// A stretch of a source text: offsets `[start, end)`.
public record Span(SourceText source, int start, int end) {
  public Span {
    Objects.requireNonNull(source);
    if (start < 0 || end < start || end > source.text().length()) {
      throw new IllegalArgumentException("no such span: " + start + ".." + end);
    }
  }

  public int line() {
    return source.lineOf(start);
  }

  public int column() {
    return source.columnOf(start);
  }

  /// The characters covered.
  public String text() {
    return source.text().substring(start, end);
  }

  /// The smallest span that covers both; they must be of one text.
  public Span to(Span other) {
    if (other.source != source) {
      throw new IllegalArgumentException("spans of two texts: " + this + " and " + other);
    }
    return new Span(source, Math.min(start, other.start), Math.max(end, other.end));
  }

  /// `line:column`, as messages about the same file cite it.
  public String position() {
    return line() + ":" + column();
  }

  /// `file:line:column`.
  @Override
  public String toString() {
    return source.name() + ":" + position();
  }
}
