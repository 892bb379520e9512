package dev.adjoint.lang.run;

import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.lang.check.Action;
import dev.adjoint.lang.check.Script;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.train.Course;
import dev.adjoint.train.History;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A place between two steps of a loop, with all that is known there. Values can be asked for as they
/// are there, and a run can go on from there; it finds what it would have found without a pause.
/// Immutable.
public final class Checkpoint {
  private final int loop;
  private final int step;
  private final Map<Node, Values.Known> known;
  private final Map<String, Tensor> own;
  private final Course course;

  /// @param loop which of the script's loops it is, from 0
  /// @param step the number of steps that are done
  /// @param known the values of the script's inputs and parameters
  /// @param own the values of the loop's own variables, by their names
  /// @param course of its costs; it may have gone on by now
  Checkpoint(
      int loop, int step, Map<Node, Values.Known> known, Map<String, Tensor> own, Course course) {
    this.loop = loop;
    this.step = step;
    this.known = known;
    this.own = own;
    this.course = course;
  }

  /// Which of the script's loops it is in, from 0.
  public int loop() {
    return loop;
  }

  /// The number of steps of the loop that are done.
  public int step() {
    return step;
  }

  /// What it takes in bytes beside what others share with it: all that loops change.
  public long bytes() {
    long bytes = own.values().stream().mapToLong(Checkpoint::bytes).sum();
    for (Map.Entry<Node, Values.Known> entry : known.entrySet()) {
      boolean isOwn = entry.getValue().learnt() && entry.getKey().op() instanceof Parameter;
      bytes += isOwn ? bytes(entry.getValue().value()) : 0;
    }
    return bytes;
  }

  private static long bytes(Tensor tensor) {
    return (long) tensor.shape().count() * tensor.dtype().bytes();
  }

  /// The values of a script as they are here. It may be another reading of the script: then it has
  /// what was learnt of the parameters that go by the same name and have the same shape.
  public Values values(Script script) {
    Values values = new Values(script.definitions());
    Map<String, Values.Known> learnt = new HashMap<>();
    known.forEach(
        (leaf, value) -> {
          if (leaf.op() instanceof Parameter && value.learnt()) {
            learnt.put(leaf.label(), value);
          }
        });
    for (Node leaf : script.definitions().keySet()) {
      if (known.containsKey(leaf)) {
        values.restore(leaf, known.get(leaf));
      } else if (leaf.op() instanceof Parameter && learnt.containsKey(leaf.label())) {
        Values.Known value = learnt.get(leaf.label());
        if (Values.fits(leaf, value.value())) {
          values.restore(leaf, value);
        }
      }
    }
    return values;
  }

  /// The place of the loop among the actions of a script, if it has such a loop, and one that is not
  /// over at this step.
  public Optional<Integer> action(Script script) {
    List<Action> actions = script.actions();
    return IntStream.range(0, actions.size())
        .filter(i -> isLoop(actions.get(i)))
        .skip(loop)
        .limit(1)
        .filter(i -> step <= steps(actions.get(i)))
        .boxed()
        .findFirst();
  }

  /// Whether there are such places in an action.
  public static boolean isLoop(Action action) {
    return action instanceof Action.Train || action instanceof Action.Repeat;
  }

  /// How many steps a loop has.
  static int steps(Action loop) {
    if (loop instanceof Action.Train train) {
      return train.schedule().count();
    }
    return ((Action.Repeat) loop).count();
  }

  /// The value of one of the loop's own variables.
  Optional<Tensor> own(Node variable) {
    return Optional.ofNullable(own.get(variable.label()))
        .filter(value -> Values.fits(variable, value));
  }

  /// The costs until here.
  History history() {
    return course.first(step);
  }
}
