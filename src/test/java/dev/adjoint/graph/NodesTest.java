package dev.adjoint.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class NodesTest {
  @Property(tries = 100)
  void holdWhatWasPutAtANumber(
      @ForAll @Size(max = 60) int[] seeds, @ForAll @IntRange(min = 1, max = 20_000) int range) {
    Nodes nodes = new Nodes();
    Map<Integer, Node> expected = new TreeMap<>();
    for (int seed : seeds) {
      Node node = Node.input("x");
      int number = Math.floorMod(seed, range);
      nodes.set(number, node);
      expected.put(number, node);
    }

    assertThat(nodes.size()).isEqualTo(seeds.length == 0 ? 0 : maximum(expected) + 1);
    for (int number = 0; number < range + 5000; number++) {
      assertThat(nodes.get(number)).isSameAs(expected.get(number));
    }
  }

  private static int maximum(Map<Integer, Node> nodes) {
    return ((TreeMap<Integer, Node>) nodes).lastKey();
  }

  @Property(tries = 20)
  void growAndShrinkAtTheEnd(@ForAll @IntRange(min = 1, max = 5000) int count) {
    Nodes nodes = new Nodes();
    Node first = Node.input("first");
    nodes.add(first);
    Node last = first;
    for (int i = 1; i < count; i++) {
      last = Node.input("x");
      nodes.add(last);
    }

    assertThat(nodes.asList()).hasSize(count).last().isSameAs(last);
    assertThat(nodes.removeLast()).isSameAs(last);
    assertThat(nodes.asList()).hasSize(count - 1).doesNotContain(last);
    assertThat(nodes.get(count - 1)).isNull();
  }
}
