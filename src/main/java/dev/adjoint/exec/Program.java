package dev.adjoint.exec;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.GraphError;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.interpret.Bindings;
import dev.adjoint.rewrite.Pass;
import dev.adjoint.rewrite.Pipeline;
import dev.adjoint.rewrite.Stabilise;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A graph made ready to run: from values of its inputs and parameters to values of its outputs, and
/// to the next values of some of the parameters.
///
/// A program never changes, and any number of threads may run one at once. Sizes come with the
/// values, so one program serves batches of any size; what was planned for a size is kept for the
/// next run.
public final class Program {
  private static final Pipeline REWRITES =
      new Pipeline(List.of(new Stabilise(), new Decompose(), Pipeline.EXACT));
  private static final int KEPT = 16;

  private final Graph graph;
  private final List<Node> variables;
  private final Map<Node, Tensor> fixed;
  private final List<Node> leaves; // the nodes that a run must be given a value for
  private final Map<Map<String, Integer>, Plan> plans = new LinkedHashMap<>();

  /// @param graph its last outputs are the next values of the variables
  Program(Graph graph, List<Node> variables, Map<Node, Tensor> fixed) {
    this.graph = graph;
    this.variables = variables;
    this.fixed = fixed;
    Set<Node> leaves = new LinkedHashSet<>(variables);
    graph.nodes().stream().filter(Program::isBound).forEach(leaves::add);
    leaves.removeAll(fixed.keySet());
    this.leaves = List.copyOf(leaves);
  }

  /// What [#compile] does to a graph before it plans the run, pass by pass.
  public static List<Pass> passes() {
    return REWRITES.single();
  }

  /// A program that computes these nodes.
  public static Program compile(Node... outputs) {
    return compile(List.of(outputs));
  }

  /// A program that computes these nodes.
  public static Program compile(List<Node> outputs) {
    return compile(outputs, Map.of());
  }

  /// A program that computes these nodes, and gives parameters new values. For the same nodes, asked
  /// for again soon, it is the same program.
  ///
  /// @param updates for each parameter that changes the node that is its next value, of its type
  public static Program compile(List<Node> outputs, Map<Node, Node> updates) {
    return Compiled.of(outputs, updates, () -> compiled(outputs, updates));
  }

  private static Program compiled(List<Node> outputs, Map<Node, Node> updates) {
    List<Node> variables = List.copyOf(updates.keySet());
    List<Node> roots = new ArrayList<>(outputs);
    variables.forEach(variable -> roots.add(updates.get(variable)));
    return new Program(REWRITES.apply(Graph.of(roots)).graph(), variables, Map.of());
  }

  /// This program for values of some inputs and parameters that stay the same from run to run. What
  /// depends on nothing else is computed here, once. Its runs take the other values only.
  ///
  /// @param values may hold values that this program has no use for
  /// @throws dev.adjoint.source.AdjointException if the values do not fit
  /// @throws IllegalArgumentException if one of the parameters that change is among them
  public Program given(Map<Node, Tensor> values) {
    Map<Node, Tensor> known = new LinkedHashMap<>(fixed);
    leaves.stream().filter(values::containsKey).forEach(leaf -> known.put(leaf, values.get(leaf)));
    if (variables.stream().anyMatch(known::containsKey)) {
      throw new IllegalArgumentException("a parameter that changes is not fixed");
    }
    return PartialEvaluation.of(graph, variables, known);
  }

  /// The values of the outputs, in the order in which they were asked for. No parameter changes.
  ///
  /// @param values the values of all inputs and parameters that the outputs depend on and that are
  ///     not fixed; it may hold others
  /// @throws dev.adjoint.source.AdjointException if a value is missing, or does not fit
  /// @throws IllegalArgumentException if there is a value for a node that is fixed, or computed
  public List<Tensor> run(Map<Node, Tensor> values) {
    Map<Node, Tensor> bound = bind(values);
    Plan plan = plan(Bindings.unify(bound));
    Workspace workspace = plan.workspace();
    plan.bind(workspace, leaf -> Slot.array(bound.get(leaf)));
    plan.prepareOutputs(workspace);
    plan.compute(workspace);
    List<Tensor> results = plan.results().stream().map(value -> value.of(workspace)).toList();
    plan.release(workspace);
    return results;
  }

  /// A run that goes on: step after step, each from the values that the one before has left.
  ///
  /// @param values as for [#run]
  /// @throws dev.adjoint.source.AdjointException if a value is missing, or does not fit
  public Session start(Map<Node, Tensor> values) {
    return new Session(this, variables, bind(values));
  }

  private Map<Node, Tensor> bind(Map<Node, Tensor> values) {
    values.keySet().forEach(this::requireFree);
    Map<Node, Tensor> bound = new LinkedHashMap<>(fixed);
    leaves.forEach(leaf -> bound.put(leaf, valueOf(leaf, values)));
    return bound;
  }

  /// How to run where the dimensions have these sizes.
  Plan plan(Map<String, Integer> sizes) {
    synchronized (plans) {
      Plan plan = plans.remove(sizes);
      if (plan == null) {
        plan = planned(sizes);
      }
      plans.put(sizes, plan); // the latest at the end
      if (plans.size() > KEPT) {
        plans.remove(plans.keySet().iterator().next());
      }
      return plan;
    }
  }

  private Plan planned(Map<String, Integer> sizes) {
    if (!Events.wanted()) {
      return Planner.plan(graph, variables, sizes);
    }
    Events.Compile event = new Events.Compile();
    event.begin();
    Plan plan = Planner.plan(graph, variables, sizes);
    event.end();
    if (event.shouldCommit()) {
      event.nodes = graph.nodes().size();
      event.steps = plan.steps();
      event.commit();
    }
    return plan;
  }

  private void requireFree(Node node) {
    if (fixed.containsKey(node) || !isBound(node)) {
      throw new IllegalArgumentException(
          "%s takes no value: it is %s".formatted(node, isBound(node) ? "fixed" : "computed"));
    }
  }

  private static Tensor valueOf(Node leaf, Map<Node, Tensor> values) {
    Tensor value = values.get(leaf);
    if (value == null) {
      throw GraphError.BAD_BINDING.thrown("there is no value for " + leaf, List.of(leaf));
    }
    return value;
  }

  /// The number of its nodes, leaves and all.
  int nodes() {
    return graph.nodes().size();
  }

  /// The number of nodes that a run computes.
  long computed() {
    return graph.nodes().stream().filter(node -> !isBound(node)).count();
  }

  /// Whether a node's value is given and not computed.
  static boolean isBound(Node node) {
    return node.op() instanceof Input || node.op() instanceof Parameter;
  }
}
