package dev.adjoint.draw.chart;

import dev.adjoint.draw.ink.Output;
import dev.adjoint.draw.ink.RasterInk;
import dev.adjoint.draw.ink.SvgInk;
import dev.adjoint.draw.sketch.DrawError;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Points with two features, each with the colour and the shape of its class, and where a
/// classifier draws the line.
///
/// ```java
/// Scatter.of(x, y).region(plane -> model.evaluate("A", Map.of("X", plane)))
///     .write(Path.of("boundary.svg"));
/// ```
///
/// The classifier is asked for a grid of points; each class has the part of the plane that is given
/// to it in a shade of its colour, and lines part them: at 0.5 for a classifier that gives
/// probabilities of class 1. The same points give the same bytes.
///
/// @param title the heading, or empty
/// @param across the name of the first feature
/// @param up the name of the second feature
/// @param points `[2, m]`
/// @param labels `[1, m]`, numbers of classes from 0, or `[k, m]`, with a 1 for the class of each
/// @param classes the names of the classes; those without one are called by their numbers
public record Scatter(
    String title,
    String across,
    String up,
    Tensor points,
    Tensor labels,
    List<String> classes,
    Optional<Region> region) {
  private static final int COLUMNS = 107;
  private static final int ROWS = 79;
  private static final double ROOM = 0.08; // around the points, as a share of their range

  /// What a classifier says of the plane.
  ///
  /// @param plane a grid `[2, rows * columns]`, from left to right, row after row from below; it is
  ///     what the picture shows
  /// @param columns how many points lie in a row
  /// @param scores `[1, rows * columns]`, the probability of class 1, or a row for each class
  public record Region(Tensor plane, int columns, Tensor scores) {
    public Region {
      int count = plane.shape().size(1);
      if (columns < 2 || count % columns != 0 || count / columns < 2) {
        throw new IllegalArgumentException(
            "%d points are no grid of %d columns".formatted(count, columns));
      }
      if (scores.shape().rank() == 0 || scores.shape().size(scores.shape().rank() - 1) != count) {
        throw DrawError.NOT_PLOTTED.thrown(
            "the classifier was asked for %d points, and its answer is %s"
                .formatted(count, scores.shape()),
            "it takes columns [2, k], and gives [1, k], or a row for each class");
      }
    }

    int rows() {
      return plane.shape().size(1) / columns;
    }
  }

  public Scatter {
    Objects.requireNonNull(title);
    Objects.requireNonNull(across);
    Objects.requireNonNull(up);
    Objects.requireNonNull(region);
    classes = List.copyOf(classes);
    if (points.shape().rank() != 2 || points.shape().size(0) != 2) {
      throw DrawError.NOT_PLOTTED.thrown(
          "points in a plane are columns of two features, [2, m], and these are " + points.shape());
    }
    if (labels.shape().rank() == 0
        || labels.shape().size(labels.shape().rank() - 1) != points.shape().size(1)) {
      throw DrawError.NOT_PLOTTED.thrown(
          "there are %d points, and labels %s".formatted(points.shape().size(1), labels.shape()));
    }
  }

  /// Points with their labels.
  ///
  /// @throws dev.adjoint.source.AdjointException if they are not `[2, m]`, or labels are not as many
  public static Scatter of(Tensor points, Tensor labels) {
    return new Scatter("", "x1", "x2", points, labels, List.of(), Optional.empty());
  }

  /// These points under a heading.
  public Scatter title(String title) {
    return new Scatter(title, across, up, points, labels, classes, region);
  }

  /// These points with other names for their features.
  public Scatter axes(String across, String up) {
    return new Scatter(title, across, up, points, labels, classes, region);
  }

  /// These points with names for their classes.
  public Scatter classes(List<String> classes) {
    return new Scatter(title, across, up, points, labels, classes, region);
  }

  /// These points with what a classifier says of the plane around them.
  ///
  /// @param classifier from columns of two features `[2, k]` to the probability of class 1 `[1, k]`,
  ///     or a row of scores for each class
  /// @throws dev.adjoint.source.AdjointException if its answer has another shape
  public Scatter region(UnaryOperator<Tensor> classifier) {
    Tensor plane = plane(points);
    Region found = new Region(plane, COLUMNS, classifier.apply(plane));
    return new Scatter(title, across, up, points, labels, classes, Optional.of(found));
  }

  /// A grid over the points, with some room around them: from left to right, row after row from
  /// below.
  static Tensor plane(Tensor points) {
    double[] low = new double[2];
    double[] size = new double[2];
    for (int axis = 0; axis < 2; axis++) {
      double[] ends = ends(points, axis);
      double range = ends[1] - ends[0];
      double room = range == 0 ? 1 : ROOM * range;
      low[axis] = ends[0] - room;
      size[axis] = range + 2 * room;
    }
    int count = COLUMNS * ROWS;
    return Tensor.generate(
        points.dtype(),
        Shape.of(2, count),
        i ->
            i < count
                ? low[0] + size[0] * (i % COLUMNS) / (COLUMNS - 1)
                : low[1] + size[1] * ((i - count) / COLUMNS) / (ROWS - 1));
  }

  /// The smallest and the largest number of a feature.
  private static double[] ends(Tensor points, int axis) {
    int count = points.shape().size(1);
    double[] ends = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (int i = 0; i < count; i++) {
      double value = points.at(axis * count + i);
      if (Axis.holds(value, false)) {
        ends[0] = Math.min(ends[0], value);
        ends[1] = Math.max(ends[1], value);
      }
    }
    if (count == 0) {
      throw DrawError.NOT_PLOTTED.thrown("there are no points to plot");
    }
    if (ends[0] > ends[1]) {
      throw DrawError.NOT_PLOTTED.thrown("none of the points has a place in a plot");
    }
    return ends;
  }

  /// The points as an SVG document.
  ///
  /// @throws dev.adjoint.source.AdjointException if no point has a place, or there are no classes
  public String svg() {
    return SvgInk.svg(PointChart.of(this));
  }

  /// The points as a PNG image, two pixels to a point of the drawing.
  ///
  /// @throws dev.adjoint.source.AdjointException as [#svg], and if the machine has no fonts
  public byte[] png() {
    return RasterInk.png(PointChart.of(this));
  }

  /// Writes the picture in the format that the file's name says: `.svg` or `.png`. The file is there
  /// whole or not at all.
  ///
  /// @throws dev.adjoint.source.AdjointException as [#png], and if the name says another format, or
  ///     the file cannot be written
  public void write(Path file) {
    Output.write(file, Map.of(".svg", () -> Output.bytes(svg()), ".png", this::png));
  }
}
