package dev.adjoint;

import dev.adjoint.tensor.Tensor;
import dev.adjoint.train.History;
import java.util.Map;

/// A model with the parameters that a training found, and how it went.
///
/// @param model the model with those parameters, to evaluate or to train further
/// @param history the cost before each update, or the mean cost of each epoch
public record TrainedModel(Model model, History history) {
  /// The value of a name, of the shape that its formula has for this data; see [Model#evaluate].
  ///
  /// @throws dev.adjoint.source.AdjointException as [Model#evaluate]
  public Tensor evaluate(String name, Map<String, Tensor> data) {
    return model.evaluate(name, data);
  }

  /// The value of a parameter, such as `w` or `hidden.W`, of its declared shape.
  ///
  /// @throws dev.adjoint.source.AdjointException if the model has no value of this name, or it
  ///     depends on data
  public Tensor parameter(String name) {
    return model.evaluate(name, Map.of());
  }
}
