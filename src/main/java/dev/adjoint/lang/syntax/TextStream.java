package dev.adjoint.lang.syntax;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/// A stretch of a text as ANTLR reads it. Its positions are offsets in `char`s of the whole text,
/// as in a [dev.adjoint.source.Span], so that a value inside a string knows its place in the file;
/// ANTLR's own streams count code points from their start.
///
/// The lexer sees what kind of character stands there, not which: of letters, marks, digits and
/// spaces beyond ASCII, one for all. With a row for each range of Unicode its tables would take longer
/// to be read than most programs.
final class TextStream implements CharStream {
  private final String name;
  private final String text;
  private final int start;
  private final int end;
  private int index;

  TextStream(String name, String text, int start, int end) {
    this.name = name;
    this.text = text;
    this.start = start;
    this.end = end;
    this.index = start;
  }

  @Override
  public void consume() {
    if (index >= end) {
      throw new IllegalStateException("at the end");
    }
    index += Character.charCount(text.codePointAt(index));
  }

  @Override
  public int LA(int distance) {
    int at = index;
    for (int i = 1; i < distance && at < end; i++) {
      at += Character.charCount(text.codePointAt(at));
    }
    for (int i = distance; i < 0 && at >= start; i++) {
      at = at == start ? -1 : text.offsetByCodePoints(at, -1);
    }
    return distance == 0 ? 0 : at < start || at >= end ? IntStream.EOF : seen(text.codePointAt(at));
  }

  /// The character that stands for this one in the grammar.
  private static int seen(int character) {
    if (character < 128) {
      return character;
    }
    return switch (Character.getType(character)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER ->
          'λ';
      case Character.NON_SPACING_MARK -> '\u0303';
      case Character.DECIMAL_DIGIT_NUMBER -> '\u0663';
      case Character.SPACE_SEPARATOR -> '\u00a0';
      default -> character;
    };
  }

  @Override
  public int mark() {
    return -1;
  }

  @Override
  public void release(int marker) {}

  @Override
  public int index() {
    return index;
  }

  @Override
  public void seek(int to) {
    index = Math.min(to, end);
  }

  @Override
  public int size() {
    return end;
  }

  @Override
  public String getSourceName() {
    return name;
  }

  @Override
  public String getText(Interval interval) {
    return text.substring(interval.a, Math.min(interval.b + 1, end));
  }
}
