package dev.adjoint.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class NumberingTest {
  /// With `apart` a power of 2, the hashes of nodes end alike, and all fall into a few chains.
  @Property(tries = 100)
  void numbersFollowTheOrder(
      @ForAll @IntRange(min = 0, max = 200) int count,
      @ForAll @IntRange(min = 0, max = 11) int apart) {
    Numbering numbering = new Numbering();
    List<Node> in = new ArrayList<>();
    List<Node> out = new ArrayList<>();
    for (int i = 0; i < count << apart; i++) {
      Node node = Node.input("x");
      if (i % (1 << apart) == 0) {
        in.add(node);
        numbering.add(node);
      } else if (out.size() < 100) {
        out.add(node);
      }
    }

    assertThat(numbering.nodes()).isEqualTo(in);
    for (int i = 0; i < in.size(); i++) {
      assertThat(numbering.of(in.get(i))).isEqualTo(i);
    }
    assertThat(out).allSatisfy(node -> assertThat(numbering.of(node)).isEqualTo(-1));
  }
}
