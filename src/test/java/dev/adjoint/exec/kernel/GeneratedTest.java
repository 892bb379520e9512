package dev.adjoint.exec.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class GeneratedTest {
  @Property(tries = 300)
  void scalarFormGivesTheBitsOfTheInterpreter(@ForAll long seed) {
    Tile tile = Tile.random(new Random(seed));
    assertThat(tile.run(Generated.scalar(tile.body()), seed))
        .isEqualTo(tile.run(Interpreted.of(tile.body()), seed));
  }

  @Property(tries = 300)
  void vectorFormGivesTheBitsOfTheInterpreter(@ForAll long seed) {
    Tile tile = Tile.random(new Random(seed));
    assertThat(tile.run(Generated.vectors(tile.body()), seed))
        .isEqualTo(tile.run(Interpreted.of(tile.body()), seed));
  }

  /// What is thrown while code is tried out is thrown on a thread that nobody watches.
  @Property(tries = 50)
  void anyBodyCanBeTriedOut(@ForAll long seed) {
    Body body = Tile.random(new Random(seed)).body();
    Kernel never = Generated.scalar(body);
    Tiered.Warming.of(body).makesFaster(never, Interpreted.of(body), 1);
    Tiered.Warming.of(body).makesFaster(Interpreted.of(body), never, 1);
  }
}
