package dev.adjoint;

import dev.adjoint.tensor.Tensor;
import dev.adjoint.train.History;
import java.util.Map;

/// A model with the parameters that a training found, and how it went.
///
/// @param model the model with those parameters, to evaluate or to train further
/// @param history the cost before each update, or the mean cost of each epoch
public record TrainedModel(Model model, History history) {
  /// The value of a name; see [Model#evaluate].
  public Tensor evaluate(String name, Map<String, Tensor> data) {
    return model.evaluate(name, data);
  }

  /// The value of a parameter.
  public Tensor parameter(String name) {
    return model.evaluate(name, Map.of());
  }
}
