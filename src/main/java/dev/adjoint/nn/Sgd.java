package dev.adjoint.nn;

import dev.adjoint.graph.Node;
import java.util.List;

/// Gradient descent: `W -= rate * dW`. On minibatches it is the stochastic one.
public record Sgd(Rate rate) implements Optimizer {
  public static Sgd rate(double rate) {
    return new Sgd(Rate.of(rate));
  }

  @Override
  public String name() {
    return "sgd";
  }

  @Override
  public Step step(Node parameter, Node gradient, Node count) {
    Node next = parameter.minus(rate.at(count).times(gradient));
    return new Step(List.of(new Update(parameter, next)), List.of());
  }
}
