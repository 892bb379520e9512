package dev.adjoint.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.cli.Drawn;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// What a reader finds about each number.
class InspectorTest extends PanesPage {
  /// The cost of the logistic regression.
  private static final String LOGISTIC =
      """
      data X: [2, 3] = [[1, 2, 3], [4, 5, 6]]
      data Y: [1, 3] = [[0, 1, 1]]
      param w: [1, 2] = zeros
      param b: scalar = 0
      A = sigmoid(w @ X + b)
      J = -mean(Y * log(A) + (1 - Y) * log(1 - A))
      """;

  @Test
  void theInspectorSaysWhatEachNumberIs() {
    Browser browser = notes();
    assertThat(browser.text("#inspector"))
        .contains("How J = 33 is computed from constants (a, b, c)")
        .contains("∂J/∂a", "when a grows by a little, J grows by about this × that little");
    browser.click(box(browser, "u"));
    assertThat(browser.text("#inspector"))
        .startsWith("u\nmultiply")
        .contains("computation-graph.adj:9", "u = b * c", "shape scalar")
        .contains("When u grows by a little, J grows by about 3 × that little.")
        .contains("Made from\nb number = 3", "Used by\nv add = 11");
    browser.script(
        "[...document.querySelectorAll('#inspector .link')].find(b => b.textContent ==="
            + " 'v').click()");
    assertThat(browser.text("#inspector h2")).isEqualTo("v");
  }

  @Test
  void largeTensorsAreTold() {
    Browser browser = network(true);
    browser.script("adjoint.state.set({selected: arguments[0]})", id(browser, "W"));
    assertThat(browser.text("#inspector .value"))
        .contains("entries", "30 = 1 × 30", "smallest", "mean", "largest", "deviation");
    assertThat(browser.elements("#inspector .value .histogram rect")).hasSize(24);
    assertThat(browser.elements("#inspector .value .heat canvas")).hasSize(2);
    assertThat(browser.text("#inspector .gradient")).contains("∂J/∂", "Entry by entry");
    browser.script("adjoint.state.set({selected: arguments[0]})", id(browser, "X"));
    assertThat(browser.elements("#inspector .value .grid span"))
        .extracting(WebElement::getText)
        .containsExactly("1", "2", "3", "4", "5", "6");
  }

