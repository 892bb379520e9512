package dev.adjoint.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
  private static final List<String> WORDS = List.of("param", "print", "check", "for", "softmax");

  @ParameterizedTest
  @CsvSource({
    "parm, param",
    "pritn, print",
    "chekc, check",
    "fro, for",
    "sofmax, softmax",
    "softmx, softmax"
  })
  void findsWhatWasMeant(String word, String meant) {
    assertThat(Spelling.nearest(word, WORDS)).contains(meant);
  }

  @Test
  void doesNotGuessWildly() {
    assertThat(Spelling.nearest("x", WORDS)).isEmpty();
    assertThat(Spelling.nearest("cost", WORDS)).isEmpty();
    assertThat(Spelling.nearest("p".repeat(100_000), WORDS)).isEmpty();
  }
}
