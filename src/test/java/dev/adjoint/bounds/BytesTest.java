package dev.adjoint.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BytesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 bytes",
    "999, 999 bytes",
    "1000, 1 kB",
    "1549, 1.5 kB",
    "9949, 9.9 kB",
    "9950, 10 kB",
    "999499, 999 kB",
    "999500, 1 MB",
    "80e9, 80 GB",
    "8e30, 8000000000000 EB",
  })
  void areWrittenShortly(double bytes, String words) {
    assertThat(Bytes.words(bytes)).isEqualTo(words);
  }
}
