package dev.adjoint.graph;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jgrapht.GraphType;
import org.jgrapht.graph.AbstractGraph;
import org.jgrapht.graph.DefaultGraphType;

/// The nodes that some outputs depend on, operands first.
///
/// It is a JGraphT graph, from producers to consumers, that cannot be changed: any algorithm or
/// exporter of JGraphT takes it as it is. Nothing is copied; the edges are the nodes' own operand
/// lists.
public final class Graph extends AbstractGraph<Node, Operand> {
  private static final GraphType TYPE =
      new DefaultGraphType.Builder()
          .directed()
          .weighted(false)
          .allowMultipleEdges(true)
          .allowSelfLoops(false)
          .allowCycles(false)
          .modifiable(false)
          .build();

  private final List<Node> outputs;
  private final List<Node> nodes;
  private final Numbering places;
  private Uses uses; // made when first asked for

  private Graph(List<Node> outputs, Numbering places) {
    this.outputs = outputs;
    this.nodes = places.nodes();
    this.places = places;
  }

  /// The graph of all that these nodes depend on.
  public static Graph of(Node... outputs) {
    return of(List.of(outputs));
  }

  /// The graph of all that these nodes depend on.
  public static Graph of(List<Node> outputs) {
    Numbering places = new Numbering();
    Descent descent = new Descent(places);
    outputs.forEach(descent::from);
    return new Graph(List.copyOf(outputs), places);
  }

  /// The nodes asked for, in the order asked.
  public List<Node> outputs() {
    return outputs;
  }

  /// All nodes, each behind its operands; the order depends on the graph's structure alone.
  public List<Node> nodes() {
    return nodes;
  }

  public boolean contains(Node node) {
    return places.contains(node);
  }

  /// Where a node stands in [#nodes], from 0; -1 if it is not of this graph.
  public int place(Node node) {
    return places.of(node);
  }

  /// The uses of a node's value within this graph.
  public List<Operand> usesOf(Node node) {
    return uses().of(node);
  }

  private synchronized Uses uses() {
    if (uses == null) {
      uses = Uses.in(nodes);
    }
    return uses;
  }

  // The rest is JGraphT's interface.

  @Override
  public GraphType getType() {
    return TYPE;
  }

  @Override
  public Set<Node> vertexSet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Node> iterator() {
        return nodes.iterator();
      }

      @Override
      public int size() {
        return nodes.size();
      }

      @Override
      public boolean contains(Object node) {
        return node instanceof Node own && Graph.this.contains(own);
      }
    };
  }

  @Override
  public Set<Operand> edgeSet() {
    Set<Operand> edges = new LinkedHashSet<>();
    nodes.forEach(node -> edges.addAll(incomingEdgesOf(node)));
    return edges;
  }

  @Override
  public boolean containsVertex(Node node) {
    return places.contains(node);
  }

  @Override
  public boolean containsEdge(Operand edge) {
    return places.contains(edge.consumer())
        && edge.index() >= 0
        && edge.index() < edge.consumer().operands().size();
  }

  @Override
  public Set<Operand> getAllEdges(Node source, Node target) {
    if (!places.contains(source) || !places.contains(target)) {
      return null; // as JGraphT asks
    }
    Set<Operand> edges = new LinkedHashSet<>(incomingEdgesOf(target));
    edges.removeIf(edge -> edge.producer() != source);
    return edges;
  }

  @Override
  public Operand getEdge(Node source, Node target) {
    Set<Operand> edges = getAllEdges(source, target);
    return edges == null || edges.isEmpty() ? null : edges.iterator().next();
  }

  @Override
  public Node getEdgeSource(Operand edge) {
    return edge.producer();
  }

  @Override
  public Node getEdgeTarget(Operand edge) {
    return edge.consumer();
  }

  @Override
  public Set<Operand> incomingEdgesOf(Node node) {
    requireMember(node);
    Set<Operand> edges = new LinkedHashSet<>();
    for (int i = 0; i < node.operands().size(); i++) {
      edges.add(new Operand(node, i));
    }
    return edges;
  }

  @Override
  public Set<Operand> outgoingEdgesOf(Node node) {
    requireMember(node);
    return new LinkedHashSet<>(usesOf(node));
  }

  @Override
  public Set<Operand> edgesOf(Node node) {
    Set<Operand> edges = incomingEdgesOf(node);
    edges.addAll(outgoingEdgesOf(node));
    return edges;
  }

  @Override
  public int inDegreeOf(Node node) {
    requireMember(node);
    return node.operands().size();
  }

  @Override
  public int outDegreeOf(Node node) {
    requireMember(node);
    return usesOf(node).size();
  }

  @Override
  public int degreeOf(Node node) {
    return inDegreeOf(node) + outDegreeOf(node);
  }

  @Override
  public double getEdgeWeight(Operand edge) {
    return DEFAULT_EDGE_WEIGHT;
  }

  private void requireMember(Node node) {
    if (!places.contains(node)) {
      throw new IllegalArgumentException("no node of this graph: " + node);
    }
  }

  @Override
  public Supplier<Node> getVertexSupplier() {
    return null; // as JGraphT asks of a graph that makes no vertices
  }

  @Override
  public Supplier<Operand> getEdgeSupplier() {
    return null;
  }

  @Override
  public Operand addEdge(Node source, Node target) {
    throw unmodifiable();
  }

  @Override
  public boolean addEdge(Node source, Node target, Operand edge) {
    throw unmodifiable();
  }

  @Override
  public Node addVertex() {
    throw unmodifiable();
  }

  @Override
  public boolean addVertex(Node node) {
    throw unmodifiable();
  }

  @Override
  public Operand removeEdge(Node source, Node target) {
    throw unmodifiable();
  }

  @Override
  public boolean removeEdge(Operand edge) {
    throw unmodifiable();
  }

  @Override
  public boolean removeVertex(Node node) {
    throw unmodifiable();
  }

  @Override
  public void setEdgeWeight(Operand edge, double weight) {
    throw unmodifiable();
  }

  private static UnsupportedOperationException unmodifiable() {
    return new UnsupportedOperationException("a computation graph does not change");
  }

  /// Counts only: a graph may hold a million nodes.
  @Override
  public String toString() {
    return "graph of " + nodes.size() + " nodes, " + outputs.size() + " outputs";
  }
}
