package dev.adjoint.draw.chart;

import dev.adjoint.draw.chart.Plot.Series;
import dev.adjoint.draw.ink.Ink;
import dev.adjoint.draw.ink.Ink.Pen;
import dev.adjoint.draw.sketch.Numbers;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// The line of a series in a frame, in pieces where values have no place.
///
/// @param pieces the corners of the line; a single one is a dot
/// @param broken the first value that is infinite or not a number
/// @param last the last point before that, or where it leaves the frame, if there is one
record Curve(
    Series series, List<List<Point2D>> pieces, OptionalInt broken, Optional<Point2D> last) {
  private static final int MARKERS = 6;

  /// Of the values that share a column of half a point only the smallest and the largest are drawn:
  /// nobody sees the others.
  static Curve of(Series series, Frame frame) {
    OptionalInt broken = series.broken();
    List<List<Point2D>> pieces = new ArrayList<>();
    Optional<Point2D> last = Optional.empty();
    boolean goesOn = false;
    int end;
    for (int i = 0; i < series.count(); i = end) {
      if (i == broken.orElse(-1) && !pieces.isEmpty()) {
        last = Optional.of(pieces.getLast().getLast());
      }
      end = column(series, frame, i);
      if (end == i) {
        goesOn = false;
        end++;
        continue;
      }
      if (!goesOn) {
        pieces.add(new ArrayList<>());
        goesOn = true;
      }
      for (int at : extremes(series, i, end)) {
        Point2D point = frame.at(series.place(at), series.values().at(at));
        if (!frame.up().reaches(series.values().at(at))) {
          Optional<Point2D> edge = leave(pieces.getLast(), point, frame);
          return new Curve(series, pieces, broken, edge);
        }
        pieces.getLast().add(point);
      }
    }
    return new Curve(series, pieces, broken, last);
  }

  /// Adds to a line the point where it leaves the frame upwards or downwards.
  private static Optional<Point2D> leave(List<Point2D> piece, Point2D to, Frame frame) {
    double y = to.getY() < frame.area().getMinY() ? frame.area().getMinY() : frame.area().getMaxY();
    Point2D from = piece.isEmpty() ? new Point2D.Double(to.getX(), y) : piece.getLast();
    double share = from.getY() == y ? 0 : (y - from.getY()) / (to.getY() - from.getY());
    Point2D edge = new Point2D.Double(from.getX() + share * (to.getX() - from.getX()), y);
    piece.add(edge);
    return Optional.of(edge);
  }

  /// The end, exclusive, of the values from `start` on that have a place, all in one column; `start`
  /// itself if that value has none.
  private static int column(Series series, Frame frame, int start) {
    int end = start;
    while (end < series.count()
        && isPlaced(series, frame, end)
        && Math.round(2 * frame.x(series.place(end)))
            == Math.round(2 * frame.x(series.place(start)))) {
      end++;
    }
    return end;
  }

  private static boolean isPlaced(Series series, Frame frame, int i) {
    return Axis.holds(series.values().at(i), frame.up().logarithmic())
        && Axis.holds(series.place(i), frame.across().logarithmic());
  }

  /// Where the smallest and the largest of some values are, in their order.
  private static int[] extremes(Series series, int start, int end) {
    int least = start;
    int most = start;
    for (int i = start; i < end; i++) {
      least = series.values().at(i) < series.values().at(least) ? i : least;
      most = series.values().at(i) > series.values().at(most) ? i : most;
    }
    return IntStream.of(least, most).sorted().distinct().toArray();
  }

  /// What the legend says: the name, and where the values left the range of numbers.
  String label() {
    String remark = remark();
    return remark.isEmpty() || series.name().isEmpty()
        ? series.name() + remark
        : series.name() + ": " + remark;
  }

  private String remark() {
    if (series.count() == 0) {
      return "no values";
    }
    if (broken.isEmpty()) {
      return "";
    }
    int at = broken.getAsInt();
    String what = series.diverges() ? "diverged" : Numbers.print(series.values().at(at));
    return what + " at " + Numbers.print(series.place(at));
  }

  /// Whether some of it lies in a rectangle.
  boolean meets(Rectangle2D room) {
    for (List<Point2D> piece : pieces) {
      for (int i = 0; i < piece.size(); i++) {
        if (room.intersectsLine(new Line2D.Double(piece.get(Math.max(0, i - 1)), piece.get(i)))) {
          return true;
        }
      }
    }
    return false;
  }

  /// @param of how many curves it is one
  void draw(Ink ink, int index, int of) {
    Pen pen = Palette.line(index);
    Pen full = Palette.fill(index);
    Path2D path = new Path2D.Double();
    for (List<Point2D> piece : pieces) {
      Point2D first = piece.getFirst();
      if (piece.size() == 1) {
        ink.draw(Marker.CIRCLE.at(first.getX(), first.getY(), 2), full);
        continue;
      }
      path.moveTo(first.getX(), first.getY());
      piece.stream().skip(1).forEach(to -> path.lineTo(to.getX(), to.getY()));
    }
    if (path.getCurrentPoint() != null) {
      ink.draw(path, pen);
    }
    if (of > 1) {
      markers(index, of)
          .forEach(p -> ink.draw(Palette.marker(index).at(p.getX(), p.getY(), 3), full));
    }
    last.ifPresent(p -> cross(ink, p, pen.stroke()));
  }

  /// Some points of the line, not where other curves have theirs.
  private List<Point2D> markers(int index, int of) {
    List<Point2D> points = pieces.stream().flatMap(List::stream).toList();
    List<Point2D> markers = new ArrayList<>();
    if (points.size() <= 2 * MARKERS) {
      return points;
    }
    double from = points.getFirst().getX();
    double length = points.getLast().getX() - from;
    double next = from + length * (index + 0.5) / of / MARKERS;
    for (Point2D point : points) {
      if (point.getX() >= next) {
        markers.add(point);
        next += length / MARKERS;
      }
    }
    return markers;
  }

  private static void cross(Ink ink, Point2D p, String colour) {
    double r = 4.5;
    Path2D cross = new Path2D.Double();
    cross.moveTo(p.getX() - r, p.getY() - r);
    cross.lineTo(p.getX() + r, p.getY() + r);
    cross.moveTo(p.getX() - r, p.getY() + r);
    cross.lineTo(p.getX() + r, p.getY() - r);
    ink.draw(cross, new Pen("", colour, 2));
  }
}
