package dev.adjoint.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class TensorTextTest {
  private static String number(double value) {
    return TensorText.number(value, DType.F64);
  }

  private static String narrow(float value) {
    return TensorText.number(value, DType.F32);
  }

  @Test
  void numbers() {
    assertThat(
            DoubleStream.of(33, -1, 0, -0.0, 0.1, 1.5, 1e15, 123456789)
                .mapToObj(TensorTextTest::number))
        .containsExactly("33", "-1", "0", "-0", "0.1", "1.5", "1000000000000000", "123456789");
    assertThat(
            DoubleStream.of(1e16, 1e-4, 1e-5, 1.5e-7, 1e100, -2.5e300)
                .mapToObj(TensorTextTest::number))
        .containsExactly("1e+16", "0.0001", "1e-05", "1.5e-07", "1e+100", "-2.5e+300");
    assertThat(
            DoubleStream.of(
                    Double.NaN,
                    Double.POSITIVE_INFINITY,
                    Double.NEGATIVE_INFINITY,
                    Double.MIN_VALUE)
                .mapToObj(TensorTextTest::number))
        .containsExactly("nan", "inf", "-inf", "4.9e-324");
    assertThat(number(5.801545319394553)).isEqualTo("5.801545319394553");
    assertThat(number(0.1 + 0.2)).isEqualTo("0.30000000000000004");
  }

  @Test
  void numbersInF32AreAsShortAsTheyMayBe() {
    assertThat(narrow(0.1f)).isEqualTo("0.1");
    assertThat(narrow(1 / 3f)).isEqualTo("0.33333334");
    assertThat(narrow(16777216f)).isEqualTo("16777216");
    assertThat(narrow(1.2345679e11f)).isEqualTo("123456790000");
    assertThat(narrow(1e20f)).isEqualTo("1e+20");
  }

  @Test
  void tensors() {
    assertThat(Tensor.scalar(0.5)).hasToString("0.5");
    assertThat(Tensor.vector(1, 0.25, -3)).hasToString("[1, 0.25, -3]");
    assertThat(Tensor.matrix(new double[][] {{1, 2}, {3, 4}})).hasToString("[[1, 2],\n [3, 4]]");
    assertThat(Tensor.generate(DType.F64, Shape.of(2, 1, 2), i -> i))
        .hasToString("[[[0, 1]],\n [[2, 3]]]");
    assertThat(Tensor.vector()).hasToString("[]");
    assertThat(Tensor.of(Shape.of(2, 0), new double[0])).hasToString("[[],\n []]");
  }

  @Test
  void elementsCarryEightDigits() {
    assertThat(Tensor.vector(1.0 / 3, 123.456789012, 0.99999999999, 1e-10 / 3, 1234567890))
        .hasToString("[0.33333333, 123.45679, 1, 3.3333333e-11, 1234567890]");
    assertThat(Tensor.of(Shape.of(3), 0.1f, 0.3f, 1 / 3f)).hasToString("[0.1, 0.3, 0.33333334]");
  }

  @Test
  void largeTensorsAreCut() {
    assertThat(Tensor.generate(DType.F64, Shape.of(1000), i -> i).toString()).endsWith("998, 999]");
    assertThat(Tensor.generate(DType.F64, Shape.of(1001), i -> i))
        .hasToString("[0, 1, 2, ..., 998, 999, 1000]");
    assertThat(Tensor.generate(DType.F64, Shape.of(300, 4), i -> i))
        .hasToString(
            """
            [[0, 1, 2, 3],
             [4, 5, 6, 7],
             [8, 9, 10, 11],
             ...,
             [1188, 1189, 1190, 1191],
             [1192, 1193, 1194, 1195],
             [1196, 1197, 1198, 1199]]\
            """);
  }

  /// Thousands of numbers of all sizes, and Python's own words for them.
  @Test
  void numbersAreAsPythonWritesThem() throws Exception {
    List<Double> numbers = ofAllSizes();
    List<String> written =
        python(
            "import sys\nfor line in sys.stdin: print(repr(float.fromhex(line)))",
            numbers.stream().map(Double::toHexString).toList());

    assertThat(numbers.stream().map(TensorTextTest::number).toList())
        .isEqualTo(written.stream().map(TensorTextTest::withoutPoint).toList());
  }

  @Test
  void floatsHaveTheDigitsThatNumPyGivesThem() throws Exception {
    List<Float> numbers =
        ofAllSizes().stream()
            .map(Double::floatValue)
            .filter(x -> x == 0 || Math.abs(x) >= Float.MIN_NORMAL && !x.isInfinite())
            .toList();
    List<String> written =
        python(
            "import sys, numpy\n"
                + "for line in sys.stdin: print(str(numpy.float32(float.fromhex(line))))",
            numbers.stream().map(x -> Double.toHexString(x)).toList());

    assertThat(numbers.stream().map(TensorTextTest::narrow).map(BigDecimal::new))
        .usingElementComparator(Comparator.naturalOrder())
        .containsExactlyElementsOf(written.stream().map(BigDecimal::new).toList());
  }

  private static List<Double> ofAllSizes() {
    Random random = new Random(1);
    List<Double> numbers = new ArrayList<>(List.of(0.1, 1e16, 9007199254740993.0, 1e22, 1e23));
    for (int i = 0; i < 2000; i++) {
      numbers.add(Double.longBitsToDouble(random.nextLong()));
      numbers.add(random.nextGaussian());
      numbers.add(random.nextGaussian() * Math.pow(10, random.nextInt(-12, 20)));
      numbers.add(Math.rint(random.nextGaussian() * Math.pow(10, random.nextInt(0, 18))));
    }
    // Of the numbers below the normal ones Java writes two digits where one would do.
    return numbers.stream()
        .filter(x -> x == 0 || (Math.abs(x) >= Double.MIN_NORMAL && !x.isInfinite()))
        .toList();
  }

  private static String withoutPoint(String python) {
    return python.endsWith(".0") ? python.substring(0, python.length() - 2) : python;
  }

  private static List<String> python(String script, List<String> lines) throws Exception {
    Process process;
    try {
      process = new ProcessBuilder("python3", "-c", script).start();
    } catch (IOException e) {
      assumeTrue(false, "skipped: python3 is not there to compare with");
      return List.of();
    }
    Thread writer =
        Thread.ofVirtual()
            .start(
                () -> {
                  try (var out = process.outputWriter(StandardCharsets.US_ASCII)) {
                    out.write(lines.stream().collect(Collectors.joining("\n", "", "\n")));
                  } catch (IOException _) {
                    // the script ended early: its exit code tells
                  }
                });
    List<String> answer = process.inputReader(StandardCharsets.US_ASCII).lines().toList();
    writer.join();
    assumeTrue(process.waitFor() == 0, "skipped: python3 has no numpy to compare with");
    return answer;
  }
}
