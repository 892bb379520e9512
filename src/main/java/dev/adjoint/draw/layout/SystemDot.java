package dev.adjoint.draw.layout;

import dev.adjoint.draw.sketch.DrawError;
import dev.adjoint.draw.sketch.Sketch;
import dev.adjoint.draw.sketch.Sketch.Card;
import dev.adjoint.draw.sketch.Sketch.Frame;
import dev.adjoint.draw.sketch.Sketch.Wire;
import dev.adjoint.source.AdjointException;
import guru.nidi.graphviz.attribute.Label;
import guru.nidi.graphviz.model.Link;
import guru.nidi.graphviz.model.MutableGraph;
import guru.nidi.graphviz.model.MutableNode;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/// Layout by Graphviz. It is given boxes of our sizes, without text, so what it answers does not
/// depend on its fonts; it answers in its `plain` format, a line for a box or a wire.
///
/// @param program the `dot` to run
public record SystemDot(Path program) implements Layout {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// More cards than these are not moved to their best places at any price: of 250 that takes `dot`
  /// 18 s, and 1 s with bounds.
  private static final int MANY = 120;

  private static final int ROUNDS = 2; // of the network simplex, in multiples of the cards
  private static final double INCH = 72;

  @Override
  public Placement place(Sketch sketch) {
    String plain = run(DotGraph.text(sketch, new Boxes(sketch.cards().size())));
    try {
      return read(sketch, plain);
    } catch (RuntimeException e) {
      throw failed(e, "`%s` does not answer as Graphviz does".formatted(program));
    }
  }

  /// Boxes of our sizes without text, and wires without heads.
  private record Boxes(int count) implements DotGraph.Dress {
    @Override
    public void graph(MutableGraph graph) {
      if (count > MANY) {
        graph.graphAttrs().add("nslimit", ROUNDS);
        graph.graphAttrs().add("nslimit1", ROUNDS);
      }
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

  // graphviz-java's own runner asks a shell, so that a program's folder is lost and a space in it
  // breaks; and it leaves its files in a folder that only the first user of a machine may write.
  private String run(String graph) {
    try {
      Process process =
          new ProcessBuilder(program.toString(), "-Tplain").redirectErrorStream(true).start();
      Thread watchdog = Thread.ofVirtual().start(() -> stopWhenLate(process));
      try (var input = process.getOutputStream()) {
        input.write(graph.getBytes(StandardCharsets.UTF_8));
      }
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      watchdog.interrupt();
      if (code != 0) {
        throw failed(null, "`%s` failed: %s".formatted(program, answer.strip()));
      }
      return answer;
    } catch (IOException e) {
      throw failed(e, "`%s` does not run: %s".formatted(program, e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(e, "the layout was interrupted");
    }
  }

  private static void stopWhenLate(Process process) {
    try {
      if (!process.waitFor(PATIENCE)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      // it was in time
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
