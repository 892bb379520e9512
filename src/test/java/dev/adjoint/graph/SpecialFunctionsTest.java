package dev.adjoint.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against values to twenty digits by mpmath 1.3.
class SpecialFunctionsTest {
  private static void assertWithinUlps(
      DoubleUnaryOperator function, double x, double expected, int ulps) {
    double off = Math.abs(function.applyAsDouble(x) - expected);
    assertThat(off / Math.ulp(expected)).as("ulps off at %s", x).isLessThanOrEqualTo(ulps);
  }

  @ParameterizedTest
  @CsvSource({
    "1e-300, 1.1283791670955126022e-300",
    "-1e-10, -1.1283791670955126150e-10",
    "0.1, 0.11246291601828489840",
    "0.5, 0.52049987781304653768",
    "-0.75, -0.71115563365351513160",
    "1, 0.84270079294971486934",
    "2, 0.99532226501895273416",
    "2.4999, 0.99959283009966654862",
    "2.5, 0.99959304798255504106",
    "3, 0.99997790950300141456",
    "4, 0.99999998458274209972",
    "-5, -0.99999999999846254021",
    "5.5, 0.99999999999999264215",
    "6, 0.99999999999999997848",
    "30, 1",
    "0, 0",
    "-Infinity, -1"
  })
  void erf(double x, double expected) {
    assertWithinUlps(SpecialFunctions::erf, x, expected, 3);
  }

  @ParameterizedTest
  @CsvSource({
    "-700, 9.8596765437597708567e-305",
    "-40, 4.2483542552915889773e-18",
    "-5, 0.0066928509242848555594",
    "-1e-10, 0.49999999997500000000",
    "0, 0.5",
    "0.1, 0.52497918747893998748",
    "1, 0.73105857863000487925",
    "2.5, 0.92414181997875644881",
    "5.5, 0.99592986228410387267",
    "40, 0.99999999999999999575",
    "1000, 1",
    "-1000, 0",
    "-Infinity, 0",
    "Infinity, 1"
  })
  void sigmoid(double x, double expected) {
    assertWithinUlps(SpecialFunctions::sigmoid, x, expected, 2);
  }

  @ParameterizedTest
  @CsvSource({
    "-700, 9.8596765437597708567e-305",
    "-40, 4.2483542552915889863e-18",
    "-5, 0.0067153484891180686164",
    "-1e-10, 0.69314718050994530942",
    "0.1, 0.74439666007357089774",
    "1, 1.3132616875182228340",
    "2.5, 2.5788897342925496233",
    "5.5, 5.5040784432705707209",
    "40, 40.000000000000000004",
    "1000, 1000",
    "-1000, 0"
  })
  void softplus(double x, double expected) {
    assertWithinUlps(SpecialFunctions::softplus, x, expected, 2);
  }

  @ParameterizedTest
  @CsvSource({"NaN"})
  void notANumber(double x) {
    assertThat(SpecialFunctions.erf(x)).isNaN();
    assertThat(SpecialFunctions.sigmoid(x)).isNaN();
    assertThat(SpecialFunctions.softplus(x)).isNaN();
  }

  @ParameterizedTest
  @CsvSource({"0.0", "-0.0"})
  void keepsTheSignOfZero(Double x) {
    assertThat(Double.valueOf(SpecialFunctions.erf(x))).isEqualTo(x);
  }
}
