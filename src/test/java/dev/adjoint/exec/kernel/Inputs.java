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
  static final int BLOCK = 64;

  private static final int RANDOM = 4096;

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

  /// Numbers of the type.
  static double[] of(DType type) {
    return new Inputs(type).all();
  }

  private double[] all() {
    double[] inputs =
        DoubleStream.of(0.1, 1, 4, 20, 130, 800)
            .mapToObj(scale -> many(() -> random.nextDouble(-scale, scale)))
            .reduce(DoubleStream.empty(), DoubleStream::concat)
            .toArray();
    inputs = join(inputs, many(() -> random.nextDouble(0.5, 1.5)));
    inputs = join(inputs, many(this::anyScale));
    inputs = join(inputs, many(this::anyBits));
    inputs = join(inputs, Arrays.stream(PLACES).flatMap(this::around));
    inputs = Arrays.stream(inputs).map(x -> type == DType.F64 ? x : (float) x).toArray();
    return Arrays.copyOf(inputs, (inputs.length + BLOCK) / BLOCK * BLOCK);
  }

  private static DoubleStream many(DoubleSupplier draw) {
    return DoubleStream.generate(draw).limit(RANDOM);
  }

  private static double[] join(double[] some, DoubleStream more) {
    return DoubleStream.concat(Arrays.stream(some), more).toArray();
  }

  private double anyScale() {
    return random.nextDouble(-1, 1) * Math.scalb(1.0, random.nextInt(-60, 20));
  }

  private double anyBits() {
    return type == DType.F64
        ? Double.longBitsToDouble(random.nextLong())
        : Float.intBitsToFloat(random.nextInt());
  }

  private DoubleStream around(double place) {
    double up = type == DType.F64 ? Math.nextUp(place) : Math.nextUp((float) place);
    double down = type == DType.F64 ? Math.nextDown(place) : Math.nextDown((float) place);
    return DoubleStream.of(place, up, down).flatMap(x -> DoubleStream.of(x, -x));
  }
}
