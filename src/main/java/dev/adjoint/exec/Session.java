package dev.adjoint.exec;

import dev.adjoint.bounds.Limits;
import dev.adjoint.graph.Node;
import dev.adjoint.interpret.Bindings;
import dev.adjoint.interpret.Sizing;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A run of a program that goes on, step after step, in place: after the first step of a size it makes
/// nothing new.
///
/// A step is [#compute], which leaves the parameters as they are, and [#commit], which gives them
/// their next values, all at once. For one thread.
public final class Session {
  private final Program program;
  private final Map<Node, Tensor> bound; // all leaves; of variables, what they were at the start
  private final Map<Node, Object> variables = new LinkedHashMap<>(); // arrays of our own
  private final Map<Map<Node, Shape>, Running> runnings = new HashMap<>(); // by shapes of inputs
  private final Map<Node, Shape> shapes = new HashMap<>();
  private Running running;

  /// A plan, and the arrays that it runs in here.
  private record Running(Plan plan, Workspace workspace) {}

  Session(Program program, List<Node> variables, Map<Node, Tensor> bound) {
    this.program = program;
    this.bound = new LinkedHashMap<>(bound);
    for (Node variable : variables) {
      Tensor start = bound.get(variable);
      this.variables.put(variable, Slot.copy(Slot.array(start), start.shape().count()));
    }
    bound.forEach((leaf, value) -> shapes.put(leaf, value.shape()));
    this.running = running();
  }

  private Running running() {
    return runnings.computeIfAbsent(
        Map.copyOf(shapes),
        _ -> {
          Plan plan = program.plan(Bindings.unify(bound));
          Workspace workspace = Limits.current().beside(bytes()).within(plan::workspace);
          plan.bind(workspace, this::array);
          plan.prepareOutputs(workspace);
          return new Running(plan, workspace);
        });
  }

  /// What the arrays of our own take.
  private long bytes() {
    return variables.keySet().stream()
        .mapToLong(variable -> Sizing.bytes(variable, bound.get(variable).shape()))
        .sum();
  }

  private Object array(Node leaf) {
    Object own = variables.get(leaf);
    return own != null ? own : Slot.array(bound.get(leaf));
  }

  /// Gives inputs other values. They may be of other sizes than before.
  ///
  /// @throws dev.adjoint.source.AdjointException if they do not fit
  public void set(Map<Node, Tensor> values) {
    boolean sameShapes = true;
    for (Map.Entry<Node, Tensor> entry : values.entrySet()) {
      bound.put(entry.getKey(), entry.getValue());
      Shape shape = entry.getValue().shape();
      sameShapes &= shape.equals(shapes.put(entry.getKey(), shape));
    }
    if (!sameShapes) {
      running = running();
    }
    running.plan.bind(running.workspace, this::array);
  }

  /// Computes the outputs, at the values that the parameters have now.
  public void compute() {
    running.plan.compute(running.workspace);
  }

  /// Gives the parameters the next values that follow from the last [#compute].
  public void commit() {
    running.plan.commit(running.workspace);
  }

  /// The value of an output, as the last [#compute] found it. It is the caller's to keep.
  public Tensor output(int index) {
    Plan.Value value = running.plan.results().get(index);
    Object array = running.workspace.arrays()[value.slot()];
    return Slot.tensor(value.shape(), Slot.copy(array, value.shape().count()));
  }

  /// The first element of an output, as the last [#compute] found it; nothing is made for it.
  public double item(int index) {
    return switch (running.workspace.arrays()[running.plan.results().get(index).slot()]) {
      case double[] doubles -> doubles[0];
      case float[] floats -> floats[0];
      default -> throw new IllegalStateException("no value yet");
    };
  }

  /// The values of the parameters that change, as they are now. They are the caller's to keep.
  public Map<Node, Tensor> variables() {
    Map<Node, Tensor> values = new LinkedHashMap<>();
    variables.forEach(
        (variable, array) -> {
          Shape shape = shapes.get(variable);
          values.put(variable, Slot.tensor(shape, Slot.copy(array, shape.count())));
        });
    return values;
  }
}
