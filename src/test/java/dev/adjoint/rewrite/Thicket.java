package dev.adjoint.rewrite;

import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Permute;
import dev.adjoint.graph.Random;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.TensorType;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/// Graphs grown at random, full of what passes look for: transposes of transposes and in products,
/// things said twice, arithmetic of constants.
public record Thicket(Graph graph, Map<Node, Tensor> leaves) {
  private static final Dim N = Dim.named("n");
  private static final Dim M = Dim.named("m");
  private static final List<Double> NUMBERS = List.of(0.0, -0.0, 1.0, 2.5, -3.0, Double.NaN);
  private static final List<UnaryFunction> SMOOTH =
      List.of(UnaryFunction.TANH, UnaryFunction.SIGMOID, UnaryFunction.NEG, UnaryFunction.SIN);
  private static final List<UnaryFunction> ROUGH =
      List.of(UnaryFunction.SIGN, UnaryFunction.RELU, UnaryFunction.LOG, UnaryFunction.FLOOR);
  private static final List<UnaryFunction> EXACT =
      List.of(UnaryFunction.SIGN, UnaryFunction.RELU, UnaryFunction.NEG, UnaryFunction.ABS);

  /// Any graphs, where NaN and steps are common.
  public static Arbitrary<Thicket> any() {
    return of(Kind.ROUGH);
  }

  /// Graphs whose values stay small and change little where their operands change little.
  public static Arbitrary<Thicket> smooth() {
    return of(Kind.SMOOTH);
  }

  /// Graphs of whole numbers, infinities and NaN, where no operation rounds: whoever computes them,
  /// in whatever order, finds the same.
  public static Arbitrary<Thicket> exact() {
    return of(Kind.EXACT);
  }

  private static Arbitrary<Thicket> of(Kind kind) {
    return Arbitraries.longs().map(seed -> new Growth(seed, kind).grow());
  }

  private enum Kind {
    ROUGH,
    SMOOTH,
    EXACT
  }

  private static final class Growth {
    private final java.util.Random random;
    private final Kind kind;
    private final List<Node> pool = new ArrayList<>();
    private final Map<Node, Tensor> leaves = new LinkedHashMap<>();

    Growth(long seed, Kind kind) {
      this.random = new java.util.Random(seed);
      this.kind = kind;
    }

    Thicket grow() {
      bind(Node.input("X", N, M), Shape.of(3, 2));
      bind(Node.input("S", N, N), Shape.of(3, 3));
      bind(Node.parameter("W", M, N), Shape.of(2, 3));
      bind(Node.parameter("b", N, Dim.ONE), Shape.of(3, 1));
      bind(Node.parameter("c"), Shape.SCALAR);
      pool.add(Node.constant(values(Shape.of(3, 2))));
      for (int i = 0; i < 60; i++) {
        Node node = next();
        boolean named = random.nextInt(4) == 0 && !node.operands().isEmpty();
        pool.add(named ? node.named("t" + i) : node);
      }
      Collections.shuffle(pool, random);
      List<Node> outputs = new ArrayList<>(pool.subList(0, 5));
      outputs.addAll(leaves.keySet()); // so that every dimension has a size
      return new Thicket(Graph.of(outputs), leaves);
    }

    private void bind(Node leaf, Shape shape) {
      leaves.put(leaf, values(shape));
      pool.add(leaf);
    }

    private Tensor values(Shape shape) {
      return Tensor.generate(
          DType.F64, shape, _ -> kind == Kind.EXACT ? whole() : random.nextGaussian());
    }

    private double whole() {
      return switch (random.nextInt(30)) {
        case 0 -> Double.NaN;
        case 1 -> Double.POSITIVE_INFINITY;
        case 2 -> Double.NEGATIVE_INFINITY;
        default -> random.nextInt(-2, 3);
      };
    }

    private Node next() {
      return switch (random.nextInt(12)) {
        case 0, 1 -> unary(pick(_ -> true));
        case 2, 3 -> binary();
        case 4, 5 -> bounded(product());
        case 6 -> pick(_ -> true).transpose();
        case 7 -> permuted();
        case 8 -> again(pick(node -> !leaves.containsKey(node)));
        case 9 -> number();
        case 10 -> kind == Kind.EXACT ? bounded(pick(_ -> true).sum()) : pick(_ -> true).mean();
        default -> kind == Kind.SMOOTH ? random() : select();
      };
    }

    private Node pick(Predicate<Node> wanted) {
      List<Node> found = pool.stream().filter(wanted).toList();
      return found.get(random.nextInt(found.size()));
    }

    private <T> T one(List<T> list) {
      return list.get(random.nextInt(list.size()));
    }

    private Node unary(Node x) {
      return one(switch (kind) {
            case SMOOTH -> SMOOTH;
            case ROUGH -> random.nextBoolean() ? SMOOTH : ROUGH;
            case EXACT -> EXACT;
          })
          .of(x);
    }

    private Node binary() {
      Node a = pick(_ -> true);
      Node b = pick(node -> node.rank() == 0 || node.type().equals(a.type()));
      return bounded(
          one(List.of(BinaryFunction.ADD, BinaryFunction.SUB, BinaryFunction.MUL)).of(a, b));
    }

    /// A product, with or without flags, and of transposes or not.
    private Node product() {
      Node a = flipped(pick(node -> node.rank() >= 2));
      for (int attempt = 0; attempt < 50; attempt++) {
        Node b = flipped(pick(node -> node.rank() == a.rank()));
        try {
          return Node.of(new Contract(random.nextBoolean(), random.nextBoolean()), a, b);
        } catch (AdjointException doesNotFit) {
          continue;
        }
      }
      return a;
    }

    private Node flipped(Node x) {
      return random.nextBoolean() ? x.transpose() : x;
    }

    private Node permuted() {
      Node x = pick(node -> node.rank() == 2 || node.rank() == 3);
      Node stack = x.rank() == 3 ? x : Concat.stack(List.of(x, x.negate()), random.nextInt(3));
      List<Integer> order = new ArrayList<>(List.of(0, 1, 2));
      Collections.shuffle(order, random);
      return Permute.of(stack, order);
    }

    private Node again(Node node) {
      return Node.of(node.op(), node.operands());
    }

    private Node number() {
      Node number = Node.constant(kind == Kind.ROUGH ? one(NUMBERS) : random.nextInt(3));
      return bounded(number.plus(pick(node -> node.rank() == 0)).times(number));
    }

    private Node random() {
      var type = TensorType.of(DType.F64, N, M);
      return Node.of(new Random(Random.Distribution.NORMAL, random.nextInt(2), "stream", type));
    }

    private Node select() {
      Node a = pick(_ -> true);
      Node b = pick(node -> node.type().equals(a.type()));
      return Select.of(a.greater(0), a, b);
    }

    /// `x`, or something like it that does not grow without end.
    private Node bounded(Node x) {
      return switch (kind) {
        case ROUGH -> x;
        case SMOOTH -> UnaryFunction.TANH.of(x);
        case EXACT ->
            Select.of(UnaryFunction.ABS.of(x).equal(Double.POSITIVE_INFINITY), x, clipped(x));
      };
    }

    private Node clipped(Node x) {
      return BinaryFunction.MAX.of(BinaryFunction.MIN.of(x, x.number(20)), x.number(-20));
    }
  }
}
