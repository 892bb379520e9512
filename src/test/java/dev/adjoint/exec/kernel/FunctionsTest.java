package dev.adjoint.exec.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.tensor.DType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.stream.Stream;
import jdk.incubator.vector.DoubleVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds our functions to the meaning of their rows, over the whole range, and the lanes to the
/// scalars, bit by bit.
class FunctionsTest {
  private record Unary(UnaryFunction row, DType type) {}

  static Stream<Unary> unaries() {
    return Arrays.stream(DType.values())
        .flatMap(type -> Arrays.stream(UnaryFunction.values()).map(row -> new Unary(row, type)))
        .filter(function -> Functions.has(function.row, function.type));
  }

  @ParameterizedTest
  @MethodSource("unaries")
  void isNearItsMeaning(Unary function) throws Throwable {
    MethodHandle ours = scalar(function.row, function.type);
    for (double x : Inputs.of(function.type)) {
      double expected = rounded(function.row.meaning().applyAsDouble(x), function.type);
      double actual = (double) ours.invokeExact(x);
      if (!isNear(expected, actual, function.type)) {
        assertThat(actual).as("%s of %s in %s", function.row, x, function.type).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("unaries")
  void isTheSameInLanes(Unary function) throws Throwable {
    MethodHandle ours = scalar(function.row, function.type);
    double[] inputs = Inputs.of(function.type);
    double[] results = lanes(function.row, inputs);
    for (int i = 0; i < inputs.length; i++) {
      assertSame((double) ours.invokeExact(inputs[i]), results[i], inputs[i]);
    }
  }

  @Test
  void aRowNamesItsMethods() {
    assertThat(Functions.name(BinaryFunction.LEAKY_RELU)).isEqualTo("leakyRelu");
    assertThat(Functions.name(UnaryFunction.LOG1P)).isEqualTo("log1p");
  }

  private static boolean isNear(double expected, double actual, DType type) {
    if (Double.isNaN(expected) || Double.isInfinite(expected) || actual == 0 && expected == 0) {
      return same(expected, actual);
    }
    double tolerance = type == DType.F64 ? 2 * Math.ulp(expected) : 4 * Math.ulp((float) expected);
    return Math.abs(actual - expected) <= tolerance;
  }

  private static boolean same(double a, double b) {
    return Double.doubleToLongBits(a) == Double.doubleToLongBits(b);
  }

  private static void assertSame(double expected, double actual, double x) {
    if (!same(expected, actual)) {
      assertThat(actual).as("of %s", x).isEqualTo(expected);
    }
  }

  private static double rounded(double x, DType type) {
    return type == DType.F64 ? x : (float) x;
  }

  /// The scalar function of a row, on doubles that hold numbers of the type.
  private static MethodHandle scalar(Enum<?> row, DType type) throws ReflectiveOperationException {
    MethodHandle function =
        MethodHandles.lookup()
            .findStatic(
                DoubleMath.class,
                Functions.name(row),
                MethodType.methodType(double.class, double.class));
    return function;
  }

  private static double[] lanes(Enum<?> row, double[] inputs) throws Throwable {
    MethodHandle function =
        MethodHandles.lookup()
            .findStatic(
                DoubleLanes.class,
                Functions.name(row),
                MethodType.methodType(DoubleVector.class, DoubleVector.class));
    double[] results = new double[inputs.length];
    var species = DoubleVector.SPECIES_PREFERRED;
    for (int i = 0; i < inputs.length; i += species.length()) {
      var x = DoubleVector.fromArray(species, inputs, i);
      ((DoubleVector) function.invokeExact(x)).intoArray(results, i);
    }
    return results;
  }
}
