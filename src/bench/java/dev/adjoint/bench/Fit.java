package dev.adjoint.bench;

import dev.adjoint.graph.Node;
import dev.adjoint.nn.Optimizer;
import dev.adjoint.train.Plan;
import dev.adjoint.train.State;
import dev.adjoint.train.Trained;
import dev.adjoint.train.Training;
import java.util.function.Supplier;

/// The training of a model's cost `J`.
record Fit(Training training, State start, Evaluation evaluation) implements Workload {
  static Fit of(Numbers numbers, Optimizer optimizer) {
    Node cost = numbers.model().node("J");
    Training training = Training.of(cost, optimizer);
    return new Fit(
        training,
        new State(numbers.values()),
        Evaluation.of(cost, training.parameters(), numbers.values()));
  }

  @Override
  public Supplier<Outcome> run(int steps) {
    Trained trained = training.run(Plan.steps(steps), start);
    return () ->
        new Outcome(
            trained.history().cost().at(steps - 1),
            Numbers.squares(training.parameters().stream().map(trained::get).toList()));
  }

  @Override
  public void evaluate(boolean gradient) {
    evaluation.evaluate(gradient);
  }
}
