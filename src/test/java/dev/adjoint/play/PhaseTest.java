package dev.adjoint.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.play.Phase.Done;
import dev.adjoint.play.Phase.Failed;
import dev.adjoint.play.Phase.Held;
import dev.adjoint.play.Phase.Replaced;
import dev.adjoint.play.Phase.Running;
import dev.adjoint.play.Phase.Stopping;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What becomes of a run: each way out of each phase.
class PhaseTest {
  private static final Optional<Tape.Entry> AT = Optional.of(new Tape.Entry(3, "epoch", null, 0));
  private static final Optional<Tape.Entry> TO = Optional.of(new Tape.Entry(1, "epoch", null, 0));
  private static final List<Phase> OVER = List.of(new Held(AT), new Done(AT), new Failed(AT));

  @Test
  void theReaderStopsWhatRuns() {
    assertThat(new Running().stopped()).isEqualTo(new Stopping());
    assertThat(new Stopping().stopped()).isEqualTo(new Stopping());
    assertThat(new Replaced().stopped()).isEqualTo(new Replaced());
    assertThat(OVER).allMatch(phase -> phase.stopped() == phase);
  }

  @Test
  void anotherReplacesWhatStillDoesSomething() {
    assertThat(new Running().replaced()).isEqualTo(new Replaced());
    assertThat(new Stopping().replaced()).isEqualTo(new Replaced());
    assertThat(new Replaced().replaced()).isEqualTo(new Replaced());
    assertThat(OVER).allMatch(phase -> phase.replaced() == phase);
  }

  @Test
  void whatWasStoppedIsHeldHoweverItEnds() {
    assertThat(new Running().ended(true, AT)).isEqualTo(new Done(AT));
    assertThat(new Running().ended(false, AT)).isEqualTo(new Failed(AT));
    assertThat(new Stopping().ended(true, AT)).isEqualTo(new Held(AT));
    assertThat(new Stopping().ended(false, AT)).isEqualTo(new Held(AT));
    assertThat(new Replaced().ended(true, AT)).isEqualTo(new Replaced());
    assertThat(OVER).allMatch(phase -> phase.ended(true, TO) == phase);
  }

  @Test
  void theReaderGoesBackInWhatHasEnded() {
    assertThat(List.of(new Running(), new Stopping(), new Replaced()))
        .allMatch(phase -> phase.rewound(TO.orElseThrow()) == phase);
    assertThat(OVER).allMatch(phase -> phase.rewound(TO.orElseThrow()).equals(new Held(TO)));
  }

  @Test
  void whatTheReaderHoldsStaysWhenTheScriptIsSaved() {
    for (boolean isSame : new boolean[] {false, true}) {
      assertThat(new Stopping().yields(isSame)).isFalse();
      assertThat(new Held(AT).yields(isSame)).isFalse();
      assertThat(new Failed(AT).yields(isSame)).isTrue();
      assertThat(new Running().yields(isSame)).isEqualTo(!isSame);
      assertThat(new Done(AT).yields(isSame)).isEqualTo(!isSame);
    }
  }

  @Test
  void aStepIsShownOfWhatHasEnded() {
    assertThat(List.of(new Running(), new Stopping(), new Replaced()))
        .allMatch(phase -> phase.shown().isEmpty());
    assertThat(OVER).allMatch(phase -> phase.shown().equals(AT));
  }
}