  @Test
  void whatIsEmptyIsSaidToBe() {
    String script =
        """
        data X: [0, 2] = reshape([1, 2][0:0], [0, 2])
        param w: [2, 1] = [[1], [2]]
        u = X @ w
        J = sum(u)
        """;
    Browser browser = Browser.open().page(Drawn.page(folder, script));
    assertThat(browser.text(box(browser, "u"))).contains("no elements");
    browser.keys(Keys.HOME, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
    assertThat(browser.text("#telling")).contains("u = X @ w", "u =\nno elements");
    browser.click(box(browser, "u"));
    assertThat(browser.text("#inspector .value")).contains("no elements").doesNotContain("[]");
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void deadUnitsAreCounted() {
    String script =
        """
        data X: [1, 3] = [[1, 2, 3]]
        param W: [4, 1] = [[1], [-1], [2], [3]]
        A = relu(W @ X)
        J = sum(A)
        """;
    Browser browser = Browser.open().page(Drawn.page(folder, script));
    assertThat(browser.text(box(browser, "A"))).contains("1 of 4 dead");
    browser.click(box(browser, "A"));
    assertThat(browser.text("#inspector .value")).contains("1 of 4 dead: a unit");
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void whatIsNotComputedIsNoZero() {
    Browser browser = Browser.open().page(Drawn.page(folder, "dim n\ndata x: [n]\nJ = sum(x^2)\n"));
    browser.click(box(browser, "J"));
    assertThat(browser.text("#inspector .value")).startsWith("Value\nnot computed, because ");
    assertThat(browser.text("#inspector .value")).doesNotContainPattern("\\d");
  }

  @Test
  void dataIsNotSaidToLearn() {
    String script = "data x: scalar = 5\nparam w: scalar = 0\nv = w * 0\nJ = w * x + v\n";
    Browser browser = Browser.open().page(Drawn.page(folder, script));
    assertThat(browser.text(box(browser, "x"))).contains("∂J/∂x", "0").doesNotContain("vanished");
    browser.click(box(browser, "x"));
    assertThat(browser.text("#inspector"))
        .contains("When x changes by a little, J does not change.");
  }

  @Test
  void aHistogramReachesFromItsLowToItsHigh() {
    Browser browser = network(true);
    select(browser, "W");
    Object gaps =
        browser.script(
            """
            const bars = [...document.querySelectorAll(".histogram rect")].map((bar) => bar.getBoundingClientRect());
            const line = document.querySelector(".scale").getBoundingClientRect();
            return [bars[0].left - line.left, line.right - bars[23].right].every((gap) => gap >= 0 && gap < 2);
            """);
    assertThat(gaps).isEqualTo(true);
  }

  @Test
  void aHeatMapSaysWhatACellIs() {
    Browser browser =
        Browser.open()
            .page(
                Drawn.page(
                    folder,
                    """
                    param fits: [8, 4] = normal(0, 1)
                    param large: [64, 32] = normal(0, 1)
                    param constant: [64, 32] = zeros
                    J = sum(fits^2) + sum(large^2) + sum(constant)
                    """));
    assertThat(browser.text(".reading")).contains("every entry as a colour, or block means");
    select(browser, "fits");
    assertThat(browser.text(".heat")).contains("every entry as a colour");
    select(browser, "large");
    assertThat(browser.text(".heat")).contains("each cell is the mean of about 8 entries");
    select(browser, "constant");
    assertThat(browser.elements(".heat")).isEmpty();
    assertThat(browser.elements(box(browser, "large") + " image")).hasSize(2);
    assertThat(browser.elements(box(browser, "constant") + " image")).isEmpty();
    assertThat(browser.text(box(browser, "constant"))).contains("all 0");
  }

  @Test
  void boxesSpeakTheScriptsWords() {
    Browser browser = Browser.open().page(Drawn.page(folder, LOGISTIC));
    browser.script("adjoint.canvas.buildAll()");
    assertThat(browser.script("return document.querySelector('.canvas').textContent"))
        .asString()
        .contains("log(1 - A)", "w @ X + b", "sigmoid(w @ X + b)", "(1 - Y) * log(1 - A)")
        .contains("-mean(Y * log(A)", "+ (1 - Y) * log(1 - A))")
        .contains("∂J/∂log(A)", "gradient")
        .doesNotContain("•");
    assertThat(browser.text("#inspector")).doesNotContain("•");
    browser.script(
        "const made = adjoint.model.current().nodes.filter(({role}) => ['operation',"
            + " 'output'].includes(role)); adjoint.state.set({step: made.length + 1})");
    assertThat(browser.text("#telling")).contains("J = -mean(Y * log(A) + (1 - Y) * log(1 - A))");
    browser.script("adjoint.state.set({step: null})");
    int all = ((Number) browser.script("return adjoint.model.current().nodes.length")).intValue();
    for (int id = 0; id < all; id++) {
      browser.script("adjoint.state.set({selected: arguments[0]})", id);
      assertThat(browser.text("#inspector")).doesNotContain("∂J/∂•");
      assertThat(browser.text("#inspector .gradient h3")).doesNotContain("•");
    }
  }

  @Test
  void whatACallIsMadeOfIsNotCalledAsTheCall() {
    Browser browser =
        Browser.open()
            .page(
                Drawn.page(
                    folder,
                    """
                    param Z: [3, 2] = [[1, 2], [3, 4], [5, 6]]
                    data Y: [3, 2] = [[1, 0], [0, 1], [0, 0]]
                    J = softmax_cross_entropy(Z, Y)
                    """));
    browser.keys("e");
    browser.script("adjoint.canvas.buildAll()");
    assertThat(
            browser.script(
                """
                return [...document.querySelectorAll(".canvas .box")].filter(
                  (box) => box.textContent.includes("softmax_cross_entropy(")).length
                """))
        .isEqualTo(1L);
    browser.script("adjoint.state.set({step: adjoint.model.current().nodes.length + 2})");
    assertThat(browser.text("#telling")).contains("•", "• stands for a value without a name");
  }

  @Test
  void theSummaryLeadsToTheResult() {
    Browser browser = network(false);
    browser.click("#inspector .result");
    assertThat(browser.text("#inspector h2")).isEqualTo("J");
    assertThat(browser.element(box(browser, "J")).isDisplayed()).isTrue();
  }
}
