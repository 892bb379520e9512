package dev.adjoint.rewrite;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/// A graph under other names.
public final class Renaming {
  private Renaming() {}

  /// For each node one that computes the same and has the name, or none, that `names` says.
  ///
  /// @param stays which nodes stay as they are
  public static Map<Node, Node> of(
      Graph graph, Function<Node, String> names, Predicate<Node> stays) {
    Map<Node, Node> images = new HashMap<>();
    for (Node node : graph.nodes()) {
      String name = names.apply(node);
      boolean isSame = stays.test(node) || Objects.equals(name, node.origin().name());
      Node moved = stays.test(node) ? node : node.on(images::get);
      images.put(node, isSame ? moved : moved.from(moved.origin().named(name)));
    }
    return images;
  }
}
