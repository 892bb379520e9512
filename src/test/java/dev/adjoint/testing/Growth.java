package dev.adjoint.testing;

import dev.adjoint.graph.AlongFunction;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Domain;
import dev.adjoint.graph.Gather;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Iota;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Pad;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.Permute;
import dev.adjoint.graph.Random;
import dev.adjoint.graph.Range;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.Scatter;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Slice;
import dev.adjoint.graph.TensorType;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// A graph of [RandomGraphs] as it grows: what it has so far, and the operations that may come next.
final class Growth {
  private static final double LARGEST = 100;
  private static final double CLEARANCE = 0.02;
  private static final int ATTEMPTS = 8;

  private final DType dtype;
  private final SplittableRandom random;
  private final Map<String, Integer> sizes = new LinkedHashMap<>();
  private final Map<String, Dim> names = new HashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Node> variables = new ArrayList<>();
  private final Map<Node, Tensor> leaves = new LinkedHashMap<>();
  private final Map<Node, Tensor> values = new HashMap<>();
  private final List<Supplier<Node>> operations =
      List.of(
          this::unary,
          this::unary,
          this::unary,
          this::binary,
          this::binary,
          this::binary,
          this::select,
          this::reduce,
          this::reduce,
          this::along,
          this::broadcast,
          this::reshape,
          this::permute,
          this::slice,
          this::pad,
          this::concat,
          this::gather,
          this::scatter,
          this::contract,
          this::contract,
          this::leaf);

  Growth(DType dtype, SplittableRandom random) {
    this.dtype = dtype;
    this.random = random;
    for (String name : List.of("n", "m", "k")) {
      int size = random.nextInt(8) == 0 ? 0 : random.nextInt(1, 5);
      sizes.put(name, size);
      names.put(name, random.nextBoolean() ? Dim.named(name) : Dim.named(name, size));
    }
    for (int i = 0; i < 3; i++) {
      nodes.add(variable(anyDims()));
    }
  }

  RandomGraphs.Sample sample() {
    List<Node> used = nodes.stream().flatMap(node -> node.operands().stream()).toList();
    List<Node> outputs = nodes.stream().filter(node -> !used.contains(node)).toList();
    Graph graph = Graph.of(outputs);
    Map<Node, Tensor> present = new LinkedHashMap<>(leaves);
    present.keySet().removeIf(node -> !graph.contains(node));
    return new RandomGraphs.Sample(
        outputs,
        variables.stream().filter(graph::contains).toList(),
        Collections.unmodifiableMap(present),
        Collections.unmodifiableMap(sizes));
  }

