package dev.adjoint.draw.layout;

import dev.adjoint.draw.sketch.DrawError;
import dev.adjoint.draw.sketch.Sketch;
import dev.adjoint.draw.sketch.Sketch.Card;
import dev.adjoint.draw.sketch.Sketch.Frame;
import dev.adjoint.draw.sketch.Sketch.Wire;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.graphper.api.Cluster;
import org.graphper.api.GraphContainer.GraphContainerBuilder;
import org.graphper.api.Graphviz;
import org.graphper.api.Html;
import org.graphper.api.Line;
import org.graphper.api.Node;
import org.graphper.api.attributes.ArrowShape;
import org.graphper.api.attributes.LineStyle;
import org.graphper.api.attributes.NodeShapeEnum;
import org.graphper.api.attributes.Rankdir;
import org.graphper.draw.DrawGraph;
import org.graphper.draw.ExecuteException;

/// Layout by graphper, a `dot` in Java: for machines without Graphviz.
public final class JavaDot implements Layout {
  private static final long STACK = 256L << 20; // it recurses along the graph
  private static final double INCH = 72;
  private static final double DETOUR = 1.15;
  private static final double NEAR = 2.5; // as far from a box as an arrow may end
  private static final int ROUNDS = 100; // of its simplex; its own 10,000 are slower, not better

  @Override
  public Placement place(Sketch sketch) {
    FutureTask<Placement> task = new FutureTask<>(() -> layout(sketch));
    Thread.ofPlatform().daemon().stackSize(STACK).name("layout").start(task);
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw DrawError.NO_LAYOUT.thrown(
          e.getCause(),
          "the picture could not be laid out: " + e.getCause(),
          "with Graphviz installed, its `dot` does it",
          "on a machine without a screen, `-Djava.awt.headless=true`");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DrawError.NO_LAYOUT.thrown(e, "the layout was interrupted");
    }
  }

  private static Placement layout(Sketch sketch) throws ExecuteException {
    List<Node> nodes = sketch.cards().stream().map(JavaDot::node).toList();
    var graph =
        Graphviz.digraph()
            .rankdir(sketch.down() ? Rankdir.TB : Rankdir.LR)
            .nodeSep(GAP / INCH)
            .rankSep(RANK_GAP / INCH)
            .nslimit(ROUNDS);
    fill(graph, sketch, null, nodes);
    List<Line> lines = new ArrayList<>();
    for (Wire wire : sketch.wires()) {
      Line line =
          Line.builder(nodes.get(above(wire).index()), nodes.get(below(wire).index()))
              .arrowHead(ArrowShape.NONE)
              .build();
      lines.add(line);
      graph.addLine(line);
    }
    for (Wire wire : sketch.order()) {
      graph.addLine(
          Line.builder(nodes.get(wire.from().index()), nodes.get(wire.to().index()))
              .style(LineStyle.INVIS)
              .weight(1)
              .build());
    }
    DrawGraph drawn =
        org.graphper.api.attributes.Layout.DOT.getLayoutEngine().layout(graph.build());
    List<Rectangle2D> cards = new ArrayList<>();
    for (Card card : sketch.cards()) {
      var place = drawn.getNodeDrawProp(nodes.get(card.index()));
      cards.add(card.around(new Point2D.Double(place.getX(), place.getY())));
    }
    List<Path2D> wires = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      List<Point2D> points = new ArrayList<>();
      drawn
          .getLineDrawProp(lines.get(i))
          .forEach(p -> points.add(new Point2D.Double(p.getX(), p.getY())));
      Wire wire = sketch.wires().get(i);
      wires.add(shortened(sketch, wire, joining(wire, points, cards), cards));
    }
    return Placement.of(sketch, cards, wires);
  }

  /// The end of a wire that lies above the other, or to its left. A wire that leads back to an earlier
  /// card is laid out the other way round, since graphper knows no circles.
  private static Card above(Wire wire) {
    return wire.from().index() < wire.to().index() ? wire.from() : wire.to();
  }

  private static Card below(Wire wire) {
    return above(wire) == wire.from() ? wire.to() : wire.from();
  }

  /// The points in the direction of their wire; none if they do not join its cards, as may be where
  /// frames are in the way of what leads back.
  private static List<Point2D> joining(Wire wire, List<Point2D> points, List<Rectangle2D> cards) {
    Rectangle2D from = cards.get(wire.from().index());
    Rectangle2D to = cards.get(wire.to().index());
    return Stream.of(points, points.reversed())
        .filter(path -> !path.isEmpty())
        .filter(path -> isAt(from, path.getFirst()) && isAt(to, path.getLast()))
        .findFirst()
        .orElse(List.of());
  }

  private static boolean isAt(Rectangle2D box, Point2D point) {
    double x = Math.abs(point.getX() - box.getCenterX()) - box.getWidth() / 2;
    double y = Math.abs(point.getY() - box.getCenterY()) - box.getHeight() / 2;
    return Math.abs(Math.max(x, y)) <= NEAR;
  }

  /// The wire along these points, or the straight line if that is free and they go a detour: around
  /// frames graphper goes far.
  private static Path2D shortened(
      Sketch sketch, Wire wire, List<Point2D> points, List<Rectangle2D> cards) {
    Rectangle2D from = cards.get(wire.from().index());
    Rectangle2D to = cards.get(wire.to().index());
    Line2D line = Paths.line(from, to);
    Path2D path = points.isEmpty() ? new Path2D.Double(line) : Paths.curve(points);
    double straight = line.getP1().distance(line.getP2());
    boolean detour = Paths.length(Paths.flattened(path)) > DETOUR * straight;
    boolean alone =
        sketch.wires().stream()
            .noneMatch(
                other -> other != wire && other.from() == wire.from() && other.to() == wire.to());
    boolean free =
        cards.stream().noneMatch(card -> card != from && card != to && line.intersects(card));
    return detour && alone && free ? new Path2D.Double(line) : path;
  }

  private static Node node(Card card) {
    return Node.builder()
        .id(card.id())
        .label("")
        .shape(NodeShapeEnum.RECT)
        .fixedSize(true)
        .width(card.width() / INCH)
        .height(card.height() / INCH)
        .build();
  }

  private static void fill(
      GraphContainerBuilder<?, ?> container, Sketch sketch, Frame frame, List<Node> nodes) {
    sketch.in(frame).forEach(card -> container.addNode(nodes.get(card.index())));
    for (Frame inner : sketch.framesIn(frame)) {
      var cluster = Cluster.builder();
      cluster.id("cluster_" + inner.index());
      cluster.margin(Frame.PADDING / INCH);
      cluster.table(
          Html.table()
              .border(0)
              .fixedSize(true)
              .width(10)
              .height(Frame.LABEL)
              .tr(Html.td().text("")));
      fill(cluster, sketch, inner, nodes);
      container.cluster(cluster.build());
    }
  }
}
