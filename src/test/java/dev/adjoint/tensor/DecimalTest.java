package dev.adjoint.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Holds our decimals to those of `java.math`.
class DecimalTest {
  @Property
  void readsBackTheSame(@ForAll double value) {
    if (Double.isFinite(value)) {
      assertThat(Double.parseDouble(Decimal.of(value).toString())).isEqualTo(value + 0.0);
    }
  }

  @Property
  void readsBackTheSameInF32(@ForAll float value) {
    if (Float.isFinite(value)) {
      assertThat(Float.parseFloat(Decimal.of(value).toString())).isEqualTo(value + 0.0f);
    }
  }

  @Property
  void keepsSignificantDigits(
      @ForAll double value, @ForAll @IntRange(min = 1, max = 18) int count) {
    if (Double.isFinite(value)) {
      assertThat(java(Decimal.of(value).significant(count)))
          .isEqualByComparingTo(
              BigDecimal.valueOf(value).round(new MathContext(count, RoundingMode.HALF_EVEN)));
    }
  }

  @Property
  void keepsPlaces(
      @ForAll @IntRange(min = -99999999, max = 99999999) int digits,
      @ForAll @IntRange(min = 0, max = 12) int scale,
      @ForAll @IntRange(min = 0, max = 10) int count) {
    assertThat(java(new Decimal(digits, -scale).places(count)))
        .isEqualByComparingTo(
            BigDecimal.valueOf(digits, scale).setScale(count, RoundingMode.HALF_EVEN));
  }

  @ParameterizedTest
  @CsvSource({
    "0.125, 0.12",
    "-0.375, -0.38",
    "0.005, 0",
    "-0.004, 0",
    "1e-300, 0",
    "99.995, 100",
    "99.9951, 100",
    "1e20, 1e+20"
  })
  void placesOfNumbers(double value, String text) {
    assertThat(Decimal.of(value).places(2)).hasToString(text);
  }

  private static BigDecimal java(Decimal decimal) {
    return BigDecimal.valueOf(decimal.digits(), -decimal.exponent());
  }
}
