package dev.adjoint.train;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.exec.NotFinite;
import dev.adjoint.exec.Program;
import dev.adjoint.exec.Session;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.nn.Initializer;
import dev.adjoint.nn.Optimizer;
import dev.adjoint.nn.Step;
import dev.adjoint.nn.Update;
import dev.adjoint.nn.Variable;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// A cost and an optimiser that makes it small: ready to run, any number of times.
///
/// The optimiser's variables, and the number of steps done, are variables like parameters. A run
/// that starts from the state that another left goes on as if there had been one.
public final class Training {
  private final Node cost;
  private final List<Node> parameters;
  private final List<Variable> variables;
  private final List<Update> updates;
  private final Map<String, Node> recorded;

  private Training(
      Node cost,
      List<Node> parameters,
      List<Variable> variables,
      List<Update> updates,
      Map<String, Node> recorded) {
    this.cost = cost;
    this.parameters = parameters;
    this.variables = variables;
    this.updates = updates;
    this.recorded = Collections.unmodifiableMap(new LinkedHashMap<>(recorded));
  }

  /// The training of all parameters that the cost depends on.
  ///
  /// @throws dev.adjoint.source.AdjointException if the cost is no scalar, or depends on none
  public static Training of(Node cost, Optimizer optimizer) {
    List<Node> parameters =
        Graph.of(cost).nodes().stream().filter(node -> node.op() instanceof Parameter).toList();
    if (parameters.isEmpty()) {
      throw TrainError.NOTHING_TO_LEARN.thrown(
          TrainError.called(cost) + " depends on no parameter");
    }
    return of(cost, optimizer, parameters);
  }

  /// The training of these parameters; others keep their values.
  ///
  /// @throws dev.adjoint.source.AdjointException if the cost is no scalar
  public static Training of(Node cost, Optimizer optimizer, List<Node> parameters) {
    String name = optimizer.name() + ".steps";
    Variable done = Variable.of(name, Initializer.zeros().initial(cost.type(), 0, name));
    Node count = done.node().plus(1);
    Step step = optimizer.step(parameters, Gradient.of(cost).wrt(parameters), count);
    List<Variable> variables = new ArrayList<>(step.variables());
    variables.add(done);
    List<Update> updates = new ArrayList<>(step.updates());
    updates.add(new Update(done.node(), count));
    return new Training(
        cost, List.copyOf(parameters), List.copyOf(variables), List.copyOf(updates), Map.of());
  }

  /// This training with a history of other scalars beside the cost, such as the cost of examples that
  /// are not learnt from. It learns the same.
  ///
  /// @param others the scalars by the names that the history gives them
  /// @throws IllegalArgumentException if one is no scalar
  public Training recording(Map<String, Node> others) {
    others.forEach(
        (name, node) -> {
          if (node.rank() != 0) {
            throw new IllegalArgumentException(
                "`%s` is %s, no scalar".formatted(name, node.type()));
          }
        });
    return new Training(cost, parameters, variables, updates, others);
  }

  /// Sees the cost of every iteration, or every epoch.
  @FunctionalInterface
  public interface Listener {
    /// @param index of the iteration or epoch, from 0
    /// @param cost before the update of the iteration, or the mean of the epoch
    void at(int index, double cost);

    /// Sees also what is recorded beside, in its order.
    default void at(int index, double cost, List<Double> recorded) {
      at(index, cost);
    }

    /// An iteration or an epoch begins.
    ///
    /// @param state the values that it begins with, for who asks now; good to keep
    default void before(int index, Supplier<State> state) {}
  }

  public Node cost() {
    return cost;
  }

  /// What is learnt.
  public List<Node> parameters() {
    return parameters;
  }

  /// The optimiser's own variables.
  public List<Variable> variables() {
    return variables;
  }

  /// Everything that one step changes.
  public List<Update> updates() {
    return updates;
  }

  /// What is recorded beside the cost, by its names.
  public Map<String, Node> recorded() {
    return recorded;
  }

  /// Trains.
  ///
  /// @param state the values of the parameters and of all inputs that the cost, and what is recorded,
  ///     depends on
  /// @throws Diverged if a cost is not finite
  /// @throws dev.adjoint.source.AdjointException if a value is missing, or does not fit
  public Trained run(Plan plan, State state) {
    return run(plan, state, (_, _) -> {}, () -> false);
  }

