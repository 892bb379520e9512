package dev.adjoint.draw.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.browser.Browser;
import dev.adjoint.draw.Examples;
import dev.adjoint.draw.Picture;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/// What leads to the parts of a drawing that are out of sight.
class OverviewTest {
  /// Whether all of the box of the result is in sight, as an expression of the page.
  private static final String RESULT_IS_IN_SIGHT =
      """
      (() => {
        const box = document.querySelector(".box.output").getBoundingClientRect();
        const all = document.getElementById("graph").getBoundingClientRect();
        return box.height > 0 && box.top >= all.top && box.bottom <= all.bottom;
      })()\
      """;

  @TempDir private Path folder;

  private Browser open(Picture picture) {
    Path file = folder.resolve("page.html");
    picture.write(file);
    Browser browser = Browser.open();
    browser.size(1000, 500);
    browser.page(file);
    browser.await("document.querySelectorAll('.box').length > 0");
    browser.script("adjoint.folds.all()");
    browser.await("document.querySelector('.progress').hidden");
    return browser;
  }

  @Test
  void theResultIsAPressAway() {
    Browser browser = open(Examples.network().full());
    browser.script("adjoint.canvas.centre({x: 0, y: 0})");
    browser.await("!document.getElementById('outcome').hidden");
    assertThat(browser.text("#outcome")).matches("↓ J = [\\d.e-]+");
    assertThat(browser.script("return " + RESULT_IS_IN_SIGHT)).isEqualTo(false);
    browser.script("document.getElementById('outcome').focus()");
    browser.keys(Keys.ENTER);
    browser.await(RESULT_IS_IN_SIGHT);
    browser.await("document.getElementById('outcome').hidden");
    assertThat(browser.text("#inspector h2")).isEqualTo("J");
    browser.script("adjoint.state.set({step: 0}); adjoint.canvas.centre({x: 0, y: 0})");
    browser.await("!document.getElementById('outcome').hidden");
    assertThat(browser.text("#outcome")).isEqualTo("↓ J");
  }

  @Test
  void aPressInTheMapGoesThere() {
    Browser browser = open(Examples.network().full());
    String middle =
        "(() => { const {y, height} = adjoint.canvas.sight(); return y + height / 2; })()";
    browser.actions().moveToElement(browser.element("#overview"), 0, 40).click().perform();
    double at = ((Number) browser.script("return " + middle)).doubleValue();
    double expected =
        ((Number)
                browser.script(
                    """
                    const map = document.getElementById("overview").getBoundingClientRect();
                    return adjoint.canvas.placed().height * (0.5 + 40 / map.height);
                    """))
            .doubleValue();
    assertThat(at).isBetween(expected * 0.95, expected * 1.05);
    browser.script("document.getElementById('overview').focus()");
    browser.keys(Keys.ARROW_UP);
    assertThat((Boolean) browser.script("return %s < arguments[0] - 20".formatted(middle), at))
        .isTrue();
    assertThat(browser.script("return adjoint.state.get().step")).isNull();
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void whatFitsNeedsNone() {
    Browser browser = open(Examples.notes().full());
    browser.keysUntil("f", "!document.getElementById('overview').checkVisibility()");
    assertThat(browser.element("#outcome").isDisplayed()).isFalse();
    browser.script("adjoint.canvas.zoom(3)");
    browser.await("document.getElementById('overview').checkVisibility()");
    browser.keys("m");
    assertThat(browser.element("#overview").isDisplayed()).isFalse();
    browser.keys("m");
    browser.printing();
    assertThat(browser.element("#overview").isDisplayed()).isFalse();
    assertThat(browser.element("#outcome").isDisplayed()).isFalse();
  }
}
