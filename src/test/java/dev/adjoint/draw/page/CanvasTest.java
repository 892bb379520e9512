package dev.adjoint.draw.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.browser.Browser;
import dev.adjoint.draw.Examples;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a drawing shows, and what it does under the pointer.
class CanvasTest extends CanvasPage {
  @Test
  void saysToAScreenReaderWhatABoxShows() {
    Browser browser = open(Examples.notes().full());
    assertThat(
            browser.script("return document.querySelector('.output').getAttribute('aria-label')"))
        .asString()
        .contains("J")
        .contains("value 33")
        .contains("∂J/∂J 1");
  }

  @Test
  void saysOfABoxNoNumberBeforeItsStep() {
    Browser browser = open(Examples.notes().full());
    String spoken = "return document.querySelector('.output').getAttribute('aria-label')";
    browser.script("window.adjoint.state.set({step: 3})");
    assertThat(browser.script(spoken)).asString().contains("J").doesNotContain("33", "∂");
    browser.script("window.adjoint.state.set({step: 4})");
    assertThat(browser.script(spoken)).asString().contains("value 33").doesNotContain("∂");
    browser.script("window.adjoint.state.set({step: null})");
    assertThat(browser.script(spoken)).asString().contains("value 33", "∂J/∂J 1");
  }

  @Test
  void aLayerFoldsAndUnfoldsWhereItIs() {
    Browser browser = open(Examples.network().full());
    folds(browser, "all()");
    long unfolded = boxes(browser);
    String first =
        (String) browser.script("return document.querySelector('.canvas .heading').dataset.key");
    browser.script("window.adjoint.canvas.show(arguments[0])", first);
    List<?> before = place(browser, "[data-fold='" + first + "'] rect:not(.touch)");
    browser.click(".canvas .heading [data-fold='" + first + "']");
    browser.await("document.querySelector(\".box[data-key='" + first + "']\") && " + DRAWN);
    assertThat(boxes(browser)).isLessThan(unfolded);
    assertThat(browser.text(".box[data-key='" + first + "']"))
        .contains("hidden1: dense", "operations", "2 parameters", "value", "gradient");
    List<?> after = place(browser, "[data-fold='" + first + "'] rect:not(.touch)");
    for (int i = 0; i < 2; i++) {
      assertThat(((Number) after.get(i)).doubleValue())
          .isCloseTo(((Number) before.get(i)).doubleValue(), within(2.0));
    }
    browser.actions().doubleClick(browser.element(".box[data-key='" + first + "']")).perform();
    browser.await("!document.querySelector(\".box[data-key='" + first + "']\") && " + DRAWN);
    assertThat(boxes(browser)).isEqualTo(unfolded);
    assertThat(browser.errors()).isEmpty();
  }

  private static List<?> place(Browser browser, String selector) {
    still(browser);
    return (List<?>)
        browser.script(
            "const {x, y} = document.querySelector(arguments[0]).getBoundingClientRect(); return"
                + " [x, y]",
            selector);
  }

  /// Waits until nothing moves.
  private static void still(Browser browser) {
    browser.script("document.getAnimations().forEach((one) => one.finish())");
    browser.script("window.seen = null");
    browser.await(
        "window.seen === (window.seen ="
            + " document.querySelector('.world').getAttribute('transform'))");
  }

  /// The contrast of each text with the box behind it, as WCAG 2.1 defines it; 4.5 is asked for text
  /// of this size.
  private static final String PALE =
      """
      window.adjoint.canvas.buildAll();
      const part = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
      const light = (colour) => {
        const paper = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
        paper.fillStyle = colour;
        paper.fillRect(0, 0, 1, 1);
        const [r, g, b] = paper.getImageData(0, 0, 1, 1).data;
        return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
      };
      return [...document.querySelectorAll(".box")].flatMap((box) => {
        const behind = light(getComputedStyle(box.querySelector(".face")).fill);
        return [...box.querySelectorAll(":scope > text")].filter((text) => {
          const front = light(getComputedStyle(text).fill);
          return (Math.max(front, behind) + 0.05) / (Math.min(front, behind) + 0.05) < 4.5;
        }).map((text) => text.getAttribute("class") + " on " + box.getAttribute("class"));
      });
      """;

