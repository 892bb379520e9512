package dev.adjoint.lang.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberFormatTest {
  private static String format(double value, String specification) {
    return NumberFormat.parse(specification).orElseThrow().format(value, "" + value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          5.80154531 | .6f | '5.801545'
          49.25      | .1f | '49.3'
          -0.0004    | .3f | '-0.000'
          -0.0       | .1f | '-0.0'
          1e22       | .1f | '10000000000000000000000.0'
          1e-300     | .2f | '0.00'
          33.006     | 8.3f | '  33.006'
          7          | f   | '7.000000'
          -7.5       | d   | '-8'
          0.9834     | .1% | '98.3%'
          1e308      | .1% | '1.0E308'
          1234.5678  | .3e | '1.235e+03'
          0.0001234  | .2g | '0.00012'
          1234567    | .3g | '1.23e+06'
          NaN        | 5.1f | '  NaN'
          """)
  void writes(double value, String specification, String text) {
    assertThat(format(value, specification)).isEqualTo(text);
  }

  @Property
  void writesFixedNumbersAsTheJdkDoes(
      @ForAll double value, @ForAll @IntRange(min = 0, max = 20) int places) {
    if (Double.isFinite(value)) {
      assertThat(format(value, "." + places + "f"))
          .isEqualTo(String.format(Locale.ROOT, "%." + places + "f", value));
    }
  }
}
