package dev.adjoint.draw.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.browser.Browser;
import dev.adjoint.draw.Examples;
import dev.adjoint.draw.Picture;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.trace.Stages;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/// The page of several graphs of one computation: its tabs, and what stays selected.
class ViewsTest {
  @TempDir private Path folder;
  private Browser browser;

  @BeforeEach
  void open() {
    Path file = folder.resolve("stages.html");
    Node cost = Examples.logistic().cost();
    Picture.of(Graph.of(cost)).versions(Stages.of(cost)).write(file);
    browser = Browser.open().page(file);
    browser.await("document.querySelectorAll('.box').length > 0");
  }

  private Object of(String expression) {
    return browser.script("return " + expression);
  }

  @Test
  void eachViewHasATab() {
    assertThat(browser.elements("#views [role=tab]")).hasSizeGreaterThan(4);
    assertThat(browser.text("#views [aria-selected=true]")).isEqualTo("Forward and backward");
    browser.click("[data-view=differentiate]");
    assertThat(of("adjoint.model.current().id")).isEqualTo("differentiate");
    assertThat(browser.text("#caption")).contains("made by the rule of each operation");
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void theGraphOfAGradientIsToldAsItIsComputed() {
    browser.click("[data-view=differentiate]");
    browser.keys(Keys.END);
    assertThat(browser.text("#telling"))
        .startsWith("Backward pass")
        .contains("=")
        .doesNotContain("What arrives", "the way back ends");
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void whatIsSelectedStaysSo() {
    browser.script(
        "adjoint.state.set({selected:"
            + " adjoint.model.current().nodes.find((node) => node.name === 'Z').id})");
    browser.keys("]");
    assertThat(of("adjoint.model.current().id")).isEqualTo("stabilise");
    String name = "adjoint.model.current().nodes[adjoint.state.get().selected].name";
    assertThat(of(name)).isEqualTo("Z");
    browser.keys("]");
    assertThat(of(name)).isEqualTo("Z");
    browser.keys("[", "[");
    assertThat(of("adjoint.model.current().id")).isEqualTo("forward");
    assertThat(of(name)).isEqualTo("Z");
  }

  @Test
  void changesAreCountedAndFound() {
    browser.click("[data-view=stabilise]");
    assertThat(browser.text(".change-chip.changed")).isEqualTo("≠ 2 changed");
    browser.click(".change-chip.changed");
    assertThat(browser.text("#inspector")).contains("stabilised", "R010");
  }
}