  @Test
  void canBeReadInLightAndDark() {
    Browser browser = open(Examples.network().full());
    folds(browser, "all()");
    assertThat(browser.script(PALE)).isEqualTo(List.of());
    String paper = "return getComputedStyle(document.querySelector('.canvas')).backgroundColor";
    assertThat(browser.script(paper)).isEqualTo("rgb(255, 255, 255)");
    browser.dark();
    assertThat(browser.script(paper)).isNotEqualTo("rgb(255, 255, 255)");
    assertThat(browser.script(PALE)).isEqualTo(List.of());
    browser.script("window.adjoint.state.set({theme: 'light'})");
    assertThat(browser.script(paper)).isEqualTo("rgb(255, 255, 255)");
    browser.script("window.adjoint.state.set({theme: null})"); // pages from disk share a storage
  }

  @Test
  void showsAtAStepWhatIsKnownThen() {
    Browser browser = open(Examples.notes().full());
    String shown =
        "return [...document.querySelectorAll('.output .t-%s')].some((text) =>"
            + " text.checkVisibility({visibilityProperty: true, opacityProperty: true}))";
    assertThat(browser.script(shown.formatted("value"))).isEqualTo(true);
    browser.script("window.adjoint.state.set({step: 0})");
    assertThat(browser.script(shown.formatted("value"))).isEqualTo(false);
    browser.script("window.adjoint.state.set({step: 4})");
    assertThat(browser.script(shown.formatted("value"))).isEqualTo(true);
    assertThat(browser.script(shown.formatted("gradient"))).isEqualTo(false);
    assertThat(browser.elements(".box.active.output")).hasSize(1);
    assertThat(browser.elements(".wire.carrying")).isNotEmpty();
    browser.script("window.adjoint.state.set({step: 5})");
    assertThat(browser.script(shown.formatted("gradient"))).isEqualTo(true);
    browser.script("window.adjoint.state.set({step: 6})");
    assertThat(browser.elements(".wire.onward")).isNotEmpty();
  }

  @Test
  void selectsByAClickAndTellsWhatABoxHasToDoWith() {
    Browser browser = open(Examples.notes().full());
    String u = (String) key(browser, "u");
    browser.click(".box[data-key='" + u + "'] .face");
    assertThat(browser.script("return String(window.adjoint.state.get().selected)")).isEqualTo(u);
    assertThat(browser.elements(".box.producer")).hasSize(2);
    assertThat(browser.elements(".box.consumer")).hasSize(1);
    assertThat(browser.elements(".wire.into")).hasSize(2);
    assertThat(browser.script("return location.hash")).asString().contains("selected=" + u);
  }

  private static Object key(Browser browser, String name) {
    return browser.script(
        "return String(window.adjoint.model.current().nodes.find((node) => node.name ==="
            + " arguments[0]).id)",
        name);
  }

  @Test
  void opensWhatALinkSays() {
    Browser browser = open(Examples.network().full(), "#open=&direction=right");
    assertThat(browser.elements(".canvas .heading")).isEmpty();
    List<?> first =
        (List<?>)
            browser.script("return [...window.adjoint.canvas.places().values()].map((p) => p.x)");
    assertThat(first).hasSizeGreaterThan(3);
    assertThat(browser.script("return window.adjoint.state.get().direction")).isEqualTo("right");
    browser.page(
        browser.script("return location.href.replace(/#.*/, '')")
            + "#selected=99999&open=g99&view=none&step=x");
    browser.await("document.querySelectorAll('.box').length > 0");
    assertThat(browser.errors()).isEmpty();
  }
}
