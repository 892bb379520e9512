package dev.adjoint.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.cli.Drawn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// What a reader finds around the graph: the script, search and keyboard, in any window and light.
class PanesTest extends PanesPage {
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

  @Test
  void layersAndLoopsLightTheirCalls() {
    Browser browser =
        Browser.open()
            .page(
                Drawn.page(
                    folder,
                    """
                    layer dense(units)(x: [j, m]) -> [units, m] {
                      param W: [units, j] = zeros
                      return tanh(W @ x)
                    }
                    data X: [2, 3] = [[1, 2, 3], [4, 5, 6]]
                    hidden = dense(2)
                    A[0] = hidden(X)
                    for k in 1..2 {
                      A[k] = exp(A[k - 1])
                    }
                    J = mean(A[2])
                    """));
    browser.script("adjoint.state.set({hovered: 'g0'})");
    assertThat(lit(browser)).isEqualTo("hidden(X)");
    browser.script("adjoint.state.set({hovered: 'g2'})");
    assertThat(lit(browser)).isEqualTo("for k in 1..2");
    browser.script(
        """
        const line = document.querySelectorAll("#source .line")[6];
        line.querySelector(".words").lastChild.id = "here";
        """);
    browser.hover("#here");
    assertThat(browser.script("return adjoint.state.get().hovered")).isEqualTo("g0");
    assertThat(browser.elements(".canvas .hovered[data-key='g0']")).isNotEmpty();
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
