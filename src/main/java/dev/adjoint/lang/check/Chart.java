package dev.adjoint.lang.check;

import dev.adjoint.graph.Node;
import dev.adjoint.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// An action that shows values as a chart.
public sealed interface Chart extends Action {
  /// The tensors that it shows.
  Stream<Node> tensors();

  /// What is written on it, in which values are filled in.
  Stream<Value.Text> texts();

  /// All values that it asks for.
  default Stream<Node> values() {
    return Stream.concat(tensors(), texts().flatMap(Value.Text::values));
  }

  /// Plots vectors against their index to a file.
  record Plot(List<Curve> curves, PlotAxes axes, String to, Span span) implements Chart {
    @Override
    public Stream<Node> tensors() {
      return curves.stream().map(Curve::values);
    }

    @Override
    public Stream<Value.Text> texts() {
      return Stream.concat(curves.stream().map(Curve::name), Stream.of(axes.title()));
    }
  }

  /// A vector with the name that the legend gives it.
  ///
  /// @param every how far its values lie apart
  record Curve(Value.Text name, int every, Node values) {}

  /// What stands beside a plot, and how its axes divide their numbers.
  record PlotAxes(Value.Text title, String x, String y, boolean logX, boolean logY) {}

  /// Draws points with two features, and where a classifier parts their classes, to a file.
  ///
  /// @param region the points of the plane that the classifier was asked for, and its answer
  record Points(
      Node points,
      Node labels,
      Optional<Region> region,
      List<Value.Text> classes,
      PointAxes axes,
      String to,
      Span span)
      implements Chart {
    @Override
    public Stream<Node> tensors() {
      return Stream.concat(
          Stream.of(points, labels),
          region.stream().flatMap(r -> Stream.of(r.plane(), r.scores())));
    }

    @Override
    public Stream<Value.Text> texts() {
      return Stream.concat(classes.stream(), Stream.of(axes.title()));
    }
  }

  /// What a classifier says of the plane: of a grid of points with so many columns.
  record Region(Node plane, int columns, Node scores) {}

  /// What stands beside points.
  record PointAxes(Value.Text title, String x, String y) {}

  /// Draws pictures side by side to a file.
  ///
  /// @param of one picture each, or one tensor of several
  /// @param captions what stands below each; empty where `judged` says it, or nobody
  /// @param most how many are drawn at most
  record Images(
      List<Node> of,
      Arrangement arrangement,
      List<Value.Text> captions,
      Optional<Judged> judged,
      List<Value.Text> classes,
      int most,
      OptionalInt columns,
      Value.Text title,
      String to,
      Span span)
      implements Chart {
    @Override
    public Stream<Node> tensors() {
      return Stream.concat(
          of.stream(),
          judged.stream()
              .flatMap(j -> Stream.concat(Stream.of(j.predicted()), j.labels().stream())));
    }

    @Override
    public Stream<Value.Text> texts() {
      return Stream.of(captions.stream(), classes.stream(), Stream.of(title))
          .flatMap(texts -> texts);
    }
  }

  /// How pictures lie in a tensor.
  sealed interface Arrangement {}

  /// It is one picture.
  record OnePicture() implements Arrangement {}

  /// One behind the other, along the first axis.
  record Stacked() implements Arrangement {}

  /// Each is a column, row after row, of a picture of this size.
  record InColumns(List<Integer> size) implements Arrangement {}

  /// What a classifier takes pictures for.
  ///
  /// @param labels what they are
  /// @param wrongOnly whether only those are shown that are taken for something else
  record Judged(Node predicted, Optional<Node> labels, boolean wrongOnly) {}

  /// Counts what a classifier takes examples for.
  ///
  /// @param to the file to draw to; the counts are printed if there is none
  record Confusion(
      Node predicted,
      Node labels,
      List<Value.Text> classes,
      Value.Text title,
      Optional<String> to,
      Span span)
      implements Chart {
    @Override
    public Stream<Node> tensors() {
      return Stream.of(predicted, labels);
    }

    @Override
    public Stream<Value.Text> texts() {
      return Stream.concat(classes.stream(), Stream.of(title));
    }
  }
}
