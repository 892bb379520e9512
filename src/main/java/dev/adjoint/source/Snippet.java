package dev.adjoint.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The lines of one text that a diagnostic speaks of, with what is marked in them.
final class Snippet {
  /// Lines up to this many columns are shown whole; of longer ones, this much around the marks.
  private static final int WIDTH = 100;

  /// How much is shown to the left of a mark in a line that is cut.
  private static final int BEFORE = 30;

  private static final String CUT = "...";

  /// Columns `[from, to)` of a line, at least one.
  private record Mark(int from, int to, String text, boolean primary) {
    Mark shift(int by, int limit) {
      int start = from + by;
      return new Mark(start, Math.max(start + 1, Math.min(to + by, limit)), text, primary);
    }
  }

  private final Span place;
  private final Map<Integer, List<Mark>> marks = new TreeMap<>();

  /// @param place what the head of the snippet cites
  Snippet(Span place) {
    this.place = place;
  }

  Span place() {
    return place;
  }

  /// The width of the largest line number.
  int gutter() {
    return marks.keySet().stream().mapToInt(line -> line.toString().length()).max().orElse(1);
  }

  /// Marks a span. One that runs over several lines is marked in its first and its last, where the
  /// text stands.
  Snippet add(Span span, String text, boolean primary) {
    SourceText source = span.source();
    int first = span.line();
    int last = source.lineOf(Math.max(span.start(), span.end() - 1));
    SourceLine line = SourceLine.of(source.line(first));
    int from = line.column(span.column() - 1);
    if (first == last) {
      int to = line.column(span.column() - 1 + span.end() - span.start());
      put(first, new Mark(from, Math.max(to, from + 1), text, primary));
    } else {
      put(first, new Mark(from, Math.max(line.width(), from + 1), "", primary));
      SourceLine end = SourceLine.of(source.line(last));
      int to = end.column(source.columnOf(span.end() - 1));
      put(last, new Mark(Math.min(end.indent(), to), Math.max(to, 1), text, primary));
    }
    return this;
  }

  private void put(int line, Mark mark) {
    List<Mark> here = marks.computeIfAbsent(line, _ -> new ArrayList<>());
    // The carets' own label takes the place of the carets without a text.
    here.removeIf(
        m ->
            m.primary()
                && mark.primary()
                && m.text().isEmpty()
                && m.from() == mark.from()
                && m.to() == mark.to());
    here.add(mark);
  }

  List<Row> rows(int gutter, Ink primary) {
    var rows = new ArrayList<Row>();
    int previous = -1;
    for (Map.Entry<Integer, List<Mark>> entry : marks.entrySet()) {
      int number = entry.getKey();
      if (previous >= 0 && number > previous + 1) {
        rows.add(new Row().append(CUT, Ink.FRAME));
      }
      SourceLine line = SourceLine.of(place.source().line(number));
      for (List<Mark> near : neighbourhoods(line, entry.getValue())) {
        addLine(rows, gutter, number, line, near, primary);
      }
      previous = number;
    }
    return rows;
  }

  /// The marks of a line from left to right, in groups that can be seen together.
  private static List<List<Mark>> neighbourhoods(SourceLine line, List<Mark> marks) {
    List<Mark> sorted =
        marks.stream().sorted(Comparator.comparingInt(Mark::from)).collect(Collectors.toList());
    if (line.width() <= WIDTH) {
      return List.of(sorted);
    }
    var groups = new ArrayList<List<Mark>>();
    int start = 0;
    for (Mark mark : sorted) {
      if (groups.isEmpty() || mark.from() >= start + WIDTH - BEFORE) {
        groups.add(new ArrayList<>());
        start = mark.from();
      }
      groups.getLast().add(mark);
    }
    return groups;
  }

  private static void addLine(
      List<Row> rows, int gutter, int number, SourceLine line, List<Mark> marks, Ink primary) {
    int from = 0;
    int to = line.width();
    if (to > WIDTH) {
      from = Math.max(0, Math.min(marks.getFirst().from() - BEFORE, to - WIDTH));
      to = Math.min(to, from + WIDTH);
    }
    String before = from > 0 ? CUT : "";
    String after = to < line.width() ? CUT : "";
    Row row = new Row().put(1, String.format("%" + gutter + "d |", number), Ink.FRAME);
    int text = gutter + 4;
    rows.add(row.put(text, before + line.text(from, to) + after, Ink.PLAIN));
    int shift = text + before.length() - from;
    int limit = to + shift + after.length();
    List<Mark> shown = marks.stream().map(mark -> mark.shift(shift, limit)).toList();
    addMarks(rows, gutter, shown, primary);
  }

  /// The row of carets and dashes, and the texts: the last one beside its mark if there is room,
  /// the others hanging below theirs, from right to left.
  private static void addMarks(List<Row> rows, int gutter, List<Mark> marks, Ink primary) {
    Row underline = framed(rows, gutter);
    for (Mark mark : marks) {
      if (!mark.primary()) {
        underline.put(mark.from(), "-".repeat(mark.to() - mark.from()), Ink.FRAME);
      }
    }
    for (Mark mark : marks) {
      if (mark.primary()) {
        underline.put(mark.from(), "^".repeat(mark.to() - mark.from()), primary);
      }
    }
    List<Mark> hanging =
        marks.stream().filter(m -> !m.text().isEmpty()).collect(Collectors.toList());
    if (!hanging.isEmpty() && hasRoomBeside(hanging.getLast(), marks)) {
      Mark last = hanging.removeLast();
      underline.append(" " + last.text(), ink(last, primary));
    }
    if (!hanging.isEmpty()) {
      addStems(framed(rows, gutter), hanging, primary);
    }
    while (!hanging.isEmpty()) {
      Mark last = hanging.removeLast();
      Row row = framed(rows, gutter);
      addStems(row, hanging, primary);
      row.put(last.from(), last.text(), ink(last, primary));
    }
  }

  private static boolean hasRoomBeside(Mark mark, List<Mark> marks) {
    return marks.stream().allMatch(m -> m == mark || m.to() <= mark.from());
  }

  private static void addStems(Row row, List<Mark> marks, Ink primary) {
    marks.forEach(mark -> row.put(mark.from(), "|", ink(mark, primary)));
  }

  private static Ink ink(Mark mark, Ink primary) {
    return mark.primary() ? primary : Ink.FRAME;
  }

  private static Row framed(List<Row> rows, int gutter) {
    Row row = new Row().put(gutter + 2, "|", Ink.FRAME);
    rows.add(row);
    return row;
  }
}
