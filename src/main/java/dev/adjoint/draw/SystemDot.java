package dev.adjoint.draw;

import dev.adjoint.draw.Sketch.Card;
import dev.adjoint.draw.Sketch.Frame;
import dev.adjoint.draw.Sketch.Wire;
import dev.adjoint.source.AdjointException;
import guru.nidi.graphviz.attribute.Label;
import guru.nidi.graphviz.engine.Engine;
import guru.nidi.graphviz.engine.Format;
import guru.nidi.graphviz.engine.GraphvizCmdLineEngine;
import guru.nidi.graphviz.engine.GraphvizException;
import guru.nidi.graphviz.engine.Options;
import guru.nidi.graphviz.model.Link;
import guru.nidi.graphviz.model.MutableGraph;
import guru.nidi.graphviz.model.MutableNode;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Layout by Graphviz. It is given boxes of our sizes, without text, so what it answers does not
/// depend on its fonts; it answers in its `plain` format, a line for a box or a wire.
///
/// @param program the `dot` to run
record SystemDot(Path program) implements Layout {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final double INCH = 72;

  @Override
  public Placement place(Sketch sketch) {
    String plain = run(DotGraph.text(sketch, new Boxes()));
    try {
      return read(sketch, plain);
    } catch (RuntimeException e) {
      throw failed(e, "`%s` does not answer as Graphviz does".formatted(program));
    }
  }

  /// Boxes of our sizes without text, and wires without heads.
  private record Boxes() implements DotGraph.Dress {
    @Override
    public void graph(MutableGraph graph) {
      graph.graphAttrs().add("nodesep", inches(GAP));
      graph.graphAttrs().add("ranksep", inches(RANK_GAP));
      graph.nodeAttrs().add("shape", "box");
      graph.nodeAttrs().add("fixedsize", true);
      graph.nodeAttrs().add("label", "");
      graph.linkAttrs().add("arrowhead", "none");
    }

    @Override
    public void card(Card card, MutableNode node) {
      node.add("width", inches(card.width())).add("height", inches(card.height()));
    }

    @Override
    public void frame(Frame frame, MutableGraph cluster) {
      String heading =
          "<table border=\"0\" fixedsize=\"true\" width=\"10\" height=\"%d\"><tr><td></td></tr></table>"
              .formatted(Frame.LABEL);
      cluster.graphAttrs().add("margin", Frame.PADDING);
      cluster.graphAttrs().add(Label.html(heading));
    }

    @Override
    public Link wire(Wire wire, Link link) {
      return link;
    }

    private static String inches(double points) {
      return String.format(Locale.ROOT, "%.4f", points / INCH);
    }
  }

  /// What Graphviz answers, by way of graphviz-java, which starts it and waits for it.
  private String run(String graph) {
    if (!Files.isExecutable(program)) {
      throw failed(null, "`%s` is no program".formatted(program));
    }
    try {
      return new GraphvizCmdLineEngine(program.getFileName().toString())
          .searchPath(program.toAbsolutePath().getParent().toString())
          .timeout((int) PATIENCE.toSeconds(), TimeUnit.SECONDS)
          .execute(graph, Options.create().engine(Engine.DOT).format(Format.PLAIN), null)
          .asString();
    } catch (GraphvizException | IOException e) {
      throw failed(e, "`%s` does not run: %s".formatted(program, e.getMessage()));
    }
  }

  private static AdjointException failed(Throwable cause, String message) {
    return DrawError.NO_LAYOUT.thrown(
        cause, message, "`-Dadjoint.dot=java` lays out pictures without Graphviz");
  }

  private static Placement read(Sketch sketch, String plain) {
    Rectangle2D[] cards = new Rectangle2D[sketch.cards().size()];
    Map<String, Deque<Path2D>> wires = new HashMap<>(); // several may join the same two cards
    for (String line : plain.lines().toList()) {
      String[] words = line.split(" ");
      if (words[0].equals("node")) {
        int index = Integer.parseInt(words[1].substring(1));
        cards[index] = sketch.cards().get(index).around(point(words, 2));
      } else if (words[0].equals("edge")) {
        String ends = words[1] + " " + words[2];
        wires.computeIfAbsent(ends, _ -> new ArrayDeque<>()).add(curve(words));
      }
    }
    List<Path2D> paths = new ArrayList<>();
    for (Wire wire : sketch.wires()) {
      paths.add(wires.get(wire.from().id() + " " + wire.to().id()).remove());
    }
    return Placement.of(sketch, List.of(cards), paths);
  }

  private static Path2D curve(String[] words) {
    Point2D[] points = new Point2D[Integer.parseInt(words[3])];
    Arrays.setAll(points, i -> point(words, 4 + 2 * i));
    return Paths.curve(List.of(points));
  }

  /// Graphviz counts in inches, and upwards.
  private static Point2D point(String[] words, int index) {
    return new Point2D.Double(
        INCH * Double.parseDouble(words[index]), -INCH * Double.parseDouble(words[index + 1]));
  }
}