  void grow() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Node node = operations.get(random.nextInt(operations.size())).get();
      if (isSmooth(node)) {
        nodes.add(random.nextInt(6) == 0 ? named(node) : node);
        return;
      }
    }
  }

  private Node named(Node node) {
    if (leaves.containsKey(node)) {
      return node;
    }
    return node.named("v" + nodes.size());
  }

  private boolean isSmooth(Node last) {
    for (Node node : Graph.of(last).nodes()) {
      if (!values.containsKey(node) && !isSmoothAtOnce(node)) {
        return false;
      }
    }
    return true;
  }

  private boolean isSmoothAtOnce(Node node) {
    Tensor value =
        new Interpreter().apply(node, node.operands().stream().map(values::get).toList(), sizes);
    values.put(node, value);
    return DoubleStream.of(value.toDoubles()).allMatch(x -> Math.abs(x) <= LARGEST)
        && Kinks.distance(node, values::get) >= CLEARANCE;
  }

  // Shapes.

  private Dim anyDim() {
    return switch (random.nextInt(6)) {
      case 0 -> Dim.ONE;
      case 1 -> Dim.of(2);
      case 2 -> names.get("m");
      case 3 -> names.get("k");
      default -> names.get("n");
    };
  }

  private List<Dim> anyDims() {
    int rank = List.of(0, 1, 2, 2, 2, 3).get(random.nextInt(6));
    return IntStream.range(0, rank).mapToObj(_ -> anyDim()).toList();
  }

  private int size(Dim dim) {
    return dim.evaluate(sizes);
  }

  private Node any() {
    return nodes.get(random.nextInt(nodes.size()));
  }

  /// A node with an axis at least.
  private Node anyWithAxes() {
    List<Node> some = nodes.stream().filter(node -> node.rank() > 0).toList();
    return some.isEmpty()
        ? variable(List.of(anyDim(), anyDim()))
        : some.get(random.nextInt(some.size()));
  }

  private int anyAxis(Node x) {
    return random.nextInt(x.rank());
  }

  // Leaves.

  private Node variable(List<Dim> dims) {
    TensorType type = new TensorType(dtype, dims);
    String name = "x" + leaves.size();
    Node node =
        Node.of(random.nextBoolean() ? new Input(name, type) : new Parameter(name, type))
            .named(name);
    Tensor value = Tensor.generate(dtype, type.shape(sizes), _ -> random.nextDouble(-2, 2));
    variables.add(node);
    leaves.put(node, value);
    values.put(node, value);
    return node;
  }

  /// `x`, with a variable added that tells the sizes of names which `x` may be alone to use.
  private Node sized(Node x) {
    boolean known = x.type().dims().stream().allMatch(dim -> dim.value().isPresent());
    return known ? x : x.plus(variable(x.type().dims()));
  }

  private Node leaf() {
    List<Dim> dims = anyDims();
    TensorType type = new TensorType(dtype, dims);
    return switch (random.nextInt(5)) {
      case 0 -> variable(dims);
      case 1 -> {
        Dim dim = anyDim();
        yield variable(List.of(dim)).times(any().number(dim.plus(dim)));
      }
      case 2 ->
          dims.isEmpty()
              ? variable(dims)
              : sized(Node.of(new Iota(random.nextInt(dims.size()), type)));
      case 3 ->
          sized(
              Node.of(
                  new Random(
                      one(Random.Distribution.values(), random),
                      random.nextLong(),
                      "stream" + nodes.size(),
                      type)));
      default ->
          Node.constant(Tensor.generate(dtype, Shape.of(2, 3), _ -> random.nextDouble(-2, 2)));
    };
  }

  // Elementwise operations.

  private static <T> T one(T[] values, SplittableRandom random) {
    return values[random.nextInt(values.length)];
  }

  /// `x`, or if that lies outside of a domain, what brings it there.
  private Node into(Domain domain, Node x) {
    if (isSmooth(x)
        && DoubleStream.of(values.get(x).toDoubles())
            .allMatch(v -> domain.contains(v) && domain.at(0) <= v && v <= domain.at(1))) {
      return x;
    }
    double low = domain.at(0);
    return UnaryFunction.SIGMOID.of(x).times(domain.at(1) - low).plus(low);
  }

  private Node unary() {
    UnaryFunction function = one(UnaryFunction.values(), random);
    return function.of(into(function.domain(), any()));
  }

  private Node binary() {
    BinaryFunction function = one(BinaryFunction.values(), random);
    Node a = any();
    Node b = fellow(a);
    return random.nextBoolean()
        ? function.of(into(function.left(), a), into(function.right(), b))
        : function.of(into(function.left(), b), into(function.right(), a));
  }

  /// A node that goes with `a` elementwise.
  private Node fellow(Node a) {
    List<Node> same =
        nodes.stream()
            .filter(node -> node.rank() == 0 || node.type().dims().equals(a.type().dims()))
            .toList();
    if (random.nextInt(3) > 0 && !same.isEmpty()) {
      return same.get(random.nextInt(same.size()));
    }
    List<Dim> dims = new ArrayList<>(a.type().dims());
    if (!dims.isEmpty()) {
      int axis = random.nextInt(dims.size());
      switch (random.nextInt(3)) {
        case 0 -> dims.set(axis, Dim.ONE);
        case 1 -> dims.get(axis).value().ifPresent(size -> dims.set(axis, Dim.of(size)));
        default -> {}
      }
    }
    return variable(dims);
  }

  private Node select() {
    Node a = any();
    Node condition =
        random.nextBoolean()
            ? BinaryFunction.GREATER.of(a, fellow(a))
            : UnaryFunction.ROUND.of(a); // any number but 0 is true, and -1 + 1 is 0
    return Select.of(condition, random.nextBoolean() ? a : fellow(condition), fellow(condition));
  }

  // Operations that gather or spread.

  private List<Integer> someAxes(Node x) {
    return IntStream.range(0, x.rank()).filter(_ -> random.nextBoolean()).boxed().toList();
  }

  private Node reduce() {
    ReduceFunction function = one(ReduceFunction.values(), random);
    Node x = into(function.domain(), any());
    return Node.of(new Reduce(function, someAxes(x), random.nextBoolean()), x);
  }

  private Node along() {
    Node x = anyWithAxes();
    return one(AlongFunction.values(), random).of(x, anyAxis(x));
  }

  private Node broadcast() {
    Node x = any();
    List<Dim> dims =
        x.rank() == 0
            ? anyDims()
            : x.type().dims().stream().map(dim -> dim.isOne() ? anyDim() : dim).toList();
    return sized(Broadcast.to(x, dims));
  }

  private Node reshape() {
    Node x = anyWithAxes();
    List<Dim> dims = new ArrayList<>(x.type().dims());
    switch (random.nextInt(3)) {
      case 0 -> dims = List.of(x.type().count());
      case 1 -> dims.add(random.nextInt(dims.size() + 1), Dim.ONE);
      default -> Collections.reverse(dims);
    }
    return dims.size() > 4 ? x : Reshape.to(x, dims);
  }

  private Node permute() {
    Node x = any();
    List<Integer> order = new ArrayList<>(IntStream.range(0, x.rank()).boxed().toList());
    for (int i = order.size() - 1; i > 0; i--) {
      Collections.swap(order, i, random.nextInt(i + 1));
    }
    return Permute.of(x, order);
  }

  private Range anyRange(Dim dim) {
    int size = size(dim);
    if (size == 0) {
      return Range.all(dim);
    }
    return switch (random.nextInt(4)) {
      case 0 -> new Range(dim.minus(Dim.ONE), -1, dim);
      case 1 -> new Range(Dim.ONE, 1, dim.minus(Dim.ONE));
      case 2 -> {
        int step = random.nextInt(1, size + 1);
        int start = random.nextInt(size);
        yield new Range(Dim.of(start), step, Dim.of((size - 1 - start) / step + 1));
      }
      default -> {
        int step = random.nextInt(1, size + 1);
        yield new Range(dim.minus(Dim.ONE), -step, Dim.of((size - 1) / step + 1));
      }
    };
  }

  private Node slice() {
    Node x = any();
    return Slice.of(x, x.type().dims().stream().map(this::anyRange).toList());
  }

  private Node pad() {
    Node x = any();
    List<Dim> before = x.type().dims().stream().map(_ -> Dim.of(random.nextInt(2))).toList();
    List<Dim> after = x.type().dims().stream().map(_ -> Dim.of(random.nextInt(3))).toList();
    return Pad.of(x, before, after);
  }

  private Node concat() {
    Node x = anyWithAxes();
    if (random.nextBoolean()) {
      return x.rank() > 3
          ? x
          : Concat.stack(List.of(x, variable(x.type().dims()), x), random.nextInt(x.rank() + 1));
    }
    int axis = anyAxis(x);
    List<Dim> dims = new ArrayList<>(x.type().dims());
    dims.set(axis, anyDim());
    return Concat.of(List.of(x, variable(dims), x), axis);
  }

  private Node places(int count, int size) {
    return Node.constant(
        Tensor.generate(dtype, Shape.of(size == 0 ? 0 : count), _ -> random.nextInt(size)));
  }

  private Node gather() {
    Node x = anyWithAxes();
    int axis = anyAxis(x);
    return Gather.of(x, places(random.nextInt(5), size(x.type().dim(axis))), axis);
  }

  private Node scatter() {
    Node x = anyWithAxes();
    int axis = anyAxis(x);
    Dim dim = x.type().dim(axis);
    Dim to = dim.plus(Dim.ONE);
    Tensor places = Tensor.generate(dtype, Shape.of(size(dim)), _ -> random.nextInt(size(to)));
    Node indices = Node.input("places" + leaves.size(), dtype, dim);
    values.put(indices, places);
    leaves.put(indices, places);
    return Node.of(new Scatter(axis, to), x, indices);
  }

  private Node contract() {
    Node x = anyWithAxes();
    Node a = x.rank() == 1 ? Reshape.to(x, List.of(x.type().dim(0), Dim.ONE)) : x;
    boolean left = random.nextBoolean();
    boolean right = random.nextBoolean();
    int rank = a.rank();
    Dim inner = a.type().dim(left ? rank - 2 : rank - 1);
    if (random.nextInt(4) == 0) {
      return Node.of(new Contract(left, !left), a, a); // a.T @ a or a @ a.T
    }
    List<Dim> dims = new ArrayList<>(a.type().dims());
    dims.set(rank - 2, right ? anyDim() : inner);
    dims.set(rank - 1, right ? inner : anyDim());
    return Node.of(new Contract(left, right), a, variable(dims));
  }
}
