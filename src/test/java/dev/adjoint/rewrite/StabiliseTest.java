package dev.adjoint.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.graph.AlongFunction;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Functions;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.GraphText;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.graph.Verifier;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.testing.ManyDigits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/// Formulas grown at random of what the rules look for. Whatever the rules make of them is the same
/// function: in hundreds of digits, where nothing overflows and nothing cancels, they agree wherever
/// the formula as written is defined.
class StabiliseTest {
  private static final List<UnaryFunction> FUNCTIONS =
      List.of(
          UnaryFunction.EXP,
          UnaryFunction.EXP,
          UnaryFunction.LOG,
          UnaryFunction.LOG,
          UnaryFunction.LOG,
          UnaryFunction.SIGMOID,
          UnaryFunction.NEG,
          UnaryFunction.SOFTPLUS,
          UnaryFunction.LOG1P,
          UnaryFunction.EXPM1,
          UnaryFunction.RECIPROCAL,
          UnaryFunction.SQUARE);
  private static final List<BinaryFunction> OPERATORS =
      List.of(
          BinaryFunction.ADD,
          BinaryFunction.SUB,
          BinaryFunction.MUL,
          BinaryFunction.DIV,
          BinaryFunction.ADD,
          BinaryFunction.SUB);
  private static final List<ReduceFunction> REDUCTIONS =
      List.of(ReduceFunction.SUM, ReduceFunction.MEAN, ReduceFunction.PROD);

  /// Nodes of `[2, 2]`, each made of earlier ones; the last ones are often made of one another, so
  /// that exponentials meet their logarithms.
  private static final class Growth {
    private final SplittableRandom random;
    private final List<Node> pool = new ArrayList<>();
    private final Node x = Node.parameter("x", Dim.of(2), Dim.of(2));
    private final Node y = Node.parameter("y", Dim.of(2), Dim.of(2));

    Growth(long seed) {
      random = new SplittableRandom(seed);
      pool.add(x);
      pool.add(y);
    }

    Node grow() {
      for (int i = 0; i < 9; i++) {
        Node next = next();
        pool.add(random.nextInt(3) == 0 ? next.named("t" + i) : next);
      }
      return pool.getLast();
    }

    private Node pick() {
      int back = Math.min(pool.size(), random.nextInt(3) == 0 ? pool.size() : 2);
      return pool.get(pool.size() - 1 - random.nextInt(back));
    }

    private Node next() {
      Node a = pick();
      return switch (random.nextInt(10)) {
        case 0, 1, 2, 3 -> FUNCTIONS.get(random.nextInt(FUNCTIONS.size())).of(a);
        case 4, 5 -> OPERATORS.get(random.nextInt(OPERATORS.size())).of(a, pick());
        case 6, 7 ->
            random.nextBoolean()
                ? OPERATORS.get(random.nextInt(2)).of(a.number(1), a)
                : OPERATORS.get(random.nextInt(OPERATORS.size())).of(a, a.number(1));
        case 8 ->
            BinaryFunction.DIV.of(
                a, REDUCTIONS.get(random.nextInt(REDUCTIONS.size())).of(a, random.nextInt(2)));
        default -> AlongFunction.SOFTMAX.of(a, random.nextInt(2));
      };
    }

    Map<Node, Tensor> point() {
      Map<Node, Tensor> point = new LinkedHashMap<>();
      for (Node leaf : List.of(x, y)) {
        point.put(leaf, Tensor.generate(DType.F64, Shape.of(2, 2), _ -> random.nextDouble(-1, 1)));
      }
      return point;
    }
  }

  @Property(tries = 150, shrinking = ShrinkingMode.OFF)
  void makesNoOtherFunctionOfAny(@ForAll long seed) {
    Growth growth = new Growth(seed);
    Node formula = growth.grow();
    Stabilised stable = new Stabilise().of(Graph.of(formula));
    Verifier.verify(stable.graph());
    assertThat(new Stabilise().of(stable.graph()).forms().size())
        .as("rules that fit again")
        .isLessThanOrEqualTo(stable.forms().size());
    Map<Node, Tensor> point = growth.point();
    same(List.of(formula), stable.graph().outputs(), point);
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void makesNoOtherDerivativeOfAny(@ForAll long seed) {
    Growth growth = new Growth(seed);
    Node sum = growth.grow().sum();
    Graph graph = Graph.of(sum);
    List<Node> by = graph.nodes().stream().filter(node -> node.rank() == 2).toList();
    List<Node> written =
        by.stream().map(x -> Functions.raw(() -> Gradient.of(sum).wrt(x))).toList();
    same(written, Gradient.of(sum).wrt(by), growth.point());
  }

  private static void same(List<Node> written, List<Node> stable, Map<Node, Tensor> point) {
    Map<Node, Tensor> values = new Interpreter().evaluate(Graph.of(written), point);
    boolean isModest =
        values.values().stream()
            .flatMapToDouble(value -> Arrays.stream(value.toDoubles()))
            .allMatch(x -> Math.abs(x) < 100);
    if (!isModest) {
      return; // not defined here, or with hundreds of digits that are hard to come by
    }
    List<Tensor> expected = ManyDigits.run(Graph.of(written), point, 120);
    List<Tensor> found = ManyDigits.run(Graph.of(stable), point, 120);
    for (int k = 0; k < expected.size(); k++) {
      for (int i = 0; i < expected.get(k).shape().count(); i++) {
        double a = found.get(k).at(i);
        double b = expected.get(k).at(i);
        // what cancels leaves the last of the 120 digits behind
        assertThat(Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b)) + 1e-100)
            .as("%s, not %s, of%n%s%nfor%n%s", a, b, GraphText.of(Graph.of(written)), point)
            .isTrue();
      }
    }
  }
}
