package dev.adjoint.draw.sketch;

import dev.adjoint.graph.Fragment;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Origin;
import dev.adjoint.tensor.DType;
import dev.adjoint.testing.RandomGraphs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Random graphs whose nodes lie in random groups: some as a program makes them, one call after the
/// other, and some at random, so that values leave groups and come back.
public final class Groves {
  private Groves() {}

  public static Arbitrary<Graph> any() {
    return Combinators.combine(
            Arbitraries.longs().dontShrink(), Arbitraries.integers().between(3, 40))
        .as((seed, size) -> grove(RandomGraphs.sample(DType.F64, seed, size).graph(), seed));
  }

  /// The same computation in random groups.
  public static Graph grove(Graph graph, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Fragment> fragments = new ArrayList<>();
    fragments.add(null);
    int count = random.nextInt(1, 9);
    for (int i = 0; i < count; i++) {
      Fragment parent = fragments.get(random.nextInt(fragments.size()));
      String name = random.nextInt(4) == 0 ? "f" : "f" + i;
      String kind = random.nextBoolean() ? "f" : "g";
      fragments.add(
          Origin.NONE
              .in(parent)
              .within(
                  () ->
                      random.nextInt(3) == 0
                          ? Fragment.turn("i", name)
                          : Fragment.enter(name, kind)));
    }
    boolean wild = random.nextBoolean();
    Map<Node, Node> images = new HashMap<>();
    Fragment at = null;
    for (Node node : graph.nodes()) {
      if (wild || random.nextInt(4) == 0) {
        at = fragments.get(random.nextInt(fragments.size()));
      }
      Node image = node.on(images::get);
      images.put(node, image.from(image.origin().in(at)));
    }
    return Graph.of(graph.outputs().stream().map(images::get).toList());
  }
}
