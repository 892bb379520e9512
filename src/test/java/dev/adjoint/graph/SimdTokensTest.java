package dev.adjoint.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The lane-wise operations that rows name exist in the Vector API.
class SimdTokensTest {
  @Test
  void everyTokenIsAVectorOperator() throws Exception {
    Class<?> operators = Class.forName("jdk.incubator.vector.VectorOperators");
    Stream<Optional<String>> tokens =
        Stream.concat(
            Arrays.stream(UnaryFunction.values()).map(UnaryFunction::simd),
            Arrays.stream(BinaryFunction.values()).map(BinaryFunction::simd));
    assertThat(tokens.flatMap(Optional::stream))
        .isNotEmpty()
        .allSatisfy(token -> assertThat(operators.getField(token)).isNotNull());
  }
}
