package dev.adjoint.draw;

import dev.adjoint.draw.Sketch.Card;
import dev.adjoint.draw.Sketch.Frame;
import dev.adjoint.draw.Sketch.Role;
import dev.adjoint.draw.Sketch.Style;
import dev.adjoint.draw.Sketch.Text;
import dev.adjoint.draw.Sketch.Wire;
import java.util.List;
import java.util.stream.Collectors;

/// A sketch in the language of Graphviz, with all that it says, for whoever lays it out and draws it
/// elsewhere.
final class DotText {
  private final Sketch sketch;
  private final StringBuilder out = new StringBuilder();

  private DotText(Sketch sketch) {
    this.sketch = sketch;
  }

  static String of(Sketch sketch) {
    return new DotText(sketch).text();
  }

  private String text() {
    line(0, "digraph {");
    line(
        1,
        "graph [newrank=true, rankdir=%s, fontname=\"Helvetica\"]"
            .formatted(sketch.down() ? "TB" : "LR"));
    line(1, "node [shape=box, fontname=\"Helvetica\", style=filled]");
    line(1, "edge [color=\"#6b7280\", fontname=\"Helvetica\", fontsize=9.5, arrowsize=0.8]");
    if (!sketch.title().isEmpty()) {
      Text title = new Text(sketch.title(), Style.TITLE);
      line(1, "label=<%s>".formatted(html(title)));
      line(1, "labelloc=t");
    }
    frame(1, null);
    for (Wire wire : sketch.wires()) {
      String hint = wire.hint().isEmpty() ? "" : " [headlabel=\"%s\"]".formatted(wire.hint());
      line(1, wire.from().id() + " -> " + wire.to().id() + hint);
    }
    for (Wire wire : sketch.order()) {
      line(1, wire.from().id() + " -> " + wire.to().id() + " [style=invis, weight=0]");
    }
    line(0, "}");
    return out.toString();
  }

  private void frame(int depth, Frame frame) {
    for (Card card : sketch.in(frame)) {
      card(depth, card);
    }
    for (Frame inner : sketch.framesIn(frame)) {
      line(depth, "subgraph cluster_%d {".formatted(inner.index()));
      Text text = new Text(inner.label(), Style.FRAME);
      line(depth + 1, "label=<%s>".formatted(html(text)));
      line(
          depth + 1,
          "labeljust=l; style=\"rounded,filled\"; color=\"#9ca3af\"; fillcolor=\"#f6f7f9\"");
      frame(depth + 1, inner);
      line(depth, "}");
    }
  }

  private void card(int depth, Card card) {
    Role role = card.role();
    String shape =
        switch (role) {
          case DATA -> "shape=note, ";
          case PARAMETER -> "style=\"filled,rounded\", penwidth=1.8, ";
          case CONSTANT -> "style=\"filled,dashed\", ";
          case OPERATION -> "";
          case OUTPUT -> "peripheries=2, ";
        };
    line(
        depth,
        "%s [%sfillcolor=\"%s\", color=\"%s\", label=<%s>]"
            .formatted(card.id(), shape, role.fill, role.stroke, label(card)));
  }

  private static String label(Card card) {
    String head = lines(card.head());
    String body = lines(card.body());
    return head + (head.isEmpty() || body.isEmpty() ? "" : "<br/>") + body;
  }

  private static String lines(List<Text> lines) {
    return lines.stream().map(DotText::html).collect(Collectors.joining("<br/>"));
  }

  private static String html(Text text) {
    Style style = text.style();
    String inner = SvgInk.escape(text.text()).replace("\\", "\\\\"); // a lone `\N` is the node
    inner = style.bold ? "<b>" + inner + "</b>" : inner;
    inner = style.italic ? "<i>" + inner + "</i>" : inner;
    String size = Double.toString(style.size).replaceFirst("\\.0$", "");
    return "<font point-size=\"%s\" color=\"%s\">%s</font>".formatted(size, style.colour, inner);
  }

  private void line(int depth, String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
  }
}
