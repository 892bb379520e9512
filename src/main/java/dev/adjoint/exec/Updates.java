package dev.adjoint.exec;

import dev.adjoint.exec.Sized.Kind;
import dev.adjoint.graph.Node;
import dev.adjoint.interpret.Sizing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How variables take their next values once all else is computed.
///
/// The clusters that compute next values, and that nobody else waits for, come last: until they run,
/// an observer sees the state before the step. A cluster writes straight upon the variable if nothing
/// that comes later reads the old value; other next values are computed beside and copied in the end.
///
/// @param steps all steps, those that only compute next values last
/// @param computed how many of the steps come before any variable changes
/// @param copies what is copied in the end
/// @param meet whether a copy reads what another writes
record Updates(List<Step> steps, int computed, List<Copy> copies, boolean meet) {

  /// A slot's first elements upon another's.
  record Copy(int from, int to, int count) {}

  /// Makes the copies, as if all at once: one may read what another writes.
  void copy(Workspace workspace) {
    if (copies.isEmpty()) {
      return;
    }
    Object[] sources = new Object[copies.size()];
    for (int i = 0; i < sources.length; i++) {
      Copy copy = copies.get(i);
      Object source = workspace.arrays()[copy.from];
      sources[i] = meet ? Slot.copy(source, copy.count) : source;
    }
    for (int i = 0; i < sources.length; i++) {
      Copy copy = copies.get(i);
      System.arraycopy(sources[i], 0, workspace.arrays()[copy.to], 0, copy.count);
    }
  }

  static Updates of(
      Sized sized, Slots slots, List<Step> steps, List<Node> variables, List<Plan.Value> results) {
    List<Node> outputs = sized.graph.outputs();
    List<Node> next = outputs.subList(outputs.size() - variables.size(), outputs.size());
    Map<Integer, Step> writers = new HashMap<>(); // by slot
    steps.forEach(step -> step.writes().forEach(slot -> writers.put(slot, step)));
    int[] targets = variables.stream().mapToInt(slots::ofLeaf).toArray();
    int[] sources =
        next.stream().mapToInt(n -> slots.of(sized.root(sized.graph.place(n)))).toArray();
    Set<Step> last = last(steps, writers, sources, results);
    Set<Integer> written = new HashSet<>();
    List<Copy> copies = new ArrayList<>();
    for (int v = 0; v < targets.length; v++) {
      int target = targets[v];
      Step writer = writers.get(sources[v]);
      boolean isInPlace =
          last.contains(writer)
              && sized.kinds[sized.root(sized.graph.place(next.get(v)))] == Kind.ELEMENTWISE
              && ((Cluster) writer).readsInPlace(target)
              && Arrays.stream(sources).noneMatch(slot -> slot == target)
              && last.stream()
                  .allMatch(step -> step == writer || step.reads().noneMatch(s -> s == target))
              && written.add(sources[v]);
      if (isInPlace) {
        slots.replace(sources[v], slots.get(target));
      } else {
        int count = Sizing.shape(variables.get(v), sized.sizes).count();
        copies.add(new Copy(sources[v], target, count));
      }
    }
    List<Step> ordered = new ArrayList<>(steps);
    ordered.removeAll(last);
    int computed = ordered.size();
    steps.stream().filter(last::contains).forEach(ordered::add);
    boolean meet = copies.stream().anyMatch(c -> copies.stream().anyMatch(d -> c.from == d.to));
    return new Updates(List.copyOf(ordered), computed, List.copyOf(copies), meet);
  }

  /// The clusters of next values that nobody waits for but others of them.
  private static Set<Step> last(
      List<Step> steps, Map<Integer, Step> writers, int[] sources, List<Plan.Value> results) {
    Set<Step> needed = new HashSet<>(); // before the variables change
    results.forEach(result -> needed.add(writers.get(result.slot())));
    Set<Step> last = new HashSet<>();
    Set<Step> wanted = new HashSet<>();
    Arrays.stream(sources).forEach(slot -> wanted.add(writers.get(slot)));
    for (Step step : steps.reversed()) {
      if (step instanceof Cluster && wanted.contains(step) && !needed.contains(step)) {
        last.add(step);
      } else {
        step.reads().forEach(slot -> needed.add(writers.get(slot)));
      }
    }
    return last;
  }
}
