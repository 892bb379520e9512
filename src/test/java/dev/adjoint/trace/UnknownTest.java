package dev.adjoint.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.source.SourceText;
import dev.adjoint.source.Span;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Why a value of a wrong program is not known.
class UnknownTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          A           | because `A` is not
          A A         | because `A` is not
          A Q         | because `A` and `Q` are not
          A B C D     | because `A`, `B`, `C` and `D` are not
          A B C D E   | because `A`, `B`, `C` and 2 others are not
          """)
  void theReasonNamesWhatIsMissing(String missing, String reason) {
    Span span = new Span(new SourceText("a.adj", "J = 1"), 0, 5);
    List<String> names = List.of(missing.split(" "));
    assertThat(new Unknown("J", "1", span, null, List.of(), names).reason())
        .isEqualTo("not known, " + reason);
  }
}
