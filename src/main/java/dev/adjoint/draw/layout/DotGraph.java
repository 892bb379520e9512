package dev.adjoint.draw.layout;

import static guru.nidi.graphviz.attribute.Attributes.attr;
import static guru.nidi.graphviz.model.Factory.mutGraph;
import static guru.nidi.graphviz.model.Factory.mutNode;

import dev.adjoint.draw.sketch.Sketch;
import dev.adjoint.draw.sketch.Sketch.Card;
import dev.adjoint.draw.sketch.Sketch.Frame;
import dev.adjoint.draw.sketch.Sketch.Wire;
import guru.nidi.graphviz.model.Link;
import guru.nidi.graphviz.model.MutableGraph;
import guru.nidi.graphviz.model.MutableNode;
import java.util.LinkedHashMap;
import java.util.Map;

/// A sketch in graphviz-java's model of the DOT language: what is the same whether it is to be laid
/// out or to be read.
public final class DotGraph {
  private final Sketch sketch;
  private final Dress dress;
  private final Map<Card, MutableNode> sources = new LinkedHashMap<>();

  private DotGraph(Sketch sketch, Dress dress) {
    this.sketch = sketch;
    this.dress = dress;
  }

  /// How the parts look, by the attributes of the DOT language.
  public interface Dress {
    void graph(MutableGraph graph);

    void card(Card card, MutableNode node);

    void frame(Frame frame, MutableGraph cluster);

    Link wire(Wire wire, Link link);
  }

  /// The text of the graph, with an end of line.
  public static String text(Sketch sketch, Dress dress) {
    return new DotGraph(sketch, dress).graph() + "\n";
  }

  private MutableGraph graph() {
    MutableGraph graph = mutGraph().setDirected(true);
    graph.graphAttrs().add("newrank", true);
    graph.graphAttrs().add("rankdir", sketch.down() ? "TB" : "LR");
    dress.graph(graph);
    fill(graph, null);
    for (Wire wire : sketch.wires()) {
      link(wire, dress.wire(wire, to(wire)));
    }
    for (Wire wire : sketch.order()) {
      link(wire, to(wire).with(attr("style", "invis"), attr("weight", 0)));
    }
    // A link stands at the top: within a cluster it would draw its target into it.
    sources.values().forEach(graph::add);
    return graph;
  }

  private static Link to(Wire wire) {
    return Link.to(mutNode(wire.to().id()));
  }

  private void link(Wire wire, Link link) {
    sources.computeIfAbsent(wire.from(), card -> mutNode(card.id())).links().add(link);
  }

  private void fill(MutableGraph graph, Frame frame) {
    for (Card card : sketch.in(frame)) {
      MutableNode node = mutNode(card.id());
      dress.card(card, node);
      graph.add(node);
    }
    for (Frame inner : sketch.framesIn(frame)) {
      MutableGraph cluster =
          mutGraph(Integer.toString(inner.index())).setDirected(true).setCluster(true);
      dress.frame(inner, cluster);
      fill(cluster, inner);
      graph.add(cluster);
    }
  }
}
