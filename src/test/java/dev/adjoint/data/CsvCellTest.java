package dev.adjoint.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCellTest {
  /// `BigDecimal` reads the decimal numbers and nothing else, digits of other scripts apart.
  @Property(tries = 5000)
  void numbersAreTheDecimalOnes(
      @ForAll
          @StringLength(max = 7)
          @CharRange(from = '0', to = '2')
          @Chars({'.', '-', '+', 'e', 'E', ' ', 'f', 'x'})
          String text) {
    assertThat(CsvCell.isNumber(text)).isEqualTo(isDecimal(text));
  }

  private static boolean isDecimal(String text) {
    try {
      new BigDecimal(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  @Property
  void everyDoubleIsReadBack(@ForAll double value) {
    String text = Double.toString(value);
    assertThat(CsvCell.isNumber(text)).isTrue();
    assertThat(CsvCell.value(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nan", "NaN", "NA", "n/a", "#N/A", "<NA>", "null", "None", "?"})
  void missing(String text) {
    assertThat(CsvCell.isMissing(text)).isTrue();
    assertThat(CsvCell.isText(text)).isFalse();
    assertThat(CsvCell.value(text)).isNaN();
  }

  @ParameterizedTest
  @ValueSource(strings = {"inf", "+Inf", "-inf", "Infinity", "-Infinity"})
  void infinite(String text) {
    assertThat(CsvCell.isInfinite(text)).isTrue();
    assertThat(CsvCell.isText(text)).isFalse();
    assertThat(CsvCell.value(text)).isInfinite().matches(v -> v < 0 == text.startsWith("-"));
  }

  /// `Double.parseDouble` alone would take the first four.
  @ParameterizedTest
  @ValueSource(strings = {"1f", "1d", "0x1p3", " 1", "1,5", "1_000", "٣", "-", ".", "1e", "cat"})
  void text(String text) {
    assertThat(CsvCell.isText(text)).isTrue();
  }
}
