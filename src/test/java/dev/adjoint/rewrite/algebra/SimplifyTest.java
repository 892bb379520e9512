package dev.adjoint.rewrite.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.lang.check.Elaborator;
import dev.adjoint.lang.check.Setup;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.notation.Formula;
import dev.adjoint.notation.Phrase;
import dev.adjoint.rewrite.Rewriting;
import dev.adjoint.source.SourceText;
import dev.adjoint.tensor.Tensor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What formulas become, each with the same values for random numbers in its domain.
class SimplifyTest {
  private static final String DECLARATIONS =
      """
      dim n, m
      data x: [n, m]
      data y: [n, m]
      data z: [n, m]
      data c: [n, 1]
      data r: [1, m]
      data s: scalar
      data t: scalar
      data W: [n, n]
      """;

  private static final String NAMED = "A = relu(y - z)\nS = sigmoid(z)\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2 * x * 3                                   | 6 * x
          x + x + x                                   | 3 * x
          x - x                                       | broadcast_to(0, [n, m])
          x * y / x                                   | y
          x / 3 / 2                                   | x / 6
          0.1 / 2 * 2 * x                             | 0.1 * x
          -(-x)                                       | x
          -(x - y)                                    | y - x
          -2 * (x - y)                                | 2 * (y - x)
          x * 1 + 0                                   | x
          x * x^2                                     | x^3
          square(x) / x                               | x
          reciprocal(x) * y                           | y / x
          (y / x - (1 - y) / (1 - x)) * x * (1 - x)   | y - x
          y * (1 - x) - (1 - y) * x                   | y - x
          x * (1 - x)                                 | x * (1 - x)
          x * y + x * z                               | x * (y + z)
          x / s - y / s                               | (x - y) / s
          x * s + s * x^2                             | x * s * (1 + x)
          (x + y) - (y + x)                           | broadcast_to(0, [n, m])
          (x - y) / (y - x)                           | broadcast_to(-1, [n, m])
          sum(2 * x) / 2                              | sum(x)
          sum(s * x / t)                              | s * sum(x) / t
          sum(x * 0 + s)                              | s * (m * n)
          sum(x * 0 + 1, axis = 1)                    | broadcast_to(m, [n, 1])
          mean(3 * x)                                 | 3 * mean(x)
          (s * W) @ x / s                             | W @ x
          (x @ y.T).T                                 | y @ x.T
          x.T.T                                       | x
          x @ ones(shape = [m, 1])                    | sum(x, axis = 1)
          ones(shape = [1, n]) @ x                    | sum(x, axis = 0)
          x.T @ ones(shape = [n, 1]) * 2              | 2 * sum(x, axis = 0).T
          reshape(2 * x, [n * m])                     | 2 * reshape(x, [m * n])
          (x * c) * r                                 | x * c * r
          x * c * r.T.T / c                           | x * r
          sigmoid(-x)                                 | 1 - sigmoid(x)
          sigmoid(-z)                                 | 1 - S
          (1 - y) * sigmoid(x) - y * sigmoid(-x)      | sigmoid(x) - y
          exp(log_softmax(x))                         | softmax(x, axis = 0)
          exp(x - logsumexp(x, axis = 1))             | softmax(x, axis = 1)
          exp(x - logsumexp(y, axis = 1))             | exp(x - logsumexp(y, axis = 1))
          if x > 0.5 then y else 0                    | y * (x > 0.5)
          if x > 0.5 then 0 else y                    | y * (not x > 0.5)
          if x > 0.5 then 2 * y else 3 * y            | y * (if x > 0.5 then 2 else 3)
          if x > 0.5 then 1 / (x - 0.5) else 0        | if x > 0.5 then 1 / (x - 0.5) else 0
          if x > 0.5 then (if x > 0.5 then y else z) else z * 0 | y * (x > 0.5)
          if 1 > 2 then x else y                      | y
          if x > y then z else z                      | z
          (x > 0.5) * (x > 0.5)                       | x > 0.5
          not (x == y)                                | x != y
          x > 0.5 and true                            | x > 0.5
          x * ((y - z) > 0)                           | x * (A > 0)
          log(2) + 0 * s                              | 0.6931471805599453
          s + s * 0 + log(t)                          | s + log(t)
          """)
  void reads(String formula, String expected) {
    Node node = node(formula);
    Rewriting simple = simplified(node);

    assertThat(text(simple.image(node))).isEqualTo(expected);
    Map<Node, Tensor> leaves = leaves(Graph.of(node, simple.image(node)));
    double[] before = new Interpreter().run(Graph.of(node), leaves).getFirst().toDoubles();
    double[] after =
        new Interpreter().run(Graph.of(simple.image(node)), leaves).getFirst().toDoubles();
    assertThat(after).usingComparatorWithPrecision(1e-12).containsExactly(before);
  }

  private Graph named;

  private Node node(String formula) {
    String program = DECLARATIONS + NAMED + "tested = " + formula + "\nkept = tested * 2\n";
    var script =
        Elaborator.elaborate(Parser.parse(new SourceText("test", program)), Setup.in(Path.of("")));
    named = Graph.of(script.tensors().get("A"), script.tensors().get("S"));
    Node tested = script.tensors().get("tested");
    return "tested".equals(tested.origin().name())
        ? tested.from(tested.origin().named(null))
        : tested;
  }

  private Rewriting simplified(Node node) {
    return new Simplify().apply(Graph.of(named.outputs().get(0), named.outputs().get(1), node));
  }

  private static Map<Node, Tensor> leaves(Graph graph) {
    Map<String, Integer> sizes = Map.of("n", 3, "m", 4);
    Map<Node, Tensor> leaves = new HashMap<>();
    SplittableRandom random = new SplittableRandom(5);
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Input) {
        leaves.put(
            node,
            Tensor.generate(
                node.type().dtype(), node.type().shape(sizes), _ -> random.nextDouble(0.1, 0.9)));
      }
    }
    return leaves;
  }

  private static String text(Node node) {
    return phrase(node).text();
  }

  private static Phrase phrase(Node node) {
    return node.origin().name() != null
        ? Phrase.atom(node.origin().name())
        : Formula.of(node, SimplifyTest::phrase).orElseThrow();
  }

  /// A named value is the end of what a formula above it looks into.
  @Test
  void namesStayNames() {
    Node x = Node.input("x");
    Node double2 = x.times(2).named("double");
    Node quotient = double2.over(x);
    assertThat(text(new Simplify().apply(Graph.of(quotient)).image(quotient)))
        .isEqualTo("double / x");
  }

  @Test
  void longAndDeepGraphsAreNoTrouble() {
    Node x = Node.input("x");
    Node deep = x;
    for (int i = 0; i < 30_000; i++) {
      deep =
          switch (i % 4) {
            case 0 -> deep.plus(x);
            case 1 -> deep.times(x);
            case 2 -> deep.square().negate();
            default -> UnaryFunction.TANH.of(deep);
          };
    }
    Node sum = x;
    Node product = x;
    Node all = x.greater(0);
    for (int i = 0; i < 10_000; i++) {
      Node other = Node.input("y" + i);
      sum = sum.plus(other);
      product = product.times(other);
      all = BinaryFunction.AND.of(all, other.greater(0));
    }
    Node masked = Select.of(all, x, x.number(0));
    Graph graph = Graph.of(deep, sum, product, masked);
    assertThat(new Simplify().apply(graph).graph().outputs()).hasSize(4);
  }
}
