package dev.adjoint.nn;

import dev.adjoint.graph.Node;
import dev.adjoint.graph.UnaryFunction;
import java.util.List;

/// Steps of about one size for every number of every parameter (Kingma and Ba, "Adam: A Method for
/// Stochastic Optimization", 2015, algorithm 1):
///
/// ```
/// m = beta1 * m + (1 - beta1) * dW         v = beta2 * v + (1 - beta2) * dW^2
/// W -= rate * (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
/// ```
///
/// with `m` and `v` zero at first, and `t` the number of the step, from 1.
public record Adam(Rate rate, double beta1, double beta2, double epsilon) implements Optimizer {
  public Adam {
    Averages.check("beta1", beta1);
    Averages.check("beta2", beta2);
  }

  /// With the paper's `beta1` 0.9, `beta2` 0.999 and `epsilon` 1e-8.
  public static Adam rate(double rate) {
    return new Adam(Rate.of(rate), 0.9, 0.999, 1e-8);
  }

  @Override
  public String name() {
    return "adam";
  }

  @Override
  public Step step(Node parameter, Node gradient, Node count) {
    Variable m = Averages.zero(parameter, "adam.m");
    Variable v = Averages.zero(parameter, "adam.v");
    Node mean = Averages.next(beta1, m.node(), gradient);
    Node square = Averages.next(beta2, v.node(), gradient.square());
    Node scale = UnaryFunction.SQRT.of(corrected(square, beta2, count)).plus(epsilon);
    Node move = rate.at(count).times(corrected(mean, beta1, count)).over(scale);
    return new Step(
        List.of(
            new Update(parameter, parameter.minus(move)),
            new Update(m.node(), mean),
            new Update(v.node(), square)),
        List.of(m, v));
  }

  private static Node corrected(Node average, double beta, Node count) {
    return average.over(count.number(1).minus(count.number(beta).pow(count)));
  }
}
