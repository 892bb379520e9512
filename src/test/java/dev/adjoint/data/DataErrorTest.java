package dev.adjoint.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DataErrorTest {
  @Test
  void everyErrorHasACodeOfItsOwn() {
    assertThat(DataError.values())
        .extracting(DataError::code)
        .doesNotHaveDuplicates()
        .allMatch(code -> code.matches("E03\\d\\d"));
  }

  @Test
  void fileTroubleIsToldByTheCode() {
    for (DataError error : DataError.values()) {
      assertThat(DataError.isFileTrouble(error.code())).isEqualTo(error.isFileTrouble());
    }
    assertThat(DataError.isFileTrouble("E0301")).isTrue();
    assertThat(DataError.isFileTrouble("E0325")).isFalse();
    assertThat(DataError.isFileTrouble("E0203")).isFalse();
  }
}
