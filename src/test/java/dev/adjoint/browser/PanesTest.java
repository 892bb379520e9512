package dev.adjoint.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.cli.Drawn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// What a reader finds around the graph: what each number is, both passes step by step, the script,
/// search and keyboard.
class PanesTest {
  private static final Path NOTES = Path.of("samples/computation-graph.adj");

  /// Two layers of one kind, and a cost.
  private static final String NETWORK =
      """
      dim n, m
      layer dense(units, activation = identity)(x: [j, m]) -> [units, m] {
        param W: [units, j] = normal(0, 1)
        param b: [units, 1] = zeros
        return activation(W @ x + b)
      }
      data X: [n, m] = [[1, 2, 3], [4, 5, 6]]
      hidden = dense(30, tanh)
      output = dense(1, sigmoid)
      A = output(hidden(X))
      J = mean(A^2)
      """;

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

  @TempDir private Path folder;

  private Browser notes() {
    Browser browser = Browser.open().page(Drawn.page(folder, NOTES, "--of", "J"));
    browser.script("adjoint.state.set({theme: null})"); // it is kept from page to page
    return browser;
  }

  /// The page of the network, with all its layers folded or unfolded.
  private Browser network(boolean isOpen) {
    Browser browser = Browser.open().page(Drawn.page(folder, NETWORK));
    browser.keysUntil(
        isOpen ? "e" : "c",
        "document.querySelector('.canvas %s')".formatted(isOpen ? ".heading" : ".box.group"));
    return browser;
  }

  /// The box of a node, by its name.
  private static String box(Browser browser, String name) {
    Object id =
        browser.script(
            "return adjoint.model.current().nodes.find((node) => node.name === arguments[0]).id",
            name);
    return ".canvas .box[data-key='%s']".formatted(id);
  }

  private static void select(Browser browser, String name) {
    browser.script(
        "const {model, state} = adjoint;state.set({selected: model.current().nodes.find((node) =>"
            + " node.name === arguments[0]).id})",
        name);
  }

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

  @Test
  void theInspectorSaysWhatEachNumberIs() {
    Browser browser = notes();
    assertThat(browser.text("#inspector"))
        .contains("How J = 33 is computed from constants (a, b, c)")
        .contains("∂J/∂a", "how much J grows when a grows by a little");
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

  private static Object id(Browser browser, String name) {
    return browser.script(
        "return adjoint.model.current().nodes.find((node) => node.name === arguments[0]).id", name);
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
  void searchFindsNamesOperationsShapesAndLayers() {
    Browser browser = network(false);
    browser.keys("/", "hidden.W", Keys.ENTER);
    assertThat(browser.text("#inspector h2")).isEqualTo("hidden.W");
    assertThat(browser.text("#inspector .place")).startsWith("hidden › script.adj:3");
    String selected =
        "[data-key='%s']".formatted(browser.script("return adjoint.state.get().selected"));
    assertThat(browser.element(".canvas .box" + selected).isDisplayed()).isTrue();
    browser.keys("/", "dense matrix");
    List<String> found =
        browser.elements("#results [role=option]").stream().map(WebElement::getText).toList();
    assertThat(found).hasSize(2).allMatch(text -> text.contains("matrix"));
    assertThat(browser.elements(".canvas .found")).isNotEmpty();
    browser.keys(Keys.ARROW_DOWN, Keys.ENTER);
    assertThat(browser.text("#inspector header")).contains("matrix");
    assertThat(browser.elements(".canvas .found")).isEmpty();
    browser.keys("/", "[n, m]");
    assertThat(browser.text("#results")).contains("X");
    browser.keys(Keys.ESCAPE, "/", "qwertz");
    assertThat(browser.text("#results")).contains("Nothing here is called “qwertz”");
  }

  @Test
  void pointingLightsTheOther() {
    Browser browser = notes();
    browser.hover(box(browser, "u"));
    assertThat(lit(browser)).isEqualTo("u = b * c");
    browser.script(
        """
        const line = document.querySelectorAll("#source .line")[9];
        line.querySelector(".words").lastChild.id = "here";
        """);
    browser.hover("#here");
    assertThat(browser.element(".canvas .box.hovered").getDomAttribute("data-key"))
        .isEqualTo(id(browser, "v").toString());
    browser.click("#here");
    assertThat(browser.text("#inspector h2")).isEqualTo("v");
    assertThat(browser.element("#source .picked").isDisplayed()).isTrue();
  }

  /// The text that is lit strongly.
  private static Object lit(Browser browser) {
    return browser.script(
        """
        return [...document.querySelectorAll("#source .lit")].map((piece) => piece.textContent).join("")
        """);
  }

  @Test
  void theKeyboardIsEnough() {
    Browser browser = notes();
    List<String> reached = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      browser.keys(Keys.TAB);
      reached.add(
          (String)
              browser.script(
                  """
                  const at = document.activeElement;
                  return at.getAttribute("aria-label") || at.textContent
                  """));
    }
    assertThat(reached)
        .contains("Help", "Play (Space)", "Step", "Speed", "Save the drawing as SVG")
        .anyMatch(name -> name.startsWith("Search"))
        .anyMatch(name -> name.startsWith("Colours"))
        .anyMatch(name -> name.startsWith("u, "));
    browser.keys("?");
    assertThat(browser.text("#help")).contains("one step on", "search");
    browser.keys(Keys.ESCAPE);
    assertThat(browser.element("#help").isDisplayed()).isFalse();
    browser.script("document.activeElement.blur(); adjoint.state.set({selected: null})");
    List<String> walked = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      browser.actions().keyDown(Keys.SHIFT).sendKeys(Keys.ARROW_DOWN).keyUp(Keys.SHIFT).perform();
      walked.add(browser.text("#inspector h2"));
    }
    assertThat(walked).containsSubsequence("v", "J").endsWith("J", "J");
    browser.keys("t");
    assertThat(browser.script("return document.documentElement.dataset.theme")).isEqualTo("dark");
  }

