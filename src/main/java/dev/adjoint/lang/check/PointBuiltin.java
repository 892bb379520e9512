package dev.adjoint.lang.check;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// `plot_points`: points in a plane, and where a classifier parts them.
final class PointBuiltin {
  private static final int COLUMNS = 107;
  private static final int ROWS = 79;
  private static final double ROOM = 0.08; // around the points, as a share of their range

  /// The grid over the unit square.
  private static final Tensor UNIT =
      Tensor.generate(
          DType.F64,
          Shape.of(2, COLUMNS * ROWS),
          i ->
              i < COLUMNS * ROWS
                  ? (i % COLUMNS) / (COLUMNS - 1.0)
                  : (i / COLUMNS - ROWS) / (ROWS - 1.0));

  private PointBuiltin() {}

  static Value of(Invocation i) {
    Node points = points(i);
    Node labels = labels(i, points);
    var axes =
        new Chart.PointAxes(
            ChartArguments.title(i),
            i.has("x") ? i.text("x") : "x1",
            i.has("y") ? i.text("y") : "x2");
    return i.act(
        new Chart.Points(
            points,
            labels,
            i.has("model") ? Optional.of(region(i, points, labels)) : Optional.empty(),
            ChartArguments.texts(i, "classes"),
            axes,
            ChartArguments.file(i),
            i.span()));
  }

  private static boolean isTwo(Dim dim) {
    return dim.value().equals(OptionalInt.of(2));
  }

  private static Node points(Invocation i) {
    Node points = i.node("X");
    List<Dim> dims = points.type().dims();
    if (dims.size() == 2 && isTwo(dims.getFirst())) {
      return points;
    }
    throw LangCode.WRONG_KIND.thrown(
        i.span("X"),
        "points in a plane are columns of two features, [2, m], and this is " + points.type(),
        dims.size() == 2 && isTwo(dims.get(1))
            ? "`%s.T` has a column for each point".formatted(i.valueSpan("X").text())
            : "choose two features: `X[0:2, :]`, say");
  }

  private static Node labels(Invocation i, Node points) {
    Node labels = i.node("Y");
    List<Dim> dims = labels.type().dims();
    Dim count = points.type().dim(1);
    if (dims.isEmpty() || dims.size() > 2 || !dims.getLast().matches(count)) {
      throw LangCode.WRONG_KIND.thrown(
          i.span("Y"),
          "%s points have labels [1, %s], and this is %s".formatted(count, count, labels.type()),
          "for more than two classes numbers from 0 do, or one_hot columns [k, %s]"
              .formatted(count));
    }
    return labels;
  }

  /// The model applied to points all over the plane, like any other call of it.
  private static Chart.Region region(Invocation i, Node points, Node labels) {
    requireModel(i);
    Node plane = i.elaboration().build(i.span(), () -> plane(points));
    Value found;
    try {
      found = new Calls(i.expressions()).of(i.value("model"), plane, i.valueSpan("model"));
    } catch (AdjointException e) {
      throw new AdjointException(
          e.diagnostics().stream()
              .map(
                  d ->
                      d.note(
                          "`plot_points` asks the model for points all over the plane: columns %s"
                              .formatted(plane.type())))
              .toList());
    }
    Node scores = i.expressions().node(found, i.span("model"));
    List<Dim> dims = scores.type().dims();
    boolean fits = dims.size() == 2 && dims.get(1).matches(plane.type().dim(1));
    if (!fits) {
      throw LangCode.WRONG_KIND.thrown(
          i.span("model"),
          "for points %s the model gives %s".formatted(plane.type(), scores.type()),
          "a model gives a probability for each column, or a row of scores for each class");
    }
    boolean isOneHot = labels.rank() == 2 && labels.type().dim(0).value().orElse(1) > 2;
    if (isOneHot && dims.getFirst().value().equals(OptionalInt.of(1))) {
      throw LangCode.WRONG_KIND.thrown(
          i.span("model"),
          "there are %s classes, and the model gives one probability for each point"
              .formatted(labels.type().dim(0)),
          "`softmax(…)` gives a row for each class");
    }
    return new Chart.Region(plane, COLUMNS, scores);
  }

  private static void requireModel(Invocation i) {
    switch (i.value("model")) {
      case Value.Function _, Value.Layer _, Value.BuiltIn _ -> {}
      case Value.Unknown _ -> throw new Elaboration.Poisoned();
      case Value other ->
          throw LangCode.WRONG_KIND.thrown(
              i.span("model"),
              "a model is a function of points, and this is " + other.kind(),
              "`fn predict(x) = …` and `model = predict`: it is called with all points that are"
                  + " drawn");
    }
  }

  /// A grid over the range of some points and around it, row after row from below.
  private static Node plane(Node points) {
    Node low = ReduceFunction.MIN.of(points, List.of(1), true);
    Node range = ReduceFunction.MAX.of(points, List.of(1), true).minus(low);
    Node room = range.times(ROOM).plus(range.equal(0));
    Node unit = Node.constant(UNIT.as(points.type().dtype()));
    return low.minus(room).plus(unit.times(range.plus(room.times(2)))).named("plane");
  }
}
