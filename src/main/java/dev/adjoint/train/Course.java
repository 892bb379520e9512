package dev.adjoint.train;

import dev.adjoint.tensor.Tensor;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A history as it grows.
public final class Course {
  private final Numbers costs = new Numbers();
  private final Map<String, Numbers> recorded = new LinkedHashMap<>();

  /// @param before how it begins; what that has not recorded is NaN there
  /// @param names what is recorded
  public Course(History before, Collection<String> names) {
    names.forEach(name -> recorded.put(name, new Numbers()));
    for (int i = 0; i < before.count(); i++) {
      int at = i;
      List<Double> values =
          names.stream()
              .map(name -> before.recorded().get(name))
              .map(known -> known == null ? Double.NaN : known.at(at))
              .toList();
      add(before.cost().at(i), values);
    }
  }

  /// The number of iterations, or of epochs.
  public int count() {
    return costs.count;
  }

  /// Adds an iteration or an epoch.
  ///
  /// @param values what was recorded, in the order of its names
  public void add(double cost, List<Double> values) {
    costs.add(cost);
    int i = 0;
    for (Numbers one : recorded.values()) {
      one.add(values.get(i++));
    }
  }

  /// The history until now.
  public History history() {
    return first(count());
  }

  /// The history of the first iterations or epochs.
  public History first(int count) {
    Map<String, Tensor> others = new LinkedHashMap<>();
    recorded.forEach((name, values) -> others.put(name, values.first(count)));
    return new History(costs.first(count), others);
  }

  /// Numbers that are added one by one; millions take the room of millions.
  private static final class Numbers {
    private double[] values = new double[16];
    private int count;

    void add(double value) {
      if (count == values.length) {
        values = Arrays.copyOf(values, count + (count >> 1));
      }
      values[count++] = value;
    }

    Tensor first(int number) {
      return Tensor.vector(Arrays.copyOf(values, number));
    }
  }
}
