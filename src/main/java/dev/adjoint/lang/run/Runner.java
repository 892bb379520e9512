package dev.adjoint.lang.run;

import dev.adjoint.bounds.TimeUp;
import dev.adjoint.exec.NotFinite;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Action;
import dev.adjoint.lang.check.Chart;
import dev.adjoint.lang.check.Script;
import dev.adjoint.nn.Update;
import dev.adjoint.nn.Variable;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.Span;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.train.Course;
import dev.adjoint.train.Diverged;
import dev.adjoint.train.History;
import dev.adjoint.train.Loop;
import dev.adjoint.train.Moment;
import dev.adjoint.train.Plan;
import dev.adjoint.train.Recent;
import dev.adjoint.train.State;
import dev.adjoint.train.Trained;
import dev.adjoint.train.Training;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Carries out the actions of a script, in order.
public final class Runner {
  private final Script script;
  private final Path folder;
  private final Host host;
  private final Values values;
  private final Set<Action> failures = new HashSet<>();
  private final Set<Action> judged = new HashSet<>();
  private final Aftermath aftermath;
  private Optional<Checkpoint> from = Optional.empty(); // where the next loop goes on
  private int loops; // that have begun
  private boolean failed;
  private boolean diverged;

  private Runner(Script script, Path folder, Host host) {
    this(script, new Values(script.definitions()), folder, host);
  }

  /// @param values what is known at the start, and what will be
  Runner(Script script, Values values, Path folder, Host host) {
    this.script = script;
    this.folder = folder;
    this.host = host;
    this.values = values;
    this.aftermath = new Aftermath(values);
  }

  /// Runs all actions. An expectation that fails is reported, and the rest still runs; so is a
  /// training that diverges, and what does not depend on it still runs. Any other mistake ends the
  /// run. Once the host stops it, the loop ends, further loops and expectations are left out, and all
  /// else still runs. See [Aftermath].
  ///
  /// @param folder where relative paths start
  /// @return whether all expectations were met and all checks held
  /// @throws AdjointException for a mistake that ended the run
  public static boolean run(Script script, Path folder, Host host) {
    return new Runner(script, folder, host).perform(script.actions());
  }

  /// Runs the actions from a place on that another run has come to, as if it went on.
  ///
  /// @param from in this script, or in an earlier reading of it
  /// @return whether all expectations were met and all checks held from there on
  /// @throws AdjointException for a mistake that ended the run
  /// @throws IllegalArgumentException if the script has no such place
  public static boolean resume(Script script, Checkpoint from, Path folder, Host host) {
    int action =
        from.action(script).orElseThrow(() -> new IllegalArgumentException("no such place"));
    Runner runner = new Runner(script, from.values(script), folder, host);
    runner.from = Optional.of(from);
    runner.loops = from.loop();
    return runner.perform(script.actions().subList(action, script.actions().size()));
  }

  /// Carries out some of the actions.
  boolean perform(List<Action> actions) {
    for (int i = 0; i < actions.size(); i++) {
      if (host.isStopped()) {
        List<Action> left = aftermath.stopped(actions.subList(i, actions.size()));
        if (!left.isEmpty()) {
          host.leftOut(Aftermath.lines(left));
        }
      }
      if (aftermath.leavesOut(actions.get(i))) {
        passOver(actions.get(i));
      } else {
        perform(actions.get(i), actions.subList(i + 1, actions.size()));
      }
    }
    return !failed;
  }

  /// Whether a training has diverged, and so what was learnt is of no use.
  boolean hasDiverged() {
    return diverged;
  }

  /// Hosts count the loops of a script: one that is left out is over as it begins.
  private void passOver(Action action) {
    if (Checkpoint.isLoop(action) && !host.isStopped()) {
      loops++;
      host.progress(action, word(action), Checkpoint.steps(action)).close();
    }
  }

  private static String word(Action loop) {
    return loop instanceof Action.Train ? "train" : "repeat";
  }

  /// Judges the `check`s of a script, and does nothing else.
  ///
  /// @return whether all held
  public static boolean checks(Script script, Host host) {
    Runner runner = new Runner(script, Path.of(""), host);
    script.actions().stream()
        .filter(action -> action instanceof Action.Check)
        .forEach(action -> runner.perform(action, List.of()));
    return !runner.failed;
  }

