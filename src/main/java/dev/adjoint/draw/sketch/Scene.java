package dev.adjoint.draw.sketch;

import dev.adjoint.trace.Trace;
import java.util.Objects;

/// What is to be drawn, and how much of it.
///
/// @param trace the graph, and the numbers that are shown in it
/// @param title the heading, or empty
/// @param detail which nodes have a box
/// @param direction which way values flow
public record Scene(Trace trace, String title, Detail detail, Direction direction) {

  /// Which nodes have a box of their own.
  public enum Detail {
    /// Every operation.
    OPERATIONS,
    /// What has a name; the operations between are told in its formula.
    NAMES
  }

  /// Which way values flow.
  public enum Direction {
    /// To the right if the graph is short, else down.
    AUTOMATIC,
    /// To the right.
    RIGHT,
    /// Down the page.
    DOWN
  }

  public Scene {
    Objects.requireNonNull(trace);
    Objects.requireNonNull(title);
    Objects.requireNonNull(detail);
    Objects.requireNonNull(direction);
  }

  public static Scene of(Trace trace) {
    return new Scene(trace, "", Detail.OPERATIONS, Direction.AUTOMATIC);
  }

  public Scene trace(Trace trace) {
    return new Scene(trace, title, detail, direction);
  }

  public Scene title(String title) {
    return new Scene(trace, title, detail, direction);
  }

  public Scene detail(Detail detail) {
    return new Scene(trace, title, detail, direction);
  }

  public Scene direction(Direction direction) {
    return new Scene(trace, title, detail, direction);
  }
}
