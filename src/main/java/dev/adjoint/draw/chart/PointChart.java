package dev.adjoint.draw.chart;

import dev.adjoint.draw.ink.Ink;
import dev.adjoint.draw.ink.Ink.Pen;
import dev.adjoint.draw.sketch.DrawError;
import dev.adjoint.draw.sketch.Glyphs;
import dev.adjoint.tensor.Tensor;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;

/// Points of classes with their axes, ready to be drawn.
///
/// @param contours where the plane is given to a class, by the numbers of classes; none without a
///     classifier
/// @param place where the legend lies, within the frame or to its right
record PointChart(
    Frame frame, List<Dot> dots, List<Contour> contours, Legend legend, Rectangle2D place)
    implements Sheet {
  private static final double WIDTH = 600;
  private static final double HEIGHT = 450;
  private static final int CROWD = 3000; // points
  private static final Pen LINE = new Pen("", "#1f2937", 1.5);

  /// A point in the picture, of a class.
  record Dot(Point2D at, int of) {}

  static PointChart of(Scatter scatter) {
    Classes labels = Classes.of(scatter.labels());
    Tensor plane =
        scatter
            .region()
            .map(Scatter.Region::plane)
            .orElseGet(() -> Scatter.plane(scatter.points()));
    int count = plane.shape().size(1);
    Axis across = axis(plane.at(0), plane.at(count - 1));
    Axis up = axis(plane.at(count), plane.at(2 * count - 1));
    Frame frame =
        Frame.of(scatter.title(), scatter.across(), scatter.up(), across, up, WIDTH, HEIGHT);
    List<Dot> dots = dots(scatter.points(), labels, frame);
    List<Contour> contours =
        scatter.region().map(region -> contours(region, labels.count(), frame)).orElse(List.of());
    int classes = Math.max(labels.count(), contours.size());
    Legend legend = Legend.of(Classes.names(scatter.classes(), classes));
    Rectangle2D beside =
        new Rectangle2D.Double(WIDTH, frame.area().getMinY(), legend.width(), legend.height());
    Rectangle2D place =
        legend.inside(frame.area(), room -> isCovered(room, dots, contours)).orElse(beside);
    return new PointChart(frame, dots, contours, legend, place);
  }

  private static Axis axis(double low, double high) {
    return Axis.exact(low, high, 0).within(low, high);
  }

  /// The points that can be told apart, in their order.
  private static List<Dot> dots(Tensor points, Classes labels, Frame frame) {
    int count = points.shape().size(1);
    double cell = count <= CROWD ? 0.5 : 2; // in a crowd what lies nearer is covered
    List<Dot> dots = new ArrayList<>();
    Set<List<Long>> seen = new HashSet<>();
    for (int i = 0; i < count; i++) {
      double x = points.at(i);
      double y = points.at(count + i);
      if (Axis.holds(x, false) && Axis.holds(y, false)) {
        Point2D at = frame.at(x, y);
        long of = labels.of().get(i);
        if (seen.add(List.of(of, Math.round(at.getX() / cell), Math.round(at.getY() / cell)))) {
          dots.add(new Dot(at, labels.of().get(i)));
        }
      }
    }
    return dots;
  }

  private static List<Contour> contours(Scatter.Region region, int labels, Frame frame) {
    Tensor scores = region.scores();
    Tensor plane = region.plane();
    int count = plane.shape().size(1);
    Contour.Place place =
        (row, column) -> {
          int i = row * region.columns() + column;
          return frame.at(plane.at(i), plane.at(count + i));
        };
    boolean isOne = scores.shape().count() == count;
    boolean isProbability = isOne && Classes.count(scores) == 2;
    if (isProbability && labels > 2) {
      throw DrawError.NOT_PLOTTED.thrown(
          "there are %d classes, and the classifier gives one probability".formatted(labels),
          "it gives a row of scores for each class, `softmax(…)` say");
    }
    int classes = isOne ? Classes.count(scores) : scores.shape().size(0);
    List<Contour> contours = new ArrayList<>();
    for (int k = 0; k < classes; k++) {
      int own = k;
      IntToDoubleFunction lead =
          isProbability
              ? i -> (own == 1 ? 1 : -1) * logOdds(scores.at(i))
              : isOne ? i -> scores.at(i) == own ? 1 : -1 : i -> lead(scores, own, i);
      Contour.Field field = (row, column) -> lead.applyAsDouble(row * region.columns() + column);
      contours.add(Contour.of(region.rows(), region.columns(), field, place));
    }
    return contours;
  }

  /// Straighter between two points than the probability itself, which bends into 0 and 1.
  private static double logOdds(double probability) {
    double bounded = Math.clamp(probability, 1e-15, 1 - 1e-15);
    return Math.log(bounded / (1 - bounded));
  }

  /// By how much the score of a class is above all others, in logarithms where all are positive, as
  /// probabilities are.
  private static double lead(Tensor scores, int own, int column) {
    int count = scores.shape().size(1);
    double best = Double.NEGATIVE_INFINITY;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < scores.shape().size(0); k++) {
      double score = scores.at(k * count + column);
      best = k == own ? best : Math.max(best, score);
      least = Math.min(least, score);
    }
    double score = scores.at(own * count + column);
    return least > 0 ? Math.log(score) - Math.log(best) : score - best;
  }

  private static boolean isCovered(Rectangle2D room, List<Dot> dots, List<Contour> contours) {
    return dots.stream().anyMatch(dot -> room.contains(dot.at()))
        || contours.stream()
            .flatMap(contour -> contour.boundary().stream())
            .anyMatch(room::intersectsLine);
  }

  @Override
  public double width() {
    return Math.max(WIDTH, Math.ceil(place.getMaxX() + MARGIN));
  }

  @Override
  public double height() {
    return Math.max(HEIGHT, Math.ceil(place.getMaxY() + MARGIN));
  }

  @Override
  public String title() {
    return frame.title().isEmpty() ? frame.above() + " over " + frame.right() : frame.title();
  }

  @Override
  public void fill(Ink ink) {
    regions(ink);
    frame.draw(ink);
    ink.begin("points", "", "");
    double radius = dots.size() <= 500 ? 3.6 : dots.size() <= CROWD ? 2.6 : 1.8;
    for (Dot dot : dots) {
      marker(ink, dot.of(), dot.at().getX(), dot.at().getY(), radius);
    }
    ink.end();
    legend.draw(ink, place, (k, x, y) -> key(ink, k, x, y));
  }

  private void regions(Ink ink) {
    for (int k = 0; k < contours.size(); k++) {
      ink.begin(
          "region",
          "r" + k,
          Glyphs.line(legend.names().get(Math.min(k, legend.names().size() - 1)).text()));
      ink.draw(contours.get(k).inside(), new Pen(Palette.shade(k), "", 0));
      ink.end();
    }
    ink.begin("boundary", "", "");
    Path2D path = new Path2D.Double();
    for (Contour contour : contours.stream().skip(1).toList()) { // the lines of 0 are others' too
      for (Line2D line : contour.boundary()) {
        path.append(line, false);
      }
    }
    if (path.getCurrentPoint() != null) {
      ink.draw(path, LINE);
    }
    ink.end();
  }

  private void key(Ink ink, int k, double x, double y) {
    if (k < contours.size()) {
      ink.draw(new Rectangle2D.Double(x - 12, y - 5.5, 24, 11), new Pen(Palette.shade(k), "", 0));
    }
    marker(ink, k, x, y, 3.6);
  }

  private static void marker(Ink ink, int k, double x, double y, double radius) {
    ink.draw(Palette.marker(k).at(x, y, radius), Palette.fill(k));
  }
}
