package dev.adjoint.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.cli.Drawn;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/// What a reader finds on the page of a script that is wrong.
class ProblemsTest {
  private static final String WRONG =
      """
      dim n, m
      data X: [n, m]
      data Y: [1, m]
      param w: [n, 1] = zeros
      Z = w @ X
      A = sigmoid(Z)
      J = -mean(Y * log(A) + (1 - Y) * log(1 - A))
      # the end
      """;

  @TempDir private Path folder;

  private Browser wrong() {
    return Browser.open().page(Drawn.partialPage(folder, WRONG));
  }

  private static String box(Browser browser, String name) {
    Object id =
        browser.script(
            "return adjoint.model.current().nodes.find((node) => node.name === arguments[0]).id",
            name);
    return ".canvas .box[data-key='%s']".formatted(id);
  }

  @Test
  void whatIsWrongIsSaidInItsPlace() {
    Browser browser = wrong();
    assertThat(browser.elements(".canvas .box")).hasSize(6);
    assertThat(browser.elements(".canvas .box.problem")).hasSize(1);
    assertThat(browser.text(box(browser, "Z"))).contains("w @ X", "E0203", "inner dimensions");
    assertThat(browser.text(box(browser, "J"))).contains("?", "not known, because A is not");
    assertThat(browser.text("#problems")).isEqualTo("⚠ 1 thing is wrong");
    assertThat(browser.text("#source .complaint")).contains("E0203", "inner dimensions");
    assertThat(browser.text("#source .code .problem")).isEqualTo("@");
    assertThat(browser.text("#source .code")).startsWith("dim n, m").endsWith("# the end");
    assertThat(browser.text("#inspector"))
        .contains("What is known of script.adj: 3 values. 3 values (Z, A, J) are not known")
        .contains("error E0203");
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void theBoxLeadsToTheDiagnosticAndTheBarToTheBox() {
    Browser browser = wrong();
    browser.click("#problems");
    assertThat(browser.text("#inspector"))
        .startsWith("Z\nnot known")
        .contains("error E0203", "help", "Made from", "Used by\nA");
    assertThat(browser.text("#source .picked")).isNotEmpty();
    browser.click(box(browser, "A"));
    assertThat(browser.text("#inspector")).contains("not known, because Z is not");
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void noStepComputesWhatIsNotKnown() {
    Browser browser =
        Browser.open()
            .page(Drawn.partialPage(folder, "a = 2\nb = a * 3\nd = b + ([1, 2] + [1, 2, 3])\n"));
    browser.keys(Keys.HOME);
    for (int step = 0; step < 5; step++) {
      assertThat(browser.text("#telling h3")).doesNotEndWith("\nd");
      browser.keys(Keys.ARROW_RIGHT);
    }
    assertThat(browser.text(box(browser, "b"))).contains("value", "6").doesNotContain("output");
    assertThat(browser.text(box(browser, "d"))).contains("?", "operands of one shape", "E0201");
  }

  @Test
  void aPageWithoutDataSaysWhatItIsOf() {
    Browser browser =
        Browser.open().page(Drawn.page(folder, "dim n\ndata X: [n]\nJ = sum(X * X)\n"));
    assertThat(browser.text("#inspector"))
        .contains("How J is computed from data (X), by 2 operations.")
        .contains("output: J")
        .doesNotContain("changes");
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void bothPassesInOneGraphAreShownAtFirstWhereTheyAreAskedFor() {
    String right = "param w: scalar = 2\nJ = w^2 + 3 * w\n";
    Browser browser = Browser.open().page(Drawn.page(folder, right, "--gradient"));
    String chosen = "#views [aria-selected=true]";
    assertThat(browser.element(chosen).getDomAttribute("data-view")).isEqualTo("gradient");
    assertThat(browser.elements(".canvas .box.backward")).isNotEmpty();
    browser.click("#view-forward");
    browser.reload();
    assertThat(browser.element(chosen).getDomAttribute("data-view")).isEqualTo("forward");
    assertThat(browser.elements(".canvas .box.backward")).isEmpty();
    assertThat(browser.errors()).isEmpty();
  }
}
