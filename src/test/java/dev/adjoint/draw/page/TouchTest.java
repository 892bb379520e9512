package dev.adjoint.draw.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.browser.Browser;
import dev.adjoint.draw.Examples;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The drawing under fingers.
class TouchTest {
  private static final int[] HERE = {600, 400};
  private static final int[] THERE = {700, 400};

  @TempDir private Path folder;
  private Browser browser;

  @BeforeEach
  void open() {
    Path file = folder.resolve("page.html");
    Examples.network().full().write(file);
    browser = Browser.open();
    browser.touch();
    browser.page(file);
    browser.await("document.querySelectorAll('.box').length > 0");
    browser.script("adjoint.folds.all()");
    browser.await("document.querySelector('.progress').hidden");
  }

  /// What is at a point of the window: its place in the drawing, and how large a unit of it is.
  private List<Double> at(int[] place) {
    List<?> found =
        (List<?>)
            browser.script(
                """
                const {a, e, f} = document.querySelector(".world").getScreenCTM();
                return [(arguments[0] - e) / a, (arguments[1] - f) / a, a].map(String);
                """,
                place[0],
                place[1]);
    return found.stream().map(number -> Double.valueOf((String) number)).toList();
  }

  /// Waits until a point of the window shows what it should: a finger's moves are told a frame later.
  private void shows(int[] place, List<Double> expected) {
    browser.await(
        """
        (([x, y, scale]) => {
          const {a, e, f} = document.querySelector(".world").getScreenCTM();
          const near = (found, wanted) => Math.abs(found - wanted) < 0.5;
          return near((%d - e) / a, x) && near((%d - f) / a, y) && Math.abs(a / scale - 1) < 0.01;
        })(%s)\
        """
            .formatted(place[0], place[1], expected));
  }

  @Test
  void aFingerDragsTheDrawing() {
    List<Double> held = at(HERE);
    browser.fingers(HERE);
    browser.fingers(new int[] {620, 430});
    browser.fingers(new int[] {640, 520});
    browser.fingers();
    shows(new int[] {640, 520}, held);
    assertThat(browser.script("return adjoint.state.get().selected")).isNull();
    assertThat(browser.script("return scrollY")).isEqualTo(0L);
  }

  @Test
  void twoFingersZoomAboutTheirMiddle() {
    List<Double> held = at(new int[] {650, 400});
    browser.fingers(HERE);
    browser.fingers(HERE, THERE);
    browser.fingers(new int[] {570, 400}, new int[] {730, 400});
    browser.fingers(new int[] {550, 400}, new int[] {750, 400});
    shows(new int[] {650, 400}, List.of(held.get(0), held.get(1), 2 * held.get(2)));
    browser.fingers();
    assertThat(browser.script("return visualViewport.scale")).isEqualTo(1L);
    assertThat(browser.script("return adjoint.state.get().selected")).isNull();
  }

  @Test
  void aTapSelects() {
    List<?> middle =
        (List<?>)
            browser.script(
                """
                const box = document.querySelector(".box:not([display])").getBoundingClientRect();
                return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
                """);
    browser.fingers(
        new int[] {((Number) middle.get(0)).intValue(), ((Number) middle.get(1)).intValue()});
    browser.fingers();
    browser.await("adjoint.state.get().selected !== null");
    assertThat(browser.text("#inspector h2")).isNotEqualTo("What you see");
    assertThat(browser.errors()).isEmpty();
  }
}