  /// Trains until the plan is fulfilled, or `stop`, which is asked before each update, is true.
  ///
  /// @param state the values of the parameters and of all inputs that the cost depends on
  /// @return what was learnt until then; the history has no epoch that was not finished
  /// @throws Diverged if a cost is not finite
  /// @throws dev.adjoint.source.AdjointException if a value is missing, or does not fit
  public Trained run(Plan plan, State state, Listener listener, BooleanSupplier stop) {
    return run(plan, new Trained(state, History.NONE), listener, stop);
  }

  /// Goes on with a training, as if it had never paused: the history says how much of the plan is
  /// done, and the state is the one that this led to.
  ///
  /// @return with the whole history
  /// @throws Diverged if a cost is not finite
  /// @throws dev.adjoint.source.AdjointException if a value is missing, or does not fit
  public Trained run(Plan plan, Trained from, Listener listener, BooleanSupplier stop) {
    State start = from.state().started(variables);
    return switch (plan) {
      case Plan.Steps steps -> steps(steps, start, from.history(), listener, stop);
      case Plan.Epochs epochs -> epochs(epochs, start, from.history(), listener, stop);
    };
  }

  private Trained steps(
      Plan.Steps plan, State start, History before, Listener listener, BooleanSupplier stop) {
    CostCurve costs = new CostCurve("at iteration", before, recorded.keySet(), listener);
    Recent recent = new Recent(updates);
    List<Node> watched = new ArrayList<>(List.of(cost));
    watched.addAll(recorded.values());
    Loop loop = new Loop(updates, watched);
    State end =
        loop.run(
            before.count(),
            plan.count(),
            start,
            moment -> {
              listener.before(moment.iteration(), moment::state);
              List<Double> found = moment.watched().stream().map(Tensor::item).toList();
              costs.add(
                  found.getFirst(),
                  found.subList(1, found.size()),
                  moment::state,
                  state -> cause(state, recent));
              recent.at(moment);
            },
            stop);
    return new Trained(end, costs.history());
  }

  /// The operation behind a cost that is not finite: in the step at hand, or in the one that made the
  /// variables infinite or NaN.
  private Optional<NotFinite> cause(State state, Recent recent) {
    return recent.isFinite(state) ? behindCost(state.values()) : recent.cause();
  }

  private Optional<NotFinite> behindCost(Map<Node, Tensor> values) {
    return NotFinite.behind(List.of(cost), values);
  }

  private Trained epochs(
      Plan.Epochs plan, State start, History before, Listener listener, BooleanSupplier stop) {
    CostCurve costs = new CostCurve("in epoch", before, recorded.keySet(), listener);
    Batches batches = Batches.of(cost, plan, start);
    Map<Node, Node> next = Update.byVariable(updates);
    Map<Node, Tensor> fixed = start.without(next.keySet());
    fixed.keySet().removeAll(batches.inputs());
    Session session =
        Program.compile(List.of(cost), next).given(fixed).start(start.without(fixed.keySet()));
    Program others =
        Program.compile(List.copyOf(recorded.values())).given(start.without(next.keySet()));
    for (int epoch = before.count(); epoch < plan.count(); epoch++) {
      listener.before(epoch, () -> start.with(session.variables()));
      int[] order = batches.order(epoch);
      double mean = 0;
      for (int at = 0; at < batches.examples(); at += batches.size(at)) {
        if (stop.getAsBoolean()) {
          return new Trained(start.with(session.variables()), costs.history());
        }
        Map<Node, Tensor> examples = batches.values(order, at);
        session.set(examples);
        session.compute();
        double found = session.item(0);
        costs.requireFinite(
            found,
            () -> start.with(session.variables()),
            state -> behindCost(state.with(examples).values()));
        double share = (double) batches.size(at) / (at + batches.size(at));
        mean += (found - mean) * share;
        session.commit();
      }
      costs.add(mean, others.run(session.variables()).stream().map(Tensor::item).toList());
    }
    return new Trained(start.with(session.variables()), costs.history());
  }
}
