package dev.adjoint.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.testing.RandomGraphs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jgrapht.GraphTests;
import org.jgrapht.alg.connectivity.ConnectivityInspector;
import org.jgrapht.alg.cycle.CycleDetector;
import org.jgrapht.alg.shortestpath.BFSShortestPath;
import org.jgrapht.graph.AsSubgraph;
import org.jgrapht.graph.DirectedAcyclicGraph;
import org.jgrapht.graph.EdgeReversedGraph;
import org.jgrapht.traverse.BreadthFirstIterator;
import org.jgrapht.traverse.DepthFirstIterator;
import org.jgrapht.traverse.TopologicalOrderIterator;
import org.junit.jupiter.api.Test;

/// Our graph is to JGraphT what a stock graph with the same vertices and edges is.
class GraphViewTest {
  @Provide
  Arbitrary<RandomGraphs.Sample> graphs() {
    return RandomGraphs.any();
  }

  /// The stock graph drops parallel edges unless told to keep them.
  private static DirectedAcyclicGraph<Node, Operand> stock(Graph graph) {
    var copy = new DirectedAcyclicGraph<Node, Operand>(null, null, false, true);
    graph.nodes().forEach(copy::addVertex);
    for (Node consumer : graph.nodes()) {
      for (int i = 0; i < consumer.operands().size(); i++) {
        copy.addEdge(consumer.operand(i), consumer, new Operand(consumer, i));
      }
    }
    return copy;
  }

  @Property(tries = 100)
  void hasTheVerticesAndEdgesOfAStockGraph(@ForAll("graphs") RandomGraphs.Sample sample) {
    Graph graph = sample.graph();
    var stock = stock(graph);

    assertThat(graph.vertexSet()).isEqualTo(stock.vertexSet());
    assertThat(graph.edgeSet()).isEqualTo(stock.edgeSet());
    for (Operand edge : stock.edgeSet()) {
      assertThat(graph.containsEdge(edge)).isTrue();
      assertThat(graph.getEdgeSource(edge)).isSameAs(stock.getEdgeSource(edge));
      assertThat(graph.getEdgeTarget(edge)).isSameAs(stock.getEdgeTarget(edge));
      assertThat(graph.getEdgeWeight(edge)).isEqualTo(stock.getEdgeWeight(edge));
    }
    for (Node node : stock.vertexSet()) {
      assertThat(graph.containsVertex(node)).isTrue();
      assertThat(graph.incomingEdgesOf(node)).isEqualTo(stock.incomingEdgesOf(node));
      assertThat(graph.outgoingEdgesOf(node)).isEqualTo(stock.outgoingEdgesOf(node));
      assertThat(graph.edgesOf(node)).isEqualTo(stock.edgesOf(node));
      assertThat(graph.inDegreeOf(node)).isEqualTo(stock.inDegreeOf(node));
      assertThat(graph.outDegreeOf(node)).isEqualTo(stock.outDegreeOf(node));
      assertThat(graph.degreeOf(node)).isEqualTo(stock.degreeOf(node));
      assertThat(graph.usesOf(node)).containsExactlyElementsOf(stock.outgoingEdgesOf(node));
    }
  }

  @Property(tries = 30)
  void findsTheEdgesBetweenTwoVertices(@ForAll("graphs") RandomGraphs.Sample sample) {
    Graph graph = sample.graph();
    var stock = stock(graph);
    for (Node source : graph.nodes()) {
      for (Node target : graph.nodes()) {
        Set<Operand> edges = graph.getAllEdges(source, target);
        assertThat(edges).isEqualTo(stock.getAllEdges(source, target));
        assertThat(graph.containsEdge(source, target))
            .isEqualTo(stock.containsEdge(source, target));
        Operand edge = graph.getEdge(source, target);
        assertThat(edge == null ? edges.isEmpty() : edges.contains(edge)).isTrue();
      }
    }
  }