  @Test
  void theAddressKeepsWhereOneIs() {
    Browser browser = network(false);
    Object entries = browser.script("return history.length");
    browser.keys("/", "hidden.W", Keys.ENTER, Keys.HOME, "jjj", "/", "J", Keys.ENTER);
    String status = browser.text("#player .status");
    String telling = browser.text("#telling");
    browser.reload();
    assertThat(browser.text("#player .status")).isEqualTo(status);
    assertThat(browser.text("#telling")).isEqualTo(telling);
    assertThat(browser.text("#inspector h2")).isEqualTo("J");
    assertThat(browser.script("return document.querySelector('.canvas .heading').textContent"))
        .asString()
        .contains("hidden");
    assertThat(browser.script("return history.length")).isEqualTo(entries);
  }

  @Test
  void allTextStandsOut() throws IOException {
    String faint = resource("contrast.js");
    Browser browser = network(true);
    for (String selected : List.of("null", "0", "1", "'g0'")) {
      for (String theme : List.of("light", "dark")) {
        browser.script("adjoint.state.set({selected: %s, theme: '%s'})".formatted(selected, theme));
        assertThat(browser.script(faint)).as(theme).isEqualTo(List.of());
      }
    }
    browser.keys(Keys.END);
    assertThat(browser.script(faint)).isEqualTo(List.of());
    browser.script("adjoint.state.set({theme: 'light'})");
    assertThat(browser.script(faint)).isEqualTo(List.of());
  }

  @Test
  void theSystemsDarkIsFollowed() {
    Browser browser = notes();
    String paper = "return getComputedStyle(document.querySelector('#bar')).backgroundColor";
    assertThat(browser.script(paper)).isEqualTo("rgb(255, 255, 255)");
    browser.dark();
    assertThat(browser.script(paper)).isEqualTo("rgb(21, 24, 30)");
    browser.printing();
    assertThat(browser.element("#player").isDisplayed()).isFalse();
    assertThat(browser.element("#title").isDisplayed()).isTrue();
    assertThat(browser.text("#inspector")).contains("How to read it");
  }

  @Test
  void narrowWindowsNeedNoSidewaysScroll() {
    Browser browser = notes();
    for (int width : List.of(1000, 700, 380)) {
      browser.size(width, 800);
      browser.keys(Keys.END);
      assertThat(browser.script("return document.scrollingElement.scrollWidth <= innerWidth"))
          .as("%d", width)
          .isEqualTo(true);
      assertThat(browser.element("#graph").getSize().height).isGreaterThan(250);
      for (String pane : List.of("#graph", "#inspector", "#player", "#telling")) {
        assertThat(browser.element(pane).isDisplayed()).isTrue();
      }
    }
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
  }

  @Test
  void theSummaryLeadsToTheResult() {
    Browser browser = network(false);
    browser.click("#inspector .result");
    assertThat(browser.text("#inspector h2")).isEqualTo("J");
    assertThat(browser.element(box(browser, "J")).isDisplayed()).isTrue();
  }

  @Test
  void theScriptIsAPressAwayInANarrowWindow() {
    Browser browser = notes();
    assertThat(browser.element("#tools .to-script").isDisplayed()).isFalse();
    browser.size(600, 900);
    browser.script("adjoint.state.set({selected: null})");
    assertThat(browser.element("#bar").getSize().height).isLessThan(60);
    assertThat(browser.element("#drawing").getSize().height).isLessThan(40);
    browser.click("#tools .to-script");
    browser.await(
        "document.querySelector('#source').getBoundingClientRect().top < innerHeight - 100");
    assertThat(browser.element("#texts").isDisplayed()).isTrue();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = PanesTest.class.getResourceAsStream("/page/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
