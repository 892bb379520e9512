package dev.adjoint.exec.kernel;

import java.util.List;

/// A body run one instruction at a time, each over all elements of a run, by the scalar meaning of
/// its function: nothing has to be compiled, so it is quick when it is new.
final class Interpreted implements Kernel {
  private final Body body;

  private Interpreted(Body body) {
    this.body = body;
  }

  static Interpreted of(Body body) {
    return new Interpreted(body);
  }

  @Override
  public int scratch(int elements) {
    return Math.multiplyExact(body.values(), elements);
  }

  @Override
  public void run(
      Object[] arrays, int[] starts, int[] strides, int rows, int length, Object scratch) {
    int elements = rows * length;
    List<Body.Load> loads = body.loads();
    for (int k = 0; k < loads.size(); k++) {
      for (int i = 0; i < elements; i++) {
        int row = starts[k] + i / length * strides[k];
        int at = loads.get(k) == Body.Load.SCALAR ? row : row + i % length;
        set(scratch, k * elements + i, get(arrays[k], at));
      }
    }
    int value = loads.size();
    for (Body.Instruction instruction : body.instructions()) {
      for (int i = 0; i < elements; i++) {
        set(scratch, value * elements + i, result(instruction, scratch, elements, i));
      }
      value++;
    }
    for (int s = 0; s < body.stores().size(); s++) {
      int k = loads.size() + s;
      for (int i = 0; i < elements; i++) {
        set(
            arrays[k],
            starts[k] + i / length * strides[k] + i % length,
            get(scratch, body.stores().get(s) * elements + i));
      }
    }
  }

  private static double result(Body.Instruction instruction, Object scratch, int elements, int i) {
    return switch (instruction) {
      case Body.Constant(double constant) -> constant;
      case Body.Unary(var function, int x) ->
          function.meaning().applyAsDouble(get(scratch, x * elements + i));
      case Body.Binary(var function, int a, int b) ->
          function
              .meaning()
              .applyAsDouble(get(scratch, a * elements + i), get(scratch, b * elements + i));
      case Body.Select(int condition, int a, int b) ->
          get(scratch, (get(scratch, condition * elements + i) != 0 ? a : b) * elements + i);
    };
  }

  private static double get(Object array, int at) {
    return array instanceof double[] doubles ? doubles[at] : ((float[]) array)[at];
  }

  private static void set(Object array, int at, double value) {
    if (array instanceof double[] doubles) {
      doubles[at] = value;
    } else {
      ((float[]) array)[at] = (float) value;
    }
  }
}
