package dev.adjoint.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordingTest {
  @Test
  void aFileCannotSpeakToTheTerminal() {
    assertThat(Wording.quote("a\u001b[31mb\u202ec\n")).isEqualTo("`a\\u001b[31mb\\u202ec\\u000a`");
  }

  @Test
  void longTextIsCut() {
    assertThat(Wording.quote("é".repeat(80))).isEqualTo("`" + "é".repeat(80) + "`");
    assertThat(Wording.quote("é".repeat(81))).isEqualTo("`" + "é".repeat(80) + "…`");
  }

  @Test
  void longListsAreCut() {
    List<String> items = IntStream.range(0, 14).mapToObj(Integer::toString).toList();
    assertThat(Wording.list(items)).isEqualTo("0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more");
    assertThat(Wording.list(items.subList(0, 13))).endsWith("10, 11 and 1 more");
    assertThat(Wording.list(items.subList(0, 12))).endsWith("10, 11");
  }

  @Test
  void theNearestNameIsASlipAwayOrGoesOn() {
    List<String> names = List.of("sepal", "petal", "layer/W", "layer/b");
    assertThat(Wording.nearest("pedal", names)).contains("petal");
    assertThat(Wording.nearest("layer", names)).contains("layer/W");
    assertThat(Wording.nearest("layer/W/0", names)).contains("layer/W");
    assertThat(Wording.nearest("colour", names)).isEmpty();
    assertThat(Wording.nearest("se", names)).isEmpty();
  }

  @Test
  void theNearestComesFirstAndTheOthersStayInOrder() {
    assertThat(Wording.nearestFirst("petals", List.of("b", "a", "petal", "c")))
        .containsExactly("petal", "b", "a", "c");
  }
}
