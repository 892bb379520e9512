package dev.adjoint.lang.run;

import dev.adjoint.bounds.Limits;
import dev.adjoint.exec.Program;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.Size;
import dev.adjoint.lang.check.Definition;
import dev.adjoint.nn.Variable;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.trace.Computable;
import dev.adjoint.train.Diverged;
import dev.adjoint.train.History;
import dev.adjoint.train.Plan;
import dev.adjoint.train.State;
import dev.adjoint.train.Trained;
import dev.adjoint.train.Training;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// The values of a program's inputs and parameters as it runs. Each comes into being when it is
/// first needed: a file is read once, and not at all if nothing depends on it.
public final class Values {
  private final Map<Node, Definition> definitions;
  private final Map<Node, Tensor> values = new HashMap<>();
  private final Set<Node> learnt = new HashSet<>();
  private final Limits limits = Limits.current();

  /// No values yet.
  ///
  /// @param definitions where they come from
  public Values(Map<Node, Definition> definitions) {
    this.definitions = definitions;
  }

  /// Takes values that a caller binds, or that a loop has found.
  public void set(Map<Node, Tensor> found) {
    values.putAll(found);
    found.keySet().stream().filter(this::isVariable).forEach(learnt::add);
  }

  /// Whether actions change it.
  private boolean isVariable(Node leaf) {
    return leaf.op() instanceof Parameter || definitions.get(leaf) instanceof Definition.OfAction;
  }

  /// A value that is known, whatever its definition says.
  ///
  /// @param learnt whether an action has found it
  record Known(Tensor value, boolean learnt) {}

  void restore(Node leaf, Known known) {
    values.put(leaf, known.value());
    if (known.learnt()) {
      learnt.add(leaf);
    }
  }

  Optional<Known> known(Node leaf) {
    return Optional.ofNullable(values.get(leaf)).map(v -> new Known(v, learnt.contains(leaf)));
  }

  /// Trains, and takes what was learnt, also from a training that diverged.
  ///
  /// @throws Diverged if a cost is not finite
  public Trained train(
      Training training, Plan plan, Training.Listener listener, BooleanSupplier stop) {
    return train(training, plan, new Trained(State.EMPTY, History.NONE), listener, stop);
  }

  /// Goes on with a training, and takes what was learnt.
  ///
  /// @param from the optimiser's own variables, and the costs until now
  /// @throws Diverged if a cost is not finite
  Trained train(
      Training training,
      Plan plan,
      Trained from,
      Training.Listener listener,
      BooleanSupplier stop) {
    List<Node> needed = new ArrayList<>(List.of(training.cost()));
    needed.addAll(training.recorded().values());
    training.updates().forEach(update -> needed.add(update.next()));
    Trained start = new Trained(state(needed).with(from.state().values()), from.history());
    try {
      Trained trained = beside(() -> training.run(plan, start, listener, stop));
      set(trained.state().values());
      return trained;
    } catch (Diverged diverged) {
      set(diverged.trained().state().values());
      throw diverged;
    }
  }

  /// All that is known now.
  Map<Node, Known> known() {
    Map<Node, Known> known = new LinkedHashMap<>();
    values.forEach((leaf, value) -> known.put(leaf, new Known(value, learnt.contains(leaf))));
    return known;
  }

  /// Whether a leaf can have this value.
  static boolean fits(Node leaf, Tensor value) {
    List<Dim> dims = leaf.type().dims();
    int[] sizes = value.shape().sizes();
    return value.dtype() == leaf.type().dtype()
        && dims.size() == sizes.length
        && IntStream.range(0, sizes.length)
            .allMatch(axis -> dims.get(axis).value().orElse(sizes[axis]) == sizes[axis]);
  }

  /// The inputs and parameters that nodes depend on, and those that the first values of these depend
  /// on where they have none yet.
  Set<Node> behind(List<Node> nodes) {
    Set<Node> found = new HashSet<>();
    List<Node> open = nodes;
    while (!open.isEmpty()) {
      List<Node> next = new ArrayList<>();
      for (Node node : Graph.of(open).nodes()) {
        Definition definition = definitions.get(node);
        boolean isNew = definition != null && found.add(node) && !values.containsKey(node);
        if (isNew && definition instanceof Definition.OfGraph(Node value)) {
          next.add(value);
        }
      }
      open = next;
    }
    return found;
  }

  void forget(Node leaf) {
    values.remove(leaf);
  }

  /// The values of any nodes.
  ///
  /// @throws AdjointException if a value is missing, cannot be read, or does not fit
  public List<Tensor> of(List<Node> nodes) {
    List<Node> all = new ArrayList<>(nodes);
    all.addAll(histories(nodes));
    Map<Node, Tensor> leaves = leaves(all);
    return beside(() -> Program.compile(all).run(leaves)).subList(0, nodes.size());
  }

