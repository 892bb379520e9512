package dev.adjoint.exec.kernel;

import dev.adjoint.tensor.DType;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;

/// Numbers to try functions on: all kinds of special ones, the neighbourhoods of places where our
/// functions or their results change, and random ones at every scale.
final class Inputs {
  /// A multiple of the lanes of any vector, which divides the number of inputs.
  private static final int BLOCK = 64;

  private static final int RANDOM = 2048;

  /// Where a result becomes infinite, denormal or zero, or ours take another way to it.
  private static final double[] PLACES = {
    0,
    0x1p-1074,
    0x1p-1022,
    0x1p-149,
    0x1p-126,
    0x1p-54,
    0x1p-25,
    0.125,
    0.35,
    0.5,
    Math.PI / 4,
    Math.sqrt(0.5),
    1,
    Math.sqrt(2),
    Math.PI / 2,
    2,
    2.5,
    3,
    Math.PI,
    6,
    9,
    16,
    20,
    22,
    37.5,
    39,
    40,
    87.33654475,
    88.02969187,
    88.72283905,
    89.41598626,
    103.2789299,
    103.9720771,
    110,
    120,
    708.3964185322641,
    709.782712893384,
    710.4758600739439,
    744.4400719213812,
    745.1332191019412,
    800,
    65536,
    0x1p24,
    0x1p31,
    0x1p52,
    0x1p53,
    0x1p63,
    Float.MAX_VALUE,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NaN
  };

  private final SplittableRandom random = new SplittableRandom(1);
  private final DType type;

  private Inputs(DType type) {
    this.type = type;
  }

  /// Pairs of numbers of the type: first and second ones at the same index. For functions of one
  /// number the first have everything; for functions of two, the pairs have.
  static double[][] of(DType type, int operands) {
    Inputs inputs = new Inputs(type);
    double[] one = inputs.numbers();
    if (operands == 1) {
      return new double[][] {one, one};
    }
    double[] places = inputs.places();
    double[] first = one;
    double[] second = inputs.shuffled(one);
    for (double place : places) {
      first = join(first, DoubleStream.generate(() -> place).limit(places.length));
      second = join(second, Arrays.stream(places));
    }
    return new double[][] {fill(first), fill(second)};
  }

  private double[] numbers() {
    double[] numbers = Arrays.stream(places()).flatMap(this::around).toArray();
    for (double scale : new double[] {0.1, 1, 4, 20, 130, 800}) {
      numbers = join(numbers, many(() -> random.nextDouble(-scale, scale)));
    }
    numbers = join(numbers, many(() -> random.nextDouble(0.5, 1.5)));
    numbers = join(numbers, many(this::anyScale));
    numbers = join(numbers, many(this::anyBits));
    return fill(Arrays.stream(numbers).map(this::rounded).toArray());
  }

  private double[] places() {
    return Arrays.stream(PLACES).map(this::rounded).flatMap(x -> DoubleStream.of(x, -x)).toArray();
  }

  private DoubleStream around(double place) {
    double up = type == DType.F64 ? Math.nextUp(place) : Math.nextUp((float) place);
    double down = type == DType.F64 ? Math.nextDown(place) : Math.nextDown((float) place);
    return DoubleStream.of(place, up, down);
  }

  private double rounded(double x) {
    return type == DType.F64 ? x : (float) x;
  }

  private double anyScale() {
    return random.nextDouble(-1, 1) * Math.scalb(1.0, random.nextInt(-60, 20));
  }

  private double anyBits() {
    return type == DType.F64
        ? Double.longBitsToDouble(random.nextLong())
        : Float.intBitsToFloat(random.nextInt());
  }

  private double[] shuffled(double[] numbers) {
    double[] shuffled = numbers.clone();
    for (int i = shuffled.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      double x = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = x;
    }
    return shuffled;
  }

  private static DoubleStream many(DoubleSupplier draw) {
    return DoubleStream.generate(draw).limit(RANDOM);
  }

  private static double[] join(double[] some, DoubleStream more) {
    return DoubleStream.concat(Arrays.stream(some), more).toArray();
  }

  private static double[] fill(double[] numbers) {
    return Arrays.copyOf(numbers, (numbers.length + BLOCK - 1) / BLOCK * BLOCK);
  }
}
