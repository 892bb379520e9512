package dev.adjoint.exec.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class InterpretedTest {
  @Property(tries = 2000)
  void givesTheMeaningOfEveryFunctionThatIsNotOurOwn(@ForAll long seed) {
    List<UnaryFunction> exact =
        Stream.of(UnaryFunction.values()).filter(row -> !Functions.has(row)).toList();
    List<BinaryFunction> exactOfTwo =
        Stream.of(BinaryFunction.values()).filter(row -> !Functions.has(row)).toList();
    Tile tile = Tile.random(new Random(seed), exact, exactOfTwo, 20);
    assertThat(tile.run(Interpreted.of(tile.body()), seed)).isEqualTo(tile.meaning(seed));
  }

  @Test
  void valuesNoLongerNeededLeaveTheirPlace() {
    List<Body.Instruction> sums = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      sums.add(new Body.Binary(BinaryFunction.ADD, i == 0 ? 0 : i, i == 0 ? 0 : i));
    }
    Body chain = new Body(DType.F64, List.of(Body.Load.ELEMENTS), sums, List.of(1000));
    assertThat(Interpreted.of(chain).scratch(1)).isEqualTo(1);
  }

  @Test
  void valuesAliveTogetherLieApart() {
    Body body =
        new Body(
            DType.F64,
            List.of(Body.Load.ELEMENTS),
            List.of(
                new Body.Unary(UnaryFunction.NEG, 0),
                new Body.Unary(UnaryFunction.SQUARE, 0),
                new Body.Binary(BinaryFunction.SUB, 1, 0)),
            List.of(2, 3));
    assertThat(Interpreted.of(body).scratch(7)).isEqualTo(3 * 7);
  }

  @Test
  void readsAllBeforeItWrites() {
    Body swap =
        new Body(
            DType.F32, List.of(Body.Load.ELEMENTS, Body.Load.ELEMENTS), List.of(), List.of(1, 0));
    float[] a = {1, 2};
    float[] b = {3, 4};
    Kernel kernel = Interpreted.of(swap);
    kernel.run(new Object[] {a, b, a, b}, new int[4], 2, new float[kernel.scratch(2)]);
    assertThat(a).containsExactly(3, 4);
    assertThat(b).containsExactly(1, 2);
  }
}