  /// The histories whose lengths nodes speak of: `len(history.cost)` asks for nothing else of one.
  private List<Node> histories(List<Node> nodes) {
    List<Node> histories =
        definitions.keySet().stream()
            .filter(leaf -> definitions.get(leaf) instanceof Definition.OfAction)
            .filter(leaf -> leaf.rank() > 0) // and not the counter of a loop
            .toList();
    Set<String> names = new HashSet<>();
    for (Node node : histories.isEmpty() ? List.<Node>of() : Graph.of(nodes).nodes()) {
      if (node.op() instanceof Size(Dim dim, _)) {
        names.addAll(dim.names());
      }
    }
    return histories.stream()
        .filter(leaf -> names.containsAll(leaf.type().dim(0).names()))
        .toList();
  }

  /// Does work beside the values that are kept.
  private <T> T beside(Supplier<T> work) {
    long kept = 0;
    for (Tensor value : values.values()) {
      kept += (long) value.shape().count() * value.dtype().bytes();
    }
    return limits.beside(kept).within(work);
  }

  /// The value of a node.
  public Tensor of(Node node) {
    return of(List.of(node)).getFirst();
  }

  /// Whether a leaf has a value, or what it would be made of.
  public boolean has(Node leaf) {
    return has(leaf, new HashMap<>());
  }

  /// @param known the answers so far: data is made of data, and is asked for on many ways
  private boolean has(Node leaf, Map<Node, Boolean> known) {
    Boolean answer = known.get(leaf);
    if (answer == null) {
      answer =
          values.containsKey(leaf)
              || switch (definitions.get(leaf)) {
                case null -> false;
                case Definition.OfFile _ -> true;
                case Definition.OfGraph(Node value) -> canBeMade(leaf, value, known);
                case Definition.OfCaller _, Definition.OfAction _ -> false;
              };
      known.put(leaf, answer);
    }
    return answer;
  }

  // As [#define] makes it.
  private boolean canBeMade(Node leaf, Node value, Map<Node, Boolean> known) {
    List<Node> nodes = new ArrayList<>(List.of(value));
    if (leaf.op() instanceof Parameter) {
      nodes.addAll(lasting().keySet());
    }
    return Computable.of(Graph.of(nodes), other -> has(other, known)).is(value);
  }

  /// The values of all inputs and parameters that these nodes depend on.
  State state(List<Node> nodes) {
    return new State(leaves(nodes));
  }

  private Map<Node, Tensor> leaves(List<Node> nodes) {
    Map<Node, Tensor> leaves = new LinkedHashMap<>();
    List<Node> all = Graph.of(nodes).nodes();
    all.forEach(this::requireBound); // first: it may say how large a parameter is
    for (Node node : all) {
      Definition definition = definitions.get(node);
      if (definition != null) {
        leaves.put(node, value(node, definition));
      }
    }
    return leaves;
  }

  // Definitions depend on earlier definitions only, a few deep.
  private Tensor value(Node leaf, Definition definition) {
    Tensor known = values.get(leaf);
    if (known == null) {
      known = beside(() -> define(leaf, definition));
      values.put(leaf, known);
    }
    return known;
  }

  private Tensor define(Node leaf, Definition definition) {
    return switch (definition) {
      case Definition.OfGraph(Node value) when leaf.op() instanceof Parameter ->
          state(List.of(value))
              .with(lasting())
              .started(List.of(new Variable(leaf, value)))
              .get(leaf);
      case Definition.OfGraph(Node value) -> of(value);
      case Definition.OfFile file -> read(leaf, file);
      case Definition.OfCaller _ -> throw unbound(leaf);
      case Definition.OfAction _ ->
          throw new AdjointException(
              located(
                  leaf,
                  Diagnostic.error(
                          RunError.NO_VALUE.code(), "`%s` is not known yet".formatted(leaf.label()))
                      .note("it is known when the action that finds it has ended")));
    };
  }

  private void requireBound(Node leaf) {
    if (definitions.get(leaf) instanceof Definition.OfCaller && !values.containsKey(leaf)) {
      throw unbound(leaf);
    }
  }

  private static AdjointException unbound(Node leaf) {
    String name = leaf.label();
    return new AdjointException(
        located(
            leaf,
            Diagnostic.error(
                    RunError.NO_VALUE.code(),
                    "`%s` has no value: the program leaves it to its caller".formatted(name))
                .help(
                    "`--bind %s=FILE.npy` gives it one, and so does `data %s: … = …`"
                        .formatted(name, name))));
  }

  /// What says how large dimensions are: not the histories of trainings, each as long as its own.
  private Map<Node, Tensor> lasting() {
    Map<Node, Tensor> lasting = new LinkedHashMap<>(values);
    lasting.keySet().removeIf(leaf -> definitions.get(leaf) instanceof Definition.OfAction);
    return lasting;
  }

  private static Tensor read(Node leaf, Definition.OfFile definition) {
    try {
      return definition.file().read(leaf.type().dtype());
    } catch (AdjointException e) {
      throw new AdjointException(
          e.diagnostics().stream().map(diagnostic -> located(leaf, diagnostic)).toList());
    }
  }

  private static Diagnostic located(Node leaf, Diagnostic diagnostic) {
    return diagnostic.primary().isPresent()
        ? diagnostic
        : leaf.origin().place().map(diagnostic::at).orElse(diagnostic);
  }
}
