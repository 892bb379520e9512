package dev.adjoint.draw.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Fragment;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.lang.check.Elaborator;
import dev.adjoint.lang.check.Setup;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.source.SourceText;
import dev.adjoint.tensor.DType;
import dev.adjoint.testing.RandomGraphs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OutlineTest {
  @Provide
  Arbitrary<Graph> groves() {
    return Groves.any();
  }

  @Property(tries = 300)
  void everyNodeLiesInOnePlace(@ForAll("groves") Graph graph) {
    Outline outline = Outline.of(graph);
    List<Node> all = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (outline.of(node) == null) {
        all.add(node);
      }
    }
    for (Outline.Group group : outline.groups()) {
      assertThat(outline.groups().get(group.index())).isSameAs(group);
      assertThat(group.parent() == null || group.parent().index() < group.index()).isTrue();
      assertThat(outline.within(group)).isNotEmpty();
      assertThat(outline.members(group)).allMatch(node -> outline.of(node) == group);
      all.addAll(outline.members(group));
      Set<Node> within = new HashSet<>(outline.within(group));
      assertThat(graph.nodes().stream().filter(node -> isIn(outline.of(node), group)))
          .containsExactlyElementsOf(outline.within(group));
      assertThat(outline.results(group))
          .containsExactlyElementsOf(
              graph.nodes().stream()
                  .filter(within::contains)
                  .filter(
                      node ->
                          graph.outputs().contains(node)
                              || graph.usesOf(node).stream()
                                  .anyMatch(use -> !within.contains(use.consumer())))
                  .toList());
    }
    assertThat(all).containsExactlyInAnyOrderElementsOf(graph.nodes());
  }

  private static boolean isIn(Outline.Group group, Outline.Group outer) {
    return group != null && group.isIn(outer);
  }

  @Property(tries = 300)
  void noWayLeadsOutOfARunAndBack(@ForAll("groves") Graph graph) {
    Outline outline = Outline.of(graph);
    for (Outline.Run run : outline.runs()) {
      assertThat(run.groups()).hasSizeGreaterThanOrEqualTo(Outline.Run.SHORTEST);
      assertThat(run.groups()).allMatch(group -> group.parent() == run.parent());
      assertApart(graph, run.groups().stream().flatMap(g -> outline.within(g).stream()).toList());
    }
    assertThat(outline.runs().stream().flatMap(run -> run.groups().stream()))
        .doesNotHaveDuplicates();
  }

  private static void assertApart(Graph graph, List<Node> part) {
    Set<Node> within = new HashSet<>(part);
    Set<Node> behind = new HashSet<>(); // outside, and depends on the part
    for (Node node : graph.nodes()) {
      boolean depends =
          node.operands().stream()
              .anyMatch(operand -> within.contains(operand) || behind.contains(operand));
      if (within.contains(node)) {
        assertThat(node.operands()).noneMatch(behind::contains);
      } else if (depends) {
        behind.add(node);
      }
    }
  }

  /// A random function of one value, applied to its own result again and again, is a run, whatever it
  /// does; if one application does something else, it ends there.
  @Property(tries = 200)
  void applicationsOfOneFunctionAreARun(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 6) int other) {
    List<UnaryOperator<Node>> steps = steps(seed);
    Node x = Node.input("x", Dim.named("n"), Dim.named("m"));
    for (int i = 0; i < 7; i++) {
      Node start = x;
      boolean odd = i == other;
      x =
          Fragment.enter("layer" + i, "layer")
              .around(
                  () -> {
                    Node y = start;
                    for (UnaryOperator<Node> step : steps) {
                      y = step.apply(y);
                    }
                    return odd ? UnaryFunction.SIN.of(y) : UnaryFunction.COS.of(y);
                  });
    }
    List<Integer> lengths = new ArrayList<>(List.of(other, 6 - other));
    lengths.removeIf(length -> length < Outline.Run.SHORTEST);
    assertThat(Outline.of(Graph.of(x)).runs().stream().map(run -> run.groups().size()))
        .containsExactlyElementsOf(lengths);
  }

  private static List<UnaryOperator<Node>> steps(long seed) {
    var random = new java.util.SplittableRandom(seed);
    List<UnaryOperator<Node>> steps = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      UnaryFunction function =
          UnaryFunction.values()[random.nextInt(UnaryFunction.values().length)];
      steps.add(
          switch (random.nextInt(3)) {
            case 0 -> function::of;
            case 1 -> x -> x.times(function.of(x));
            default -> x -> Node.parameter("p").plus(x).minus(function.of(x));
          });
    }
    return steps;
  }

  /// What is like oneself is no less so for lying in another place of a random graph.
  @Property(tries = 100)
  void copiesOfAGraphAreARun(@ForAll long seed, @ForAll @IntRange(min = 3, max = 25) int size) {
    Graph graph = RandomGraphs.sample(DType.F64, seed, size).graph();
    List<Node> outputs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      outputs.addAll(Fragment.enter("copy" + i, "copy").around(() -> copy(graph)));
    }
    List<Outline.Run> runs = Outline.of(Graph.of(outputs)).runs();
    assertThat(runs).singleElement().extracting(Outline.Run::label).isEqualTo("4 × copy");
    assertThat(runs.getFirst().span()).isEqualTo("copy0 … copy3");
  }

  private static List<Node> copy(Graph graph) {
    Map<Node, Node> images = new HashMap<>();
    for (Node node : graph.nodes()) {
      images.put(node, Node.of(node.op(), node.operands().stream().map(images::get).toList()));
    }
    return graph.outputs().stream().map(images::get).toList();
  }

  private static final Dim M = Dim.named("m");

  /// Layers one behind the other, each of what a function makes of its input and its number.
  private static Node chain(int count, BiFunction<Node, Integer, Node> layer) {
    Node x = Node.input("X", Dim.of(9), M);
    for (int i = 1; i <= count; i++) {
      Node start = x;
      int number = i;
      x = Fragment.enter("hidden" + i, "dense").around(() -> layer.apply(start, number));
    }
    return x;
  }

  private static Node dense(Node x, int number) {
    Node w = Node.parameter("hidden" + number + ".W", Dim.of(9 - number % 4), x.type().dim(0));
    Node b = Node.parameter("hidden" + number + ".b", w.type().dim(0), Dim.ONE);
    return UnaryFunction.RELU.of(w.matmul(x).plus(b));
  }

  private static List<String> runs(Node... outputs) {
    return Outline.of(Graph.of(outputs)).runs().stream()
        .map(run -> run.label() + ": " + run.span())
        .toList();
  }

  @Test
  void layersOfDifferentSizesAreARun() {
    assertThat(runs(chain(12, OutlineTest::dense)))
        .containsExactly("12 × dense: hidden1 … hidden12");
    assertThat(runs(chain(2, OutlineTest::dense))).isEmpty();
  }

  @Test
  void whatIsComputedOtherwiseIsNotLike() {
    assertThat(runs(chain(7, (x, i) -> i == 4 ? dense(x, i).negate() : dense(x, i)))).hasSize(2);
    assertThat(runs(chain(7, (x, i) -> x.times(i == 4 ? 0.2 : 0.1)))).hasSize(2);
    assertThat(runs(chain(7, (x, i) -> exp(x).minus(i == 4 ? x : exp(x))))).hasSize(2);
    assertThat(runs(chain(7, (x, i) -> i == 4 ? x.minus(exp(x)) : exp(x).minus(x)))).hasSize(2);
    assertThat(runs(chain(7, (x, i) -> x.sum(i == 4 ? 0 : 1).plus(x)))).hasSize(2);
  }

  private static Node exp(Node x) {
    return UnaryFunction.EXP.of(x);
  }

  @Test
  void valuesBetweenLayersPartThem() {
    Node x = chain(1, OutlineTest::dense);
    for (int i = 2; i < 8; i++) {
      Node start = i == 5 ? x : x.negate();
      int number = i;
      x = Fragment.enter("hidden" + i, "dense").around(() -> dense(start, number));
    }
    assertThat(runs(x)).isEmpty();
  }

  @Test
  void turnsMayUseTheNumberOfTheTurn() {
    Node x = Node.input("x");
    Node sum = x;
    for (int k = 1; k <= 5; k++) {
      Node before = sum;
      int turn = k;
      sum = Fragment.turn("k", "" + k).around(() -> before.plus(x.times(turn)));
    }
    assertThat(runs(sum)).containsExactly("5 turns of k: k = 1 … 5");
  }

  @Test
  void aParameterLiesWhereItIsUsed() {
    Node shared = Node.parameter("V", Dim.of(3), Dim.of(3));
    List<Node> own = new ArrayList<>();
    Node x = Node.input("X", Dim.of(3), M);
    for (int i = 1; i <= 3; i++) {
      Node start = x;
      Node w = Node.parameter("W[" + i + "]", Dim.of(3), Dim.of(3));
      own.add(w);
      x = Fragment.turn("l", "" + i).around(() -> w.matmul(shared.matmul(start)));
    }
    Node cost = x.sum().plus(own.getFirst().square().sum()); // a penalty is no use of its own
    Outline outline = Outline.of(Graph.of(cost));
    assertThat(own)
        .extracting(w -> outline.of(w).label())
        .containsExactly("l = 1", "l = 2", "l = 3");
    assertThat(outline.of(shared)).isNull();
    assertThat(runs(cost)).containsExactly("3 turns of l: l = 1 … 3");
  }

  @Test
  void derivativesAreGroupsOfTheirOwn() {
    Node cost = chain(4, OutlineTest::dense).sum();
    List<Node> parameters =
        Graph.of(cost).nodes().stream()
            .filter(node -> node.op() instanceof dev.adjoint.graph.Parameter)
            .toList();
    List<Node> all = new ArrayList<>(List.of(cost));
    all.addAll(Gradient.of(cost).wrt(parameters));
    Outline outline = Outline.of(Graph.of(all));
    assertThat(outline.groups())
        .extracting(Outline.Group::label)
        .contains("hidden4: dense", "hidden4: dense, backward");
    assertThat(runs(all.toArray(Node[]::new)))
        .contains("4 × dense: hidden1 … hidden4")
        .anyMatch(run -> run.contains("dense, backward: hidden"));
  }

  private static Map<String, Node> elaborated(String program) {
    return Elaborator.elaborate(
            Parser.parse(new SourceText("t.adj", program)), Setup.in(Path.of("")))
        .tensors();
  }

  @Test
  void loopsOfTheNotesAreRuns() {
    Map<String, Node> net =
        elaborated(
            """
            dim m
            data X: [9, m]
            sizes = [9, 8, 7, 6, 5, 1]
            L = 5
            param W[l in 1..L]: [sizes[l], sizes[l-1]] = zeros
            param b[l in 1..L]: [sizes[l], 1] = zeros
            A[0] = X
            for l in 1..L-1 {
              Z[l] = W[l] @ A[l-1] + b[l]
              A[l] = relu(Z[l])
            }
            J = mean(sigmoid(W[L] @ A[L-1] + b[L]))
            """);
    assertThat(runs(net.get("J"))).containsExactly("4 turns of l: l = 1 … 4");
    Outline outline = Outline.of(Graph.of(net.get("J")));
    assertThat(outline.of(net.get("W[2]")).label()).isEqualTo("l = 2");
    assertThat(outline.of(net.get("A[2]")).label()).isEqualTo("l = 2");
    assertThat(outline.of(net.get("W[5]"))).isNull();
  }

  @Test
  void turnsAreCalledAfterWhatTheyAreAbout() {
    Node sum =
        elaborated(
                """
                fn f(x) {
                  y[0] = x
                  i[0] = 0
                  for k in 1..2 { y[k] = 2 * y[k-1] }
                  return y[2]
                }
                fn g(x) {
                  for way in ["up", "down"] {
                    if way == "down" { return -x }
                  }
                }
                x = 3 * exp(1)
                J = f(g(x))
                """)
            .get("J");
    Outline outline = Outline.of(Graph.of(sum));
    assertThat(outline.groups().stream().map(Outline.Group::label))
        .containsExactly("g", "way = down", "f", "k = 1", "k = 2");
    assertThat(sum.origin().fragment()).hasToString("f");
    assertThat(sum.origin().call().name()).isEqualTo("f");
  }

  @Test
  void aLongChainOfGroupsWithinGroupsTakesNoStack() {
    Fragment at = null;
    for (int i = 0; i < 1000; i++) {
      Fragment outer = at;
      at = dev.adjoint.graph.Origin.NONE.in(outer).within(() -> Fragment.enter("f", "f"));
    }
    Node x = at.around(() -> Node.input("x").negate());
    for (int i = 0; i < 100_000; i++) {
      Node start = x;
      x = i % 10 == 0 ? Fragment.enter("g", "g").around(start::negate) : start.negate();
    }
    assertThat(Outline.of(Graph.of(x)).groups()).hasSize(11_000);
  }
}
