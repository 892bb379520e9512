package dev.adjoint.bench;

import dev.adjoint.Model;
import dev.adjoint.data.DataPath;
import dev.adjoint.data.Npy;
import dev.adjoint.graph.Node;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A model of `src/bench/models` with the numbers that all contestants start from.
///
/// @param values of its data and parameters
record Numbers(Model model, Map<Node, Tensor> values) {
  private static final Path MODELS = Path.of("src/bench/models");

  /// The model of a name. A file `X.npy` of the folder holds what the model calls `X`.
  static Numbers of(String name, Path folder, DType precision) {
    String program = "precision %s\nimport \"%s.adj\"\n".formatted(precision, name);
    Model model = Model.parse(program, MODELS);
    Map<Node, Tensor> values = new HashMap<>();
    for (Path file : arrays(folder)) {
      String called = file.getFileName().toString().replace(".npy", "");
      values.put(model.node(called), read(file, precision));
    }
    return new Numbers(model, Map.copyOf(values));
  }

  static Tensor read(Path file, DType precision) {
    return Npy.open(DataPath.of(file)).read(precision);
  }

  private static List<Path> arrays(Path folder) {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".npy")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The sum of all squares: where a training got to, as one number.
  static double squares(Iterable<Tensor> tensors) {
    double sum = 0;
    for (Tensor tensor : tensors) {
      for (int i = 0; i < tensor.shape().count(); i++) {
        sum += tensor.at(i) * tensor.at(i);
      }
    }
    return sum;
  }
}
