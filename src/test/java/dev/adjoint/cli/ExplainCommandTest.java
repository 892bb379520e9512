package dev.adjoint.cli;

import static dev.adjoint.cli.Adjoint.adjoint;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.cli.Adjoint.Outcome;
import org.junit.jupiter.api.Test;

/// `adjoint explain CODE`: the page, and what is said where there is none.
class ExplainCommandTest {
  @Test
  void printsThePageOnACode() {
    Outcome outcome = adjoint("explain", "E0110");
    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                0,
                """
                E0110: Comparisons do not chain

                `0 < x < 1` is two comparisons in mathematics; here each stands by itself.

                This is wrong:

                    x = 0.5
                    ok = 0 < x < 1

                This is right:

                    x = 0.5
                    ok = 0 < x and x < 1

                A comparison gives 1 or 0 for each element. Read from the left, `0 < x < 1`
                would compare that 1 with 1.
                """,
                ""));
    assertThat(adjoint("explain", "e0110")).isEqualTo(outcome);
  }

  @Test
  void tellsThatThereIsNoSuchCode() {
    assertThat(adjoint("explain", "E9999"))
        .isEqualTo(
            new Outcome(
                2,
                "",
                """
                adjoint: no message has the code `E9999`
                  = help: `adjoint help explain` tells what it takes
                """));
  }
}