  /// @param rest what comes after it
  private void perform(Action action, List<Action> rest) {
    try {
      perform(action, values::of, -1);
    } catch (TimeUp e) {
      throw e.at(action.span());
    } catch (Diverged e) {
      diverged = true;
      List<Action> left = aftermath.diverged((Action.Train) action, rest);
      String told =
          "left out: %s, for want of what it was to learn"; // its author sees no more of them
      located(e, action.span()).diagnostics().stream()
          .map(d -> left.isEmpty() ? d : d.note(told.formatted(Aftermath.lines(left))))
          .forEach(d -> fail(Optional.of(d)));
    } catch (AdjointException e) {
      AdjointException located = located(e, action.span());
      if (!aftermath.hasBegun()) {
        throw located;
      }
      // What a whole run would have, such as the last of all costs; the rest is still to be seen.
      located.diagnostics().forEach(d -> fail(Optional.of(d)));
    }
  }

  private static AdjointException located(AdjointException e, Span span) {
    return new AdjointException(
        e.diagnostics().stream().map(d -> d.primary().isPresent() ? d : d.at(span)).toList());
  }

  /// How the nodes of an action get their values: at rest, or at a moment of a loop.
  private interface Evaluator {
    List<Tensor> of(List<Node> nodes);
  }

  private void perform(Action action, Evaluator evaluator, int iteration) {
    switch (action) {
      case Action.Print a -> {
        Finiteness seen = new Finiteness(evaluator::of);
        host.line(Texts.fill(a.text(), seen::of));
        if (!failures.contains(a)) {
          warn(a, "a value that is printed here is not finite", seen.cause());
        }
      }
      case Action.Expect a -> {
        boolean isSaid = failures.contains(a); // a loop would say it again and again
        if (!host.isStopped() && !isSaid) { // what a whole run would have reached
          Finiteness seen = new Finiteness(evaluator::of);
          Optional<Diagnostic> failure =
              Expectations.test(a, seen::of)
                  .map(d -> seen.cause().map(first -> first.in(d)).orElse(d))
                  .map(d -> iteration < 0 ? d : d.note("in iteration " + iteration));
          failure.ifPresent(_ -> failures.add(a));
          fail(failure);
        }
      }
      case Action.Check a -> {
        if (judged.add(a)) { // it is about formulas, and these stay the same in a loop
          check(a, evaluator);
        }
      }
      case Action.Repeat a -> repeat(a);
      case Action.Every a -> {
        if (iteration % a.count() == 0) {
          a.body().forEach(inner -> perform(inner, evaluator, iteration));
        }
      }
      case Action.Train a -> train(a);
      case Action.GradCheck a ->
          new GradChecks(a, script, evaluator::of)
              .run(host::line)
              .forEach(d -> fail(Optional.of(d)));
      case Action.Draw a ->
          host.write(folder.resolve(a.to()), to -> Drawings.draw(script, a, to, evaluator::of));
      case Chart a -> {
        Charts charts = new Charts(evaluator::of);
        if (!aftermath.hasBegun() || charts.isSomething(a)) {
          charts.show(a, folder, host);
        }
      }
    }
  }

  private void check(Action.Check check, Evaluator evaluator) {
    switch (Checks.judge(check, script.seed(), evaluator::of)) {
      case Checks.Report.Line(String text) -> host.line(text);
      case Checks.Report.Wrong(Diagnostic diagnostic) -> fail(Optional.of(diagnostic));
    }
  }

  /// Tells the author where what is infinite or NaN comes from; once for an action.
  private void warn(Action action, String message, Optional<NotFinite> cause) {
    cause.ifPresent(
        first -> {
          failures.add(action);
          host.report(Finiteness.warning(action.span(), message, first));
        });
  }

  private void fail(Optional<Diagnostic> diagnostic) {
    diagnostic.ifPresent(
        d -> {
          failed = true;
          host.report(d);
        });
  }

  private void repeat(Action.Repeat repeat) {
    List<Update> updates = new ArrayList<>();
    repeat.updates().forEach(u -> updates.add(new Update(u.parameter(), u.next())));
    Node counter = repeat.counter();
    updates.add(new Update(counter, BinaryFunction.ADD.of(counter, counter.number(1))));
    Optional<Checkpoint> place = begin();
    int first = place.map(Checkpoint::step).orElse(0);
    values.set(Map.of(counter, Tensor.full(counter.type().dtype(), Shape.SCALAR, first)));
    List<Node> needed = new ArrayList<>(updates.stream().map(Update::next).toList());
    repeat.updates().forEach(u -> needed.add(u.parameter()));
    needed.addAll(Needs.of(repeat.body()));
    List<Node> watched = watched(repeat);
    needed.addAll(watched);
    State start = values.state(needed);
    Recent recent = new Recent(updates);
    Places places =
        new Places(script, values, loops - 1, updates, new Course(History.NONE, List.of()));
    try (Host.Progress progress = host.progress(repeat, word(repeat), repeat.count())) {
      State end =
          new Loop(updates, watched)
              .run(
                  first,
                  repeat.count(),
                  start,
                  moment -> {
                    progress.at(moment.iteration());
                    progress.reached(
                        moment.iteration(), () -> places.at(moment.iteration(), moment.state()));
                    moment.watched().forEach(v -> progress.cost(moment.iteration(), v.item()));
                    observe(repeat.body(), moment);
                    recent.at(moment);
                  },
                  host::isStopped);
      int done = (int) end.get(counter).item();
      values.set(end.values());
      progress.reached(done, () -> places.at(done, end));
      if (!recent.isFinite(end)) {
        warn(repeat, "a parameter becomes infinite or NaN in this loop", recent.cause());
      }
    }
    values.forget(counter);
  }

