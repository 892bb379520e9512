package dev.adjoint.draw.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.draw.Examples;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StepsTest {
  /// What the notes say of J = 3 (a + b c) where a = 5, b = 3 and c = 2.
  @Test
  void theStepsOfTheNotes() {
    Map<String, Step> steps =
        Steps.of(Examples.notes().full().scene()).all().stream()
            .collect(Collectors.toMap(step -> step.node().label(), Function.identity()));

    Step u = steps.get("u");
    assertThat(u.forward().formula()).isEqualTo("u = b * c");
    assertThat(u.backward().arrives().text()).isEqualTo("∂J/∂u = 3");
    Step.Local byB = u.backward().locals().getFirst();
    assertThat(byB.symbol()).isEqualTo("∂u/∂b");
    assertThat(byB.derivative()).isEqualTo("c");
    assertThat(byB.value()).isEqualTo("2");
    assertThat(byB.line()).isEqualTo("d(b * c)/d(b) = c = 2");
    assertThat(byB.contribution().formula()).isEqualTo("∂J/∂u · c");
    assertThat(byB.contribution().text()).isEqualTo("3 · 2 = 6");
    assertThat(steps.get("b").backward().arrives().text()).isEqualTo("∂J/∂b = 6");
    assertThat(steps.get("c").backward().arrives().text()).isEqualTo("∂J/∂c = 9");
    Step.Term term = steps.get("u").backward().arrives().terms().getFirst();
    assertThat(term.symbol()).isEqualTo("∂J/∂v · ∂v/∂u");
    assertThat(term.text()).isEqualTo("3 · 1 = 3");
  }
}
