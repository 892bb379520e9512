package dev.adjoint.draw.layout;

import static guru.nidi.graphviz.attribute.Attributes.attr;
import static guru.nidi.graphviz.attribute.Label.html;

import dev.adjoint.draw.ink.SvgInk;
import dev.adjoint.draw.sketch.Sketch;
import dev.adjoint.draw.sketch.Sketch.Bars;
import dev.adjoint.draw.sketch.Sketch.Card;
import dev.adjoint.draw.sketch.Sketch.Frame;
import dev.adjoint.draw.sketch.Sketch.Line;
import dev.adjoint.draw.sketch.Sketch.Role;
import dev.adjoint.draw.sketch.Sketch.Style;
import dev.adjoint.draw.sketch.Sketch.Text;
import dev.adjoint.draw.sketch.Sketch.Wire;
import guru.nidi.graphviz.model.Link;
import guru.nidi.graphviz.model.MutableGraph;
import guru.nidi.graphviz.model.MutableNode;
import java.util.List;
import java.util.stream.Collectors;

/// A sketch in the language of Graphviz, with all that it says, for whoever lays it out and draws it
/// elsewhere.
public record DotText(Sketch sketch) implements DotGraph.Dress {
  private static final String LEVELS = "\u00a0▁▂▃▄▅▆▇█";

  public static String of(Sketch sketch) {
    return DotGraph.text(sketch, new DotText(sketch));
  }

  @Override
  public void graph(MutableGraph graph) {
    graph.graphAttrs().add("fontname", "Helvetica");
    graph.nodeAttrs().add("shape", "box");
    graph.nodeAttrs().add("fontname", "Helvetica");
    graph.nodeAttrs().add("style", "filled");
    graph.linkAttrs().add("color", "#6b7280");
    graph.linkAttrs().add("fontname", "Helvetica");
    graph.linkAttrs().add("fontsize", 9.5);
    graph.linkAttrs().add("arrowsize", 0.8);
    List<Text> heading = sketch.heading();
    if (!heading.isEmpty()) {
      graph.graphAttrs().add(html(lines(heading)));
      graph.graphAttrs().add("labelloc", "t");
    }
  }

  @Override
  public void card(Card card, MutableNode node) {
    Role role = card.role();
    switch (role) {
      case DATA -> node.add("shape", "note");
      case PARAMETER -> node.add("style", "filled,rounded").add("penwidth", 1.8);
      case CONSTANT -> node.add("style", "filled,dashed");
      case OPERATION -> {}
      case OUTPUT -> node.add("peripheries", 2);
      case GROUP -> node.add("shape", "tab");
      case RUN -> node.add("shape", "box3d");
      case PROBLEM -> node.add("penwidth", 3);
      case UNKNOWN -> node.add("style", "filled,dotted");
      case BACKWARD -> node.add("style", "filled,diagonals");
      case DERIVATIVE -> node.add("style", "filled,diagonals").add("peripheries", 2);
    }
    node.add("fillcolor", role.fill).add("color", role.stroke).add(html(label(card)));
    node.add("tooltip", quoted(card.tip()));
  }

  @Override
  public void frame(Frame frame, MutableGraph cluster) {
    cluster.graphAttrs().add(html(markup(new Text(frame.label(), Style.FRAME))));
    cluster.graphAttrs().add("labeljust", "l");
    cluster.graphAttrs().add("style", "rounded,filled");
    cluster.graphAttrs().add("color", "#9ca3af");
    cluster.graphAttrs().add("fillcolor", "#f6f7f9");
  }

  @Override
  public Link wire(Wire wire, Link link) {
    Link told = wire.tip().isEmpty() ? link : link.with(attr("tooltip", quoted(wire.tip())));
    Link hinted = wire.hint().isEmpty() ? told : told.with(attr("headlabel", wire.hint()));
    return switch (wire.kind()) {
      case FORWARD -> hinted;
      case BACKWARD -> hinted.with(attr("color", wire.colour()));
      case ACROSS -> hinted.with(attr("color", wire.colour()), attr("style", "dashed"));
    };
  }

  private static String label(Card card) {
    String head = lines(card.head());
    String body = lines(card.body());
    return head + (head.isEmpty() || body.isEmpty() ? "" : "<br/>") + body;
  }

  private static String lines(List<? extends Line> lines) {
    return lines.stream().map(DotText::markup).collect(Collectors.joining("<br/>"));
  }

  private static String markup(Line line) {
    return switch (line) {
      case Text text -> markup(text);
      case Bars bars -> markup(new Text(sparkline(bars), bars.style()));
    };
  }

  /// Bars as characters.
  private static String sparkline(Bars bars) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bars.counts().size(); i++) {
      text.append(LEVELS.charAt((int) Math.ceil(bars.height(i) * (LEVELS.length() - 1))));
    }
    return text.toString();
  }

  /// Text for an attribute, where a backslash begins what Graphviz fills in, and `&` an entity.
  private static String quoted(String text) {
    return SvgInk.escape(text).replace("\\", "\\\\").replace("\n", "\\n");
  }

  private static String markup(Text text) {
    Style style = text.style();
    String inner = SvgInk.escape(text.text()).replace("\\", "\\\\"); // a lone `\N` is the node
    inner = style.bold ? "<b>" + inner + "</b>" : inner;
    inner = style.italic ? "<i>" + inner + "</i>" : inner;
    String size = Double.toString(style.size).replaceFirst("\\.0$", "");
    return "<font point-size=\"%s\" color=\"%s\">%s</font>".formatted(size, style.colour, inner);
  }
}
