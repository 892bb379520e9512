package dev.adjoint.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.cli.Drawn;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/// Both passes, step by step, as a reader goes through them.
class SteppingTest extends PanesPage {
  private static boolean isLast(Browser browser) {
    String[] status = browser.text("#player .status").split(" of ");
    return status[0].equals(status[1]);
  }

  @Test
  void stepsThroughBothPasses() {
    Browser browser = notes();
    browser.keys(Keys.HOME);
    assertThat(browser.text("#telling")).contains("Nothing is computed yet");
    List<String> told = new ArrayList<>();
    for (int step = 0; step < 50 && !isLast(browser); step++) {
      browser.keys(Keys.ARROW_RIGHT);
      told.add(browser.text("#telling"));
    }
    assertThat(told).hasSize(10).doesNotHaveDuplicates();
    assertThat(told.getFirst().replaceAll("\\s+", " "))
        .contains("Given Show all a = 5 b = 3 c = 2");
    assertThat(told).anyMatch(text -> text.contains("u = b * c") && text.contains("= 6"));
    assertThat(told).anyMatch(text -> text.contains("J = 3 * v") && text.contains("= 33"));
    assertThat(told).anyMatch(text -> text.contains("∂J/∂b = 6"));
    assertThat(browser.text(box(browser, "J"))).contains("33");
    assertThat(browser.text(box(browser, "b"))).contains("∂J/∂b", "6");
    assertThat(browser.text("#live")).contains("Step 10 of 10");
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void theBackwardPassGoesAsInNotes() {
    String script =
        """
        data X: [2, 3] = [[1, 2, 3], [4, 5, 6]]
        param W1: [4, 2] = normal(0, 1)
        param b1: [4, 1] = zeros
        param W2: [1, 4] = normal(0, 1)
        param b2: [1, 1] = zeros
        Z1 = W1 @ X + b1
        A1 = tanh(Z1)
        Z2 = W2 @ A1 + b2
        J = mean(Z2^2)
        """;
    Browser browser = Browser.open().page(Drawn.page(folder, script));
    browser.keys(Keys.HOME);
    List<String> turns = new ArrayList<>();
    for (int step = 0; step < 50 && !isLast(browser); step++) {
      browser.keys(Keys.ARROW_RIGHT);
      String[] turn = browser.text("#telling h3").split("\n");
      if (turn[0].equals("Backward pass") && turn[1].matches("[A-Z]\\d?|b\\d")) {
        turns.add(turn[1]);
      }
    }
    assertThat(turns).containsExactly("J", "Z2", "b2", "W2", "A1", "Z1", "b1", "W1", "X");
  }

  @Test
  void nothingIsShownBeforeItIsComputed() {
    Browser browser = notes();
    browser.keys(Keys.HOME);
    assertThat(browser.text(box(browser, "J"))).doesNotContain("33", "∂");
    assertThat(browser.text(box(browser, "b"))).doesNotContain("value", "∂");
    browser.click(box(browser, "J"));
    assertThat(browser.text("#inspector"))
        .contains("not yet: the forward pass comes here at step 4")
        .contains("not yet: the backward pass comes here at step 5")
        .doesNotContain("33");
    browser.keys("jjjj");
    assertThat(browser.text(box(browser, "J"))).contains("33").doesNotContain("∂");
    assertThat(browser.text(box(browser, "b"))).contains("3").doesNotContain("∂");
    browser.keys("k");
    assertThat(browser.text(box(browser, "J"))).doesNotContain("33");
    browser.keys(Keys.ESCAPE);
    assertThat(browser.text(box(browser, "b"))).contains("3", "∂J/∂b", "6");
  }

  @Test
  void theChainRuleIsWorkedOut() {
    Browser browser = notes();
    browser.keys(Keys.END);
    for (int step = 0; step < 50 && !browser.text("#telling h3").endsWith("\nu"); step++) {
      browser.keys(Keys.ARROW_LEFT);
    }
    assertThat(browser.text("#telling"))
        .startsWith("Backward pass\nu")
        .contains("∂J/∂u = 3", "d(b * c)/d(b) = c = 2", "∂J/∂u · c = 3 · 2 = 6")
        .contains("d(b * c)/d(c) = b = 3", "∂J/∂u · b = 3 · 3 = 9");
    browser.keys(Keys.ESCAPE);
    assertThat(browser.text("#inspector")).contains("d(b * c)/d(b) = c = 2");
  }

  @Test
  void aStepIsToldBesideTheGraphThatStaysWhereItIs() {
    Browser browser = notes();
    var before = browser.element("#graph").getRect();
    browser.keys(Keys.HOME);
    assertThat(browser.text("#telling")).contains("Nothing is computed yet");
    assertThat(browser.element("#inspector").isDisplayed()).isFalse();
    browser.keys("jjj");
    assertThat(browser.element("#graph").getRect()).isEqualTo(before);
    var telling = browser.element("#telling").getRect();
    assertThat(telling.x).isGreaterThanOrEqualTo(before.x + before.width);
    assertThat(telling.y).isLessThan(before.y + 10);
    assertThat(browser.text("#inspector h2")).isEqualTo("v");
    browser.click(box(browser, "a"));
    assertThat(browser.text("#telling h3")).isEqualTo("Forward pass\nv");
    assertThat(browser.text("#inspector h2")).isEqualTo("a");
    browser.keys(Keys.ESCAPE, Keys.ESCAPE);
    assertThat(browser.element("#telling").isDisplayed()).isFalse();
    assertThat(browser.text("#inspector h2")).isEqualTo("What you see");
  }

  @Test
  void playingEndsByItself() {
    Browser browser = notes();
    browser.script("document.querySelector('#player select').value = '16'");
    browser.keys(" ");
    browser.await("!adjoint.state.get().playing && adjoint.state.get().step === 10");
    assertThat(browser.text("#player .status")).isEqualTo("10 of 10");
    assertThat(browser.text("#player .toggle")).isEqualTo("Play");
  }

  @Test
  void theSliderGoesToAnyStep() {
    Browser browser = notes();
    browser.element("#player input").sendKeys(Keys.HOME);
    assertThat(browser.text("#player .status")).isEqualTo("0 of 10");
    browser.element("#player input").sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
    assertThat(browser.text("#player .status")).isEqualTo("2 of 10");
    assertThat(browser.element("#player input").getDomAttribute("aria-valuetext"))
        .isEqualTo("2 of 10, Forward pass");
  }

  @Test
  void aFoldedLayerIsOneStep() {
    Browser browser = network(false);
    browser.keys(Keys.HOME, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
    assertThat(browser.text("#telling")).contains("Forward pass\nhidden", "in one step");
    String folded = browser.text("#player .status");
    browser.keys(Keys.ENTER);
    assertThat(browser.text("#telling")).startsWith("Forward pass").doesNotContain("in one step");
    assertThat(browser.text("#player .status")).isNotEqualTo(folded);
    browser.keys(Keys.END);
    assertThat(isLast(browser)).isTrue();
    assertThat(browser.errors()).isEmpty();
  }
}
