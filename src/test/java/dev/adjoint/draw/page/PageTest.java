package dev.adjoint.draw.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.browser.Browser;
import dev.adjoint.draw.Examples;
import dev.adjoint.draw.Picture;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Origin;
import dev.adjoint.source.SourceText;
import dev.adjoint.source.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// That a page is whole: its parts fit together, and a browser takes it as it is.
class PageTest {
  @TempDir private Path folder;

  private Browser open(Picture picture) {
    Path file = folder.resolve("page.html");
    picture.write(file);
    return Browser.open().page(file);
  }

  private static final String DOCUMENT =
      "return JSON.parse(document.getElementById('document').textContent)";

  @Test
  void opensFromDiskInSilence() {
    Browser browser = open(Examples.network().full());
    assertThat(browser.script("return document.title")).isEqualTo("Three layers");
    assertThat(browser.script("return typeof dagre.layout")).isEqualTo("function");
    assertThat(browser.errors()).isEmpty();
    assertThat(browser.requests()).isEmpty();
  }

  @Test
  void noScriptButItsOwnRuns() {
    Browser browser = open(Examples.notes().plain());
    browser.script(
        """
        const script = document.createElement("script");
        script.textContent = "window.foreign = true";
        document.body.append(script);
        """);
    assertThat(browser.script("return window.foreign === undefined")).isEqualTo(true);
    assertThat(browser.errors()).anyMatch(line -> line.contains("Content Security Policy"));
  }

  @Test
  void nothingThatIsNamedIsMarkup() {
    String evil = "</script><script>window.evil = 1</script><!--<script>\u2028\ud800\"\\";
    SourceText source = new SourceText(evil, "# " + evil + "\n");
    Node x = Node.input(evil + "x").from(Origin.NONE.named(evil).at(new Span(source, 0, 5)));
    Picture picture = Picture.of(Graph.of(x.times(2).named(evil + "2"))).title(evil);
    assertThat(picture.html()).doesNotContain(evil);
    Browser browser = open(picture);
    assertThat(browser.script("return window.evil === undefined")).isEqualTo(true);
    assertThat(holds(browser, "title", evil)).isTrue();
    assertThat(holds(browser, "views[0].nodes[0].name", evil)).isTrue();
    assertThat(holds(browser, "sources[0].text", source.text())).isTrue();
    assertThat(browser.errors()).isEmpty();
  }

  /// Whether the document has this text at some place. What goes to the browser must be UTF-8, which
  /// has no halves of characters, so we send numbers.
  private static boolean holds(Browser browser, String place, String text) {
    String script = DOCUMENT + ".%s === String.fromCharCode(...arguments[0])".formatted(place);
    return Boolean.TRUE.equals(browser.script(script, text.chars().boxed().toList()));
  }

  @Test
  void theSamePictureIsTheSameBytes() {
    assertThat(Examples.network().full().html()).isEqualTo(Examples.network().full().html());
  }

  @Test
  void carriesItsLicences() {
    assertThat(Examples.notes().plain().html())
        .contains("Copyright (c) 2012-2014 Chris Pettitt")
        .contains("THE SOFTWARE IS PROVIDED \"AS IS\"")
        .doesNotContain("sourceMappingURL");
  }

  @Test
  void everyScriptAndStyleIsInIt() throws IOException {
    Path own = Path.of("src/main/resources/dev/adjoint/draw/page");
    try (Stream<Path> files = Files.walk(own)) {
      assertThat(files.filter(Files::isRegularFile).map(file -> own.relativize(file).toString()))
          .filteredOn(name -> !name.endsWith(".html"))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(Page.SCRIPTS.stream(), Page.STYLES.stream()).toList());
    }
  }

  @Test
  void carriesNothingForAServerThatItHasNot() {
    assertThat(Examples.notes().plain().html()).doesNotContain("EventSource", "#banner");
  }

  @Test
  void hasNoMarksLeft() {
    String page = Examples.notes().plain().html();
    for (String mark : List.of("/*style*/", "/*dagre*/", "<!--title-->", "/*policy*/")) {
      assertThat(page).doesNotContain(mark);
    }
  }
}