  /// A loop begins, or goes on from where another run has been.
  private Optional<Checkpoint> begin() {
    Optional<Checkpoint> place = from;
    from = Optional.empty();
    loops++;
    return place;
  }

  /// What the host wants to be told of a loop, if the loop changes it and all data for it is at hand.
  private List<Node> watched(Action.Repeat repeat) {
    List<Node> watched = host.watched().stream().toList();
    Set<Node> changing =
        repeat.updates().stream().map(Action.Update::parameter).collect(Collectors.toSet());
    if (Graph.of(watched).nodes().stream().noneMatch(changing::contains)) {
      return List.of();
    }
    try {
      values.state(watched);
      return watched;
    } catch (AdjointException _) {
      return List.of();
    }
  }

  private void observe(List<Action> body, Moment moment) {
    for (Action action : body) {
      perform(action, moment::evaluate, moment.iteration());
    }
  }

  private void train(Action.Train train) {
    Training training =
        Training.of(train.cost(), train.optimizer(), train.parameters())
            .recording(train.recorded());
    Plan plan =
        switch (train.schedule()) {
          case Action.Steps(int count) -> Plan.steps(count);
          case Action.Epochs(int count, int batch, String over) ->
              new Plan.Epochs(count, batch, over, script.seed());
        };
    String unit = plan instanceof Plan.Steps ? "iteration" : "epoch";
    int total = train.schedule().count();
    Trained start = start(training, begin());
    Course course = new Course(start.history(), training.recorded().keySet());
    Places places = new Places(script, values, loops - 1, training.updates(), course);
    try (Host.Progress progress = host.progress(train, word(train), total)) {
      Training.Listener listener =
          new Training.Listener() {
            @Override
            public void before(int index, Supplier<State> state) {
              progress.reached(index, () -> places.at(index, state.get()));
            }

            @Override
            public void at(int index, double cost) {
              at(index, cost, List.of());
            }

            @Override
            public void at(int index, double cost, List<Double> recorded) {
              course.add(cost, recorded);
              progress.at(index);
              progress.cost(index, cost);
              if (train.report().isPresent() && index % train.report().getAsInt() == 0) {
                host.line(report(train, unit, index, cost, recorded));
              }
            }
          };
      Consumer<Trained> end =
          trained -> {
            keep(train, trained);
            // In the midst of an epoch there is no place to go on from.
            if (plan instanceof Plan.Steps || course.count() == total) {
              progress.reached(course.count(), () -> places.at(course.count(), trained.state()));
            }
          };
      try {
        end.accept(values.train(training, plan, start, listener, host::isStopped));
      } catch (Diverged diverged) {
        end.accept(diverged.trained());
        throw diverged;
      }
    }
  }

  /// What a training starts with beside the values at hand.
  private static Trained start(Training training, Optional<Checkpoint> place) {
    if (place.isEmpty()) {
      return new Trained(State.EMPTY, History.NONE);
    }
    Map<Node, Tensor> own = new HashMap<>();
    for (Variable variable : training.variables()) {
      place.get().own(variable.node()).ifPresent(value -> own.put(variable.node(), value));
    }
    return new Trained(new State(own), place.get().history());
  }

  private void keep(Action.Train train, Trained trained) {
    values.set(Map.of(train.history(), trained.history().cost()));
    train
        .records()
        .forEach(
            record ->
                values.set(
                    Map.of(record.history(), trained.history().recorded().get(record.name()))));
  }

  private static String report(
      Action.Train train, String unit, int index, double cost, List<Double> recorded) {
    StringBuilder line =
        new StringBuilder(String.format(Locale.ROOT, "Cost after %s %d: %.6f", unit, index, cost));
    for (int i = 0; i < recorded.size(); i++) {
      String name = train.records().get(i).name();
      line.append(String.format(Locale.ROOT, ", %s: %.6f", name, recorded.get(i)));
    }
    return line.toString();
  }
}
