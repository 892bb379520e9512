package dev.adjoint.exec.kernel;

import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.tensor.DType;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A body with the operands of one run: numbers of all kinds, and stores that lie upon loads.
record Tile(Body body, List<Operand> operands, int length) {
  private static final double[] SPECIAL = {
    0,
    -0.0,
    1,
    -1,
    0.5,
    -1.5,
    2.5,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    Float.MIN_VALUE,
    -Float.MIN_NORMAL,
    Float.MAX_VALUE,
    Double.MAX_VALUE,
    1e19
  };

  /// @param array the number of the array it lies in
  record Operand(int array, int start) {}

  /// A body of any functions.
  static Tile random(Random random) {
    return random(
        random,
        List.of(UnaryFunction.values()),
        List.of(BinaryFunction.values()),
        random(random, 30));
  }

  /// A body of some functions.
  static Tile random(
      Random random, List<UnaryFunction> unary, List<BinaryFunction> binary, int instructions) {
    DType dtype = random.nextBoolean() ? DType.F64 : DType.F32;
    List<Body.Load> loads = new ArrayList<>();
    for (int k = random.nextInt(5); k > 0; k--) {
      loads.add(random.nextInt(3) == 0 ? Body.Load.SCALAR : Body.Load.ELEMENTS);
    }
    List<Body.Instruction> code = new ArrayList<>();
    if (loads.isEmpty()) {
      code.add(new Body.Constant(number(random)));
    }
    while (code.size() < instructions) {
      int values = loads.size() + code.size();
      int a = recent(random, values);
      int b = recent(random, values);
      code.add(
          switch (random.nextInt(10)) {
            case 0 -> new Body.Constant(number(random));
            case 1 -> new Body.Select(random.nextInt(values), a, b);
            case 2, 3, 4 -> new Body.Unary(unary.get(random.nextInt(unary.size())), a);
            default -> new Body.Binary(binary.get(random.nextInt(binary.size())), a, b);
          });
    }
    List<Integer> stores = new ArrayList<>();
    for (int s = random.nextInt(3); s >= 0; s--) {
      stores.add(recent(random, loads.size() + code.size()));
    }
    return new Tile(new Body(dtype, loads, code, stores), random);
  }

  private Tile(Body body, Random random) {
    this(body, new ArrayList<>(), length(random));
    body.loads().forEach(_ -> add(random.nextInt(8)));
    List<Integer> taken = new ArrayList<>();
    for (int _ : body.stores()) {
      int upon = random.nextInt(body.loads().size() + 1);
      if (upon < body.loads().size() && !taken.contains(upon) && mayLieUpon(upon)) {
        taken.add(upon);
        operands.add(operands.get(upon));
      } else {
        add(random.nextInt(8));
      }
    }
  }

  private boolean mayLieUpon(int load) {
    return body.loads().get(load) == Body.Load.ELEMENTS;
  }

  private void add(int start) {
    operands.add(new Operand(operands.size(), start));
  }

  private static int length(Random random) {
    return random.nextInt(10) == 0 ? Kernel.TILE : random.nextInt(71);
  }

  private static int random(Random random, int most) {
    return 1 + random.nextInt(most);
  }

  /// A value of late, more often than not, so that bodies are deep.
  private static int recent(Random random, int values) {
    return random.nextBoolean() ? random.nextInt(values) : Math.max(0, values - random(random, 4));
  }

  private static double number(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> SPECIAL[random.nextInt(SPECIAL.length)];
      case 1 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
      default -> random.nextGaussian();
    };
  }

  /// New arrays, the same for the same seed.
  Object[] arrays(long seed) {
    Random random = new Random(seed);
    Class<?> type = body.dtype() == DType.F64 ? double.class : float.class;
    Object[] distinct = new Object[operands.size()];
    Object[] arrays = new Object[operands.size()];
    for (int k = 0; k < arrays.length; k++) {
      Operand operand = operands.get(k);
      if (operand.array == k) {
        distinct[k] = Array.newInstance(type, operand.start + length + 1);
        for (int i = 0; i < Array.getLength(distinct[k]); i++) {
          put(distinct[k], i, number(random));
        }
      }
      arrays[k] = distinct[operand.array];
    }
    return arrays;
  }

  /// All arrays after a run of the kernel, as bits; one NaN is as good as another.
  List<Long> run(Kernel kernel, long seed) {
    Object[] arrays = arrays(seed);
    Class<?> type = body.dtype() == DType.F64 ? double.class : float.class;
    kernel.run(
        arrays,
        operands.stream().mapToInt(Operand::start).toArray(),
        length,
        Array.newInstance(type, kernel.scratch(length)));
    return bits(arrays);
  }

  /// All arrays after a run by the scalar meaning of each function.
  List<Long> meaning(long seed) {
    Object[] before = arrays(seed);
    Object[] after = arrays(seed);
    int loads = body.loads().size();
    for (int i = 0; i < length; i++) {
      double[] values = new double[body.values()];
      for (int k = 0; k < loads; k++) {
        int along = body.loads().get(k) == Body.Load.SCALAR ? 0 : i;
        values[k] = Array.getDouble(before[k], operands.get(k).start + along);
      }
      for (int v = loads; v < values.length; v++) {
        values[v] = body.dtype().round(result(body.instructions().get(v - loads), values));
      }
      for (int s = 0; s < body.stores().size(); s++) {
        int at = operands.get(loads + s).start + i;
        put(after[loads + s], at, values[body.stores().get(s)]);
      }
    }
    return bits(after);
  }

  private static double result(Body.Instruction instruction, double[] values) {
    return switch (instruction) {
      case Body.Constant(double value) -> value;
      case Body.Unary(var function, int x) -> function.meaning().applyAsDouble(values[x]);
      case Body.Binary(var function, int a, int b) ->
          function.meaning().applyAsDouble(values[a], values[b]);
      case Body.Select(int condition, int a, int b) ->
          values[condition] != 0 ? values[a] : values[b];
    };
  }

  private static void put(Object array, int at, double value) {
    if (array instanceof double[] doubles) {
      doubles[at] = value;
    } else {
      Array.setFloat(array, at, (float) value);
    }
  }

  private static List<Long> bits(Object[] arrays) {
    List<Long> bits = new ArrayList<>();
    for (Object array : arrays) {
      for (int i = 0; i < Array.getLength(array); i++) {
        bits.add(Double.doubleToLongBits(Array.getDouble(array, i)));
      }
    }
    return bits;
  }
}
