package dev.adjoint.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// A text that was read from somewhere, with the name it goes by in messages (`logreg.adj`).
///
/// Positions are offsets in `char`s from 0; lines and columns, as people read them, count from 1.
/// Equality is identity: two readings of one file are two texts.
public final class SourceText {
  private final String name;
  private final String text;
  private final int firstLine;
  private final int[] lineStarts;

  public SourceText(String name, String text) {
    this(name, text, 1);
  }

  /// A text that is part of a longer one.
  ///
  /// @param firstLine the number of its first line in there
  public SourceText(String name, String text, int firstLine) {
    this.name = Objects.requireNonNull(name);
    this.text = Objects.requireNonNull(text);
    this.firstLine = firstLine;
    List<Integer> starts = new ArrayList<>(List.of(0));
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        starts.add(i + 1);
      }
    }
    this.lineStarts = starts.stream().mapToInt(Integer::intValue).toArray();
  }

  public String name() {
    return name;
  }

  public String text() {
    return text;
  }

  /// The line, from 1 where the text is no part of another, that holds `offset`.
  public int lineOf(int offset) {
    return indexOf(offset) + firstLine;
  }

  private int indexOf(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found : -found - 2;
  }

  /// The column, from 1, of `offset` in its line.
  public int columnOf(int offset) {
    return offset - lineStarts[indexOf(offset)] + 1;
  }

  /// The text of a line, as [#lineOf] counts them, without its end of line.
  public String line(int line) {
    int index = line - firstLine;
    int start = lineStarts[index];
    int end = index + 1 < lineStarts.length ? lineStarts[index + 1] - 1 : text.length();
    if (end > start && text.charAt(end - 1) == '\r') {
      end--;
    }
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return name;
  }
}