  @Property(tries = 100)
  void isWalkedAsAStockGraphIs(@ForAll("graphs") RandomGraphs.Sample sample) {
    Graph graph = sample.graph();
    var stock = stock(graph);

    assertTopological(graph.nodes());
    assertTopological(all(new TopologicalOrderIterator<>(graph)));
    assertThat(all(new BreadthFirstIterator<>(graph)))
        .containsExactlyElementsOf(all(new BreadthFirstIterator<>(stock)));
    assertThat(all(new DepthFirstIterator<>(graph)))
        .containsExactlyElementsOf(all(new DepthFirstIterator<>(stock)));
    assertThat(new CycleDetector<>(graph).detectCycles()).isFalse();
    assertThat(new ConnectivityInspector<>(graph).connectedSets())
        .isEqualTo(new ConnectivityInspector<>(stock).connectedSets());
    assertThat(new EdgeReversedGraph<>(graph).edgeSet()).isEqualTo(stock.edgeSet());
    Node output = sample.outputs().getFirst();
    Set<Node> cone = Graph.of(output).vertexSet();
    assertThat(new AsSubgraph<>(graph, cone).edgeSet()).isEqualTo(Graph.of(output).edgeSet());
    Node leaf = graph.nodes().getFirst();
    assertThat(new BFSShortestPath<>(graph).getPaths(leaf).getWeight(output))
        .isEqualTo(new BFSShortestPath<>(stock).getPaths(leaf).getWeight(output));
    assertThat(GraphTests.isSimple(graph)).isEqualTo(GraphTests.isSimple(stock));
    assertThat(stock.getDescendants(leaf)).isEqualTo(reachable(graph, leaf));
  }

  private static Set<Node> reachable(Graph graph, Node from) {
    Set<Node> found = new HashSet<>(all(new BreadthFirstIterator<>(graph, from)));
    found.remove(from);
    return found;
  }

  private static List<Node> all(Iterator<Node> nodes) {
    List<Node> list = new ArrayList<>();
    nodes.forEachRemaining(list::add);
    return list;
  }

  private static void assertTopological(List<Node> nodes) {
    Set<Node> seen = new HashSet<>();
    for (Node node : nodes) {
      assertThat(seen).containsAll(node.operands());
      assertThat(seen.add(node)).isTrue();
    }
  }

  @Test
  void keepsParallelEdges() {
    Node x = Node.input("x");
    Node y = x.times(x);
    Graph graph = Graph.of(y);

    assertThat(graph.getAllEdges(x, y)).containsExactly(new Operand(y, 0), new Operand(y, 1));
    assertThat(graph.outDegreeOf(x)).isEqualTo(2);
    assertThat(graph.getType().isAllowingMultipleEdges()).isTrue();
    assertThat(graph.getType().isDirected()).isTrue();
    assertThat(graph.getType().isModifiable()).isFalse();
  }

  @Test
  void doesNotChange() {
    Node x = Node.input("x");
    Node y = x.negate();
    Graph graph = Graph.of(y);
    Operand edge = new Operand(y, 0);

    for (Runnable change :
        List.<Runnable>of(
            () -> graph.addVertex(x),
            graph::addVertex,
            () -> graph.removeVertex(x),
            () -> graph.addEdge(x, y),
            () -> graph.addEdge(x, y, edge),
            () -> graph.removeEdge(x, y),
            () -> graph.removeEdge(edge),
            () -> graph.removeAllEdges(Set.of(edge)),
            () -> graph.setEdgeWeight(edge, 2),
            () -> graph.vertexSet().clear(),
            () -> graph.nodes().clear(),
            () -> graph.usesOf(x).clear())) {
      assertThatThrownBy(change::run).isInstanceOf(UnsupportedOperationException.class);
    }
    graph.edgesOf(x).clear();
    graph.outgoingEdgesOf(x).clear();
    graph.edgeSet().clear();
    assertThat(graph.edgeSet()).containsExactly(edge);
  }

  @Test
  void knowsItsOwn() {
    Node x = Node.input("x");
    Node y = x.negate();
    Node z = y.negate();
    Graph graph = Graph.of(y);

    assertThat(graph.containsVertex(z)).isFalse();
    assertThat(graph.usesOf(y)).isEmpty();
    assertThat(graph.containsEdge(new Operand(z, 0))).isFalse();
    assertThat(graph.containsEdge(new Operand(y, 1))).isFalse();
    assertThat(graph.getAllEdges(x, z)).isNull();
    assertThat(graph.getEdge(x, z)).isNull();
    assertThatThrownBy(() -> graph.inDegreeOf(z)).isInstanceOf(IllegalArgumentException.class);
    assertThat(graph.outputs()).containsExactly(y);
    assertThat(Graph.of(y, x, y).outputs()).containsExactly(y, x, y);
  }
}
