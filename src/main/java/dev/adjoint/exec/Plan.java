package dev.adjoint.exec;

import dev.adjoint.bounds.Limits;
import dev.adjoint.graph.Node;
import dev.adjoint.interpret.Sizing;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.lang.ref.SoftReference;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;

/// How a graph is run for concrete sizes: steps over arrays that are known beforehand, so that a run
/// makes nothing but what it gives away.
///
/// Any number of threads may run a plan, each in a workspace of its own. Workspaces are kept for the
/// next run, until memory is short.
final class Plan {
  /// What is asked for: the first elements of a slot, in a shape.
  record Value(int slot, Shape shape) {
    /// The tensor that a workspace holds.
    Tensor of(Workspace workspace) {
      return Slot.tensor(shape, workspace.arrays()[slot]);
    }
  }

  /// What a workspace takes.
  ///
  /// @param bytes of all arrays that it makes
  /// @param largest the place of the node whose value takes most; -1 if there is none
  record Demand(long bytes, int largest) {}

  final Sized sized;
  private final List<Slot> slots;
  private final Buffers buffers;
  private final Step[] steps;
  private final int computed;
  private final List<Value> results;
  private final Updates updates;
  private final Demand demand;
  private final ConcurrentLinkedDeque<SoftReference<Workspace>> idle =
      new ConcurrentLinkedDeque<>();

  Plan(
      Sized sized,
      List<Slot> slots,
      Buffers buffers,
      List<Step> steps,
      int computed,
      List<Value> results,
      Updates updates,
      Demand demand) {
    this.sized = sized;
    this.slots = slots;
    this.buffers = buffers;
    this.steps = steps.toArray(Step[]::new);
    this.computed = computed;
    this.results = results;
    this.updates = updates;
    this.demand = demand;
  }

  /// How many steps there are.
  int steps() {
    return steps.length;
  }

  List<Value> results() {
    return results;
  }

  /// A workspace that lacks what is bound, and outputs.
  ///
  /// @throws dev.adjoint.source.AdjointException if it would take more memory than it may
  Workspace workspace() {
    if (demand.largest >= 0) {
      Sizing.requireMemory(demand.bytes, sized.node(demand.largest), sized.shapes[demand.largest]);
    }
    for (var kept = idle.poll(); kept != null; kept = idle.poll()) {
      Workspace workspace = kept.get();
      if (workspace != null) {
        return workspace;
      }
    }
    Object[] made =
        buffers.arrays().stream().map(array -> Slot.array(array.dtype(), array.count())).toArray();
    Object[] arrays = new Object[slots.size()];
    for (int slot = 0; slot < arrays.length; slot++) {
      arrays[slot] =
          switch (slots.get(slot)) {
            case Slot.Fixed(var value) -> Slot.array(value);
            case Slot.Passing _ ->
                buffers.ofSlots()[slot] < 0 ? null : made[buffers.ofSlots()[slot]];
            case Slot.Bound _, Slot.Output _, Slot.Made _ -> null;
          };
    }
    return new Workspace(arrays);
  }

  /// Puts the values of leaves where steps read them.
  ///
  /// @param arrayOf the array of a leaf's value
  void bind(Workspace workspace, Function<Node, Object> arrayOf) {
    for (int slot = 0; slot < slots.size(); slot++) {
      if (slots.get(slot) instanceof Slot.Bound(Node leaf)) {
        workspace.arrays()[slot] = arrayOf.apply(leaf);
      }
    }
  }

  /// Makes new arrays for the outputs.
  void prepareOutputs(Workspace workspace) {
    for (int slot = 0; slot < slots.size(); slot++) {
      if (slots.get(slot) instanceof Slot.Output(var dtype, int count)) {
        workspace.arrays()[slot] = Slot.array(dtype, count);
      }
    }
  }

  /// Takes a workspace back, without what is not its own.
  void release(Workspace workspace) {
    for (int slot = 0; slot < slots.size(); slot++) {
      switch (slots.get(slot)) {
        case Slot.Bound _, Slot.Output _, Slot.Made _ -> workspace.arrays()[slot] = null;
        case Slot.Fixed _, Slot.Passing _ -> {}
      }
    }
    idle.push(new SoftReference<>(workspace));
  }

  /// Computes all that is asked for; no variable changes.
  void compute(Workspace workspace) {
    run(0, computed, workspace);
  }

  /// Gives the variables their next values.
  void commit(Workspace workspace) {
    run(computed, steps.length, workspace);
    updates.copy(workspace);
  }

  private void run(int from, int to, Workspace workspace) {
    if (!Events.wanted()) {
      perform(from, to, workspace);
      return;
    }
    Events.Run event = new Events.Run();
    event.begin();
    perform(from, to, workspace);
    event.end();
    if (event.shouldCommit()) {
      event.kernels = to - from;
      event.commit();
    }
  }

  private void perform(int from, int to, Workspace workspace) {
    Profile profile = Profile.current();
    Limits limits = Limits.current();
    for (int at = from; at < to; at++) {
      limits.checkTime();
      if (profile == null) {
        run(steps[at], workspace);
      } else {
        long start = System.nanoTime();
        run(steps[at], workspace);
        profile.add(steps[at], sized, System.nanoTime() - start);
      }
    }
  }

  private void run(Step step, Workspace workspace) {
    if (!Events.wanted()) {
      step.run(workspace);
      return;
    }
    Events.Kernel event = new Events.Kernel();
    event.begin();
    step.run(workspace);
    event.end();
    if (event.shouldCommit()) {
      Work work = step.work(sized);
      event.name = work.name();
      event.operations = work.operations();
      event.bytes = work.bytes();
      event.commit();
    }
  }
}
