package dev.adjoint.draw.sketch;

import dev.adjoint.source.Diagnostic;
import dev.adjoint.trace.Trace;
import dev.adjoint.trace.Unknown;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/// What is to be drawn, and how much of it.
///
/// @param trace the graph, and the numbers that are shown in it
/// @param title the heading, or empty
/// @param detail which nodes have a box
/// @param direction which way values flow
/// @param depth how many layers and functions may lie around one that is open; all are if it is
///     empty
/// @param note prose on the picture as a whole, such as when its numbers were taken, or empty
/// @param unknowns what is wrong, and what depends on that: boxes without a node
/// @param problems all that is wrong, whether or not it is with a value
public record Scene(
    Trace trace,
    String title,
    Detail detail,
    Direction direction,
    OptionalInt depth,
    String note,
    List<Unknown> unknowns,
    List<Diagnostic> problems) {

  /// Which nodes have a box of their own.
  public enum Detail {
    /// Every operation.
    OPERATIONS,
    /// What has a name; the operations between are told in its formula.
    NAMES;

    /// The words for them, in their order.
    public static final List<String> WORDS = List.of("operations", "names");

    /// The one that a word of [#WORDS] stands for.
    public static Detail of(String word) {
      return values()[WORDS.indexOf(word)];
    }
  }

  /// Which way values flow.
  public enum Direction {
    /// To the right if the graph is short, else down.
    AUTOMATIC,
    /// To the right.
    RIGHT,
    /// Down the page.
    DOWN;

    /// The words for them, in their order.
    public static final List<String> WORDS = List.of("auto", "right", "down");

    /// The one that a word of [#WORDS] stands for.
    public static Direction of(String word) {
      return values()[WORDS.indexOf(word)];
    }
  }

  public Scene {
    Objects.requireNonNull(trace);
    Objects.requireNonNull(title);
    Objects.requireNonNull(detail);
    Objects.requireNonNull(direction);
    Objects.requireNonNull(note);
    unknowns = List.copyOf(unknowns);
    problems = List.copyOf(problems);
    if (depth.isPresent() && depth.getAsInt() < 0) {
      throw new IllegalArgumentException("a depth is at least 0, not " + depth.getAsInt());
    }
  }

  public static Scene of(Trace trace) {
    return new Scene(
        trace,
        "",
        Detail.OPERATIONS,
        Direction.AUTOMATIC,
        OptionalInt.empty(),
        "",
        List.of(),
        List.of());
  }

  public Scene trace(Trace trace) {
    return new Scene(trace, title, detail, direction, depth, note, unknowns, problems);
  }

  public Scene title(String title) {
    return new Scene(trace, title, detail, direction, depth, note, unknowns, problems);
  }

  public Scene detail(Detail detail) {
    return new Scene(trace, title, detail, direction, depth, note, unknowns, problems);
  }

  public Scene direction(Direction direction) {
    return new Scene(trace, title, detail, direction, depth, note, unknowns, problems);
  }

  public Scene depth(int depth) {
    return new Scene(
        trace, title, detail, direction, OptionalInt.of(depth), note, unknowns, problems);
  }

  public Scene note(String note) {
    return new Scene(trace, title, detail, direction, depth, note, unknowns, problems);
  }

  /// This scene with what is wrong.
  public Scene wrong(List<Unknown> unknowns, List<Diagnostic> problems) {
    return new Scene(trace, title, detail, direction, depth, note, unknowns, problems);
  }
}
