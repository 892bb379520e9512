package dev.adjoint.exec.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.tensor.DType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds our functions to the meaning of their rows, over the whole range, and the lanes to the
/// scalars, bit by bit.
class FunctionsTest {
  /// A row in a precision; the meaning of a function of one number ignores the second.
  private record Function(Enum<?> row, DType type, int operands, DoubleBinaryOperator meaning) {
    @Override
    public String toString() {
      return Functions.name(row) + " in " + type;
    }

    /// The scalar function, on doubles that hold numbers of the type.
    DoubleBinaryOperator scalar() throws ReflectiveOperationException {
      MethodHandle function =
          type == DType.F64
              ? method(double.class, DoubleMath.class, DoubleTrigonometry.class)
              : method(float.class, FloatMath.class, FloatTrigonometry.class);
      function = operands == 2 ? function : MethodHandles.dropArguments(function, 1, double.class);
      MethodType doubles = MethodType.methodType(double.class, double.class, double.class);
      return MethodHandleProxies.asInterfaceInstance(
          DoubleBinaryOperator.class, MethodHandles.explicitCastArguments(function, doubles));
    }

    /// The results of the lanes on all inputs.
    double[] lanes(double[][] inputs) throws Throwable {
      double[] results = new double[inputs[0].length];
      if (type == DType.F64) {
        MethodHandle function =
            method(DoubleVector.class, DoubleLanes.class, DoubleTrigonometryLanes.class);
        var species = DoubleVector.SPECIES_PREFERRED;
        for (int i = 0; i < results.length; i += species.length()) {
          Object[] lanes = new Object[operands];
          for (int k = 0; k < operands; k++) {
            lanes[k] = DoubleVector.fromArray(species, inputs[k], i);
          }
          ((DoubleVector) function.invokeWithArguments(lanes)).intoArray(results, i);
        }
        return results;
      }
      MethodHandle function =
          method(FloatVector.class, FloatLanes.class, FloatTrigonometryLanes.class);
      var species = FloatVector.SPECIES_PREFERRED;
      for (int i = 0; i < results.length; i += species.length()) {
        Object[] lanes = new Object[operands];
        for (int k = 0; k < operands; k++) {
          lanes[k] = FloatVector.fromArray(species, floats(inputs[k], i, species.length()), 0);
        }
        var result = (FloatVector) function.invokeWithArguments(lanes);
        for (int lane = 0; lane < species.length(); lane++) {
          results[i + lane] = result.lane(lane);
        }
      }
      return results;
    }

    private static float[] floats(double[] from, int start, int length) {
      float[] floats = new float[length];
      for (int i = 0; i < length; i++) {
        floats[i] = (float) from[start + i];
      }
      return floats;
    }

    private MethodHandle method(Class<?> number, Class<?>... homes)
        throws ReflectiveOperationException {
      MethodType signature = MethodType.methodType(number, Collections.nCopies(operands, number));
      for (Class<?> home : homes) {
        for (Method method : home.getDeclaredMethods()) {
          if (method.getName().equals(Functions.name(row))
              && Arrays.equals(method.getParameterTypes(), signature.parameterArray())) {
            return MethodHandles.lookup().unreflect(method);
          }
        }
      }
      throw new NoSuchMethodException(Functions.name(row) + signature);
    }
  }

  static Stream<Function> functions() {
    return Arrays.stream(DType.values()).flatMap(type -> Stream.concat(unary(type), binary(type)));
  }

  private static Stream<Function> unary(DType type) {
    return Arrays.stream(UnaryFunction.values())
        .filter(Functions::has)
        .map(row -> new Function(row, type, 1, (x, _) -> row.meaning().applyAsDouble(x)));
  }

  private static Stream<Function> binary(DType type) {
    return Arrays.stream(BinaryFunction.values())
        .filter(Functions::has)
        .map(row -> new Function(row, type, 2, row.meaning()));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void isNearItsMeaning(Function function) throws Exception {
    DoubleBinaryOperator scalar = function.scalar();
    double[][] inputs = Inputs.of(function.type, function.operands);
    for (int i = 0; i < inputs[0].length; i++) {
      double x = inputs[0][i];
      double y = inputs[1][i];
      double meaning = function.meaning.applyAsDouble(x, y);
      double expected = function.type == DType.F64 ? meaning : (float) meaning;
      double actual = scalar.applyAsDouble(x, y);
      if (!isNear(expected, actual, function.type)) {
        assertThat(actual).as("of %s, %s", x, y).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void isTheSameInLanes(Function function) throws Throwable {
    DoubleBinaryOperator scalar = function.scalar();
    double[][] inputs = Inputs.of(function.type, function.operands);
    double[] results = function.lanes(inputs);
    for (int i = 0; i < results.length; i++) {
      double expected = scalar.applyAsDouble(inputs[0][i], inputs[1][i]);
      if (!isSame(expected, results[i])) {
        assertThat(results[i]).as("of %s, %s", inputs[0][i], inputs[1][i]).isEqualTo(expected);
      }
    }
  }

  @Test
  void aRowNamesItsMethods() {
    assertThat(Functions.name(BinaryFunction.LEAKY_RELU)).isEqualTo("leakyRelu");
    assertThat(Functions.name(UnaryFunction.LOG1P)).isEqualTo("log1p");
  }

  private static boolean isNear(double expected, double actual, DType type) {
    if (Double.isNaN(expected) || Double.isInfinite(expected) || expected == 0 && actual == 0) {
      return isSame(expected, actual);
    }
    double tolerance = type == DType.F64 ? 2 * Math.ulp(expected) : 4 * Math.ulp((float) expected);
    return Math.abs(actual - expected) <= tolerance;
  }

  /// The same bits, but that all NaN are one.
  private static boolean isSame(double a, double b) {
    return Double.doubleToLongBits(a) == Double.doubleToLongBits(b);
  }
}
