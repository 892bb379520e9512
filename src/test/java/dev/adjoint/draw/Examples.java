package dev.adjoint.draw;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Fragment;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Origin;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The graphs that the tests draw.
public final class Examples {
  private Examples() {}

  /// A scalar with all that it depends on, and the values of the leaves that must be bound.
  public record Example(String title, Node cost, Map<Node, Tensor> leaves) {
    Graph graph() {
      return Graph.of(cost);
    }

    Map<Node, Tensor> values() {
      return new Interpreter().evaluate(graph(), leaves);
    }

    /// The derivatives of the cost by every node that is no constant or size.
    Map<Node, Tensor> gradients() {
      List<Node> nodes = graph().nodes();
      List<Node> cotangents = Gradient.of(cost).wrt(nodes);
      Map<Node, Tensor> all = new Interpreter().evaluate(Graph.of(cotangents), leaves);
      Map<Node, Tensor> gradients = new HashMap<>();
      for (int i = 0; i < nodes.size(); i++) {
        gradients.put(nodes.get(i), all.get(cotangents.get(i)));
      }
      return gradients;
    }

    public Picture plain() {
      return Picture.of(graph()).title(title);
    }

    public Picture full() {
      return plain().values(values()).gradients(gradients(), "J");
    }
  }

  /// J = 3(a + bc) with a = 5, b = 3, c = 2.
  public static Example notes() {
    Node a = Node.constant(5).named("a");
    Node b = Node.constant(3).named("b");
    Node c = Node.constant(2).named("c");
    Node u = b.times(c).named("u");
    Node v = a.plus(u).named("v");
    Node j = v.number(3).times(v).named("J");
    return new Example("J = 3 * (a + b * c)", j, Map.of());
  }

  /// Two features, three examples.
  public static Example logistic() {
    Dim n = Dim.named("n");
    Dim m = Dim.named("m");
    Node x = Node.input("X", n, m);
    Node y = Node.input("Y", Dim.ONE, m);
    Node w = Node.parameter("w", n, Dim.ONE);
    Node b = Node.parameter("b");
    Node z = w.transpose().matmul(x).plus(b).named("Z");
    Node a = UnaryFunction.SIGMOID.of(z).named("A");
    Node j = crossEntropy(a, y).named("J");
    return new Example(
        "Logistic regression",
        j,
        Map.of(
            x, Tensor.matrix(new double[] {1, 2, -1}, new double[] {3, 4, -3.2}),
            y, Tensor.matrix(new double[] {1, 0, 1}),
            w, Tensor.matrix(new double[] {1}, new double[] {2}),
            b, Tensor.scalar(2)));
  }

  public static Node crossEntropy(Node a, Node y) {
    Node one = a.number(1);
    return y.times(UnaryFunction.LOG.of(a))
        .plus(one.minus(y).times(UnaryFunction.LOG.of(one.minus(a))))
        .mean()
        .negate();
  }

  /// Three layers, two relu and one sigmoid, on five features and forty examples.
  public static Example network() {
    Dim n = Dim.named("n", 5);
    Dim m = Dim.named("m", 40);
    Map<Node, Tensor> leaves = new HashMap<>();
    Node x = Node.input("X", n, m);
    Node y = Node.input("Y", Dim.ONE, m);
    leaves.put(x, wave(1, 5, 40));
    leaves.put(y, Tensor.generate(DType.F64, Shape.of(1, 40), i -> i % 3 == 0 ? 1 : 0));
    Node hidden1 = dense("hidden1", Dim.of(8), x, UnaryFunction.RELU::of, leaves);
    Node hidden2 = dense("hidden2", Dim.of(6), hidden1, UnaryFunction.RELU::of, leaves);
    Node a = dense("output", Dim.ONE, hidden2, UnaryFunction.SIGMOID::of, leaves).named("A");
    Fragment cost = Fragment.enter("logistic_cost", "logistic_cost");
    Node j = Origin.NONE.in(cost).within(() -> crossEntropy(a, y)).named("J");
    return new Example("Three layers", j, leaves);
  }

  /// A chain of layers that are like each other.
  public static Example layers(int count) {
    Map<Node, Tensor> leaves = new HashMap<>();
    Node x = Node.input("X", Dim.of(2), Dim.of(3));
    for (int i = 1; i <= count; i++) {
      x = dense("hidden" + i, Dim.of(2), x, UnaryFunction.TANH::of, leaves);
    }
    return new Example(count + " layers", x.sum().named("J"), leaves);
  }

  /// A function whose value leaves it and comes back, and another that does the same.
  public static Example circle() {
    Node x = Node.input("x");
    Fragment f = Fragment.enter("f", "f");
    Fragment g = Fragment.enter("g", "g");
    Node a = f.around(() -> UnaryFunction.EXP.of(x));
    Node b = g.around(() -> UnaryFunction.SIN.of(a));
    Node c = f.around(() -> a.times(b.square()));
    Node d = g.around(() -> c.plus(b)).square();
    return new Example("there and back", f.around(() -> d.plus(c)).named("J"), Map.of());
  }

  private static Node dense(
      String name, Dim units, Node x, UnaryOperator<Node> activation, Map<Node, Tensor> leaves) {
    return Origin.NONE
        .in(Fragment.enter(name, "dense"))
        .within(
            () -> {
              Node w = Node.parameter(name + ".W", units, x.type().dim(0));
              Node b = Node.parameter(name + ".b", units, Dim.ONE);
              int rows = units.value().getAsInt();
              leaves.put(w, wave(rows, rows, x.type().dim(0).value().getAsInt()));
              leaves.put(b, Tensor.full(DType.F64, Shape.of(rows, 1), 0));
              return activation.apply(w.matmul(x).plus(b));
            });
  }

  /// Numbers between -1 and 1 that look random.
  public static Tensor wave(int seed, int rows, int columns) {
    return Tensor.generate(
        DType.F64, Shape.of(rows, columns), i -> Math.sin(12.9898 * i + 78.233 * seed));
  }
}
