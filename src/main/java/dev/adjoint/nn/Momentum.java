package dev.adjoint.nn;

import dev.adjoint.graph.Node;
import java.util.List;

/// Gradient descent along an average of past gradients, as the deep-learning notes have it:
///
/// ```
/// v = beta * v + (1 - beta) * dW
/// W -= rate * v
/// ```
///
/// with `v` zero at first, and no correction for that. (Where others write `v = beta * v + dW`,
/// their rate is this one times `1 - beta`.)
///
/// @param beta from 0, which makes it [Sgd], to below 1
public record Momentum(Rate rate, double beta) implements Optimizer {
  public Momentum {
    Averages.check("beta", beta);
  }

  /// With `beta` 0.9.
  public static Momentum rate(double rate) {
    return new Momentum(Rate.of(rate), 0.9);
  }

  @Override
  public String name() {
    return "momentum";
  }

  @Override
  public Step step(Node parameter, Node gradient, Node count) {
    Variable v = Averages.zero(parameter, "momentum.v");
    Node average = Averages.next(beta, v.node(), gradient);
    Node next = parameter.minus(rate.at(count).times(average));
    return new Step(
        List.of(new Update(parameter, next), new Update(v.node(), average)), List.of(v));
  }
}
