package dev.adjoint.cli;

import static dev.adjoint.cli.Adjoint.adjoint;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.browser.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;

/// The page of every sample opens from disk, and can be stepped through to the end of both passes.
/// The gallery shows some of them: `-Dadjoint.golden=write` takes these pictures anew.
class GalleryPagesTest {
  private static final Path SAMPLES = Path.of("samples");
  private static final boolean WRITES = "write".equals(System.getProperty("adjoint.golden"));
  private static final String IS_DRAWN = "document.querySelector('#graph [data-key]') !== null";

  @TempDir private Path folder;

  private enum Light {
    DAY,
    NIGHT
  }

  /// A page in the gallery: of which sample, drawn with which options, and what is to be seen of it.
  enum Shot {
    COMPUTATION_GRAPH("computation-graph", Light.DAY, "step=8&selected=3"),
    LOGISTIC_REGRESSION("logistic-regression", Light.DAY, ""),
    DEEP_NET("deep-net", Light.NIGHT, "", "--depth", "1"),
    LOGISTIC_STEP("logistic-step", Light.DAY, "", "--gradient");

    private final String sample;
    private final Light light;
    private final String hash;
    private final List<String> options;

    Shot(String sample, Light light, String hash, String... options) {
      this.sample = sample;
      this.light = light;
      this.hash = hash;
      this.options = List.of(options);
    }

    Path file() {
      String name = name().toLowerCase(Locale.ROOT).replace('_', '-');
      return SAMPLES.resolve("pictures").resolve(name + "-page.png");
    }
  }

  /// Those that run as they are: no cats, whose pictures are not ours to pass on.
  static Stream<String> samples() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".adj") && !name.startsWith("cats"))
          .sorted()
          .toList()
          .stream();
    }
  }

  private Path page(String sample, List<String> options) {
    Path file = folder.resolve("page.html");
    List<String> arguments =
        new ArrayList<>(
            List.of("draw", SAMPLES.resolve(sample).toString(), "--to", file.toString()));
    arguments.addAll(options);
    var outcome = adjoint(arguments.toArray(String[]::new));
    assertThat(outcome.status()).as(outcome.err()).isZero();
    return file;
  }

  @ParameterizedTest
  @MethodSource("samples")
  void opensAndSteps(String sample) {
    Browser browser = Browser.open().page(page(sample, List.of()));
    browser.await(IS_DRAWN);
    int last =
        Integer.parseInt(browser.element("#player input[type=range]").getDomAttribute("max"));
    assertThat(last).isPositive();
    browser.keys(Keys.HOME);
    for (int step = 1; step <= last; step++) {
      browser.keys(Keys.ARROW_RIGHT);
      browser.await(
          "document.querySelector('#player').innerText.includes('%d of %d')".formatted(step, last));
      assertThat(browser.text("#telling")).doesNotContain("[object ", "undefined", "null");
    }
    assertThat(browser.errors()).isEmpty();
    assertThat(browser.requests()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void isShownInTheGallery(Shot shot) throws IOException {
    String gallery = Files.readString(SAMPLES.resolve("README.md"));
    assertThat(gallery).contains("(pictures/" + shot.file().getFileName() + ")");
    if (WRITES) {
      Browser browser = Browser.open();
      browser.size(1400, 860);
      if (shot.light == Light.NIGHT) {
        browser.dark();
      }
      Path page = page(shot.sample + ".adj", shot.options);
      browser.page(page.toUri() + (shot.hash.isEmpty() ? "" : "#" + shot.hash)).await(IS_DRAWN);
      browser.screenshot(shot.file());
    }
    assertThat(shot.file()).isNotEmptyFile();
  }
}
