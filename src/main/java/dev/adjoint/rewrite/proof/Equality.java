package dev.adjoint.rewrite.proof;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.rewrite.Resizing;
import dev.adjoint.source.AdjointException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Whether two nodes of one shape are equal, for all values of the leaves and all sizes of the
/// dimensions that may have any: proved, or else tried at random.
public final class Equality {
  /// How many random cases stand in for a proof.
  public static final int CASES = 200;

  private static final int FEW_CASES = 10;

  private Equality() {}

  /// The verdict on two nodes.
  ///
  /// @param seed of the random cases
  public static Verdict judge(Node left, Node right, long seed) {
    Graph graph = Graph.of(left, right);
    Set<String> free = free(graph);
    Prover.Result proof = prove(graph, free);
    return switch (proof) {
      case PROVED -> new Verdict.Proved(false);
      case PROVED_BUT_AT_KINKS -> new Verdict.Proved(true);
      case OPEN -> new Trials(graph, free, seed).verdict(CASES);
    };
  }

  /// Whether two nodes are proved equal. Most that are not are found out by a few random cases.
  public static boolean isProved(Node left, Node right, long seed) {
    Graph graph = Graph.of(left, right);
    Set<String> free = free(graph);
    return new Trials(graph, free, seed).find(FEW_CASES).isEmpty()
        && prove(graph, free) != Prover.Result.OPEN;
  }

  private static Prover.Result prove(Graph graph, Set<String> free) {
    Map<String, Dim> dims = new TreeMap<>();
    for (Node node : graph.nodes()) {
      for (Dim dim : node.type().dims()) {
        dim.names().forEach(name -> dims.put(name, Dim.named(name)));
        if (dim.name().isPresent() && !free.contains(dim.name().get())) {
          dim.value().ifPresent(size -> dims.put(dim.name().get(), Dim.of(size)));
        }
      }
    }
    Resizing general = resized(graph, dims).orElseGet(() -> Resizing.of(graph, Map.of()));
    return Prover.prove(
        general.image(graph.outputs().get(0)), general.image(graph.outputs().get(1)));
  }

  /// The dimensions that may have any size: not those that a number in the formulas goes with.
  private static Set<String> free(Graph graph) {
    Set<String> free = new TreeSet<>();
    for (Node node : graph.nodes()) {
      node.type().dims().forEach(dim -> free.addAll(dim.names()));
    }
    free.removeIf(name -> resized(graph, Map.of(name, Dim.named(name))).isEmpty());
    return free;
  }

  private static Optional<Resizing> resized(Graph graph, Map<String, Dim> dims) {
    try {
      return Optional.of(Resizing.of(graph, dims));
    } catch (AdjointException _) {
      return Optional.empty();
    }
  }
}
