package dev.adjoint.draw.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.browser.Browser;
import dev.adjoint.draw.Examples;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/// What is saved and printed of a drawing.
class ExportTest extends CanvasPage {
  @Test
  void savesWhatIsSeenAsSvg() throws Exception {
    Browser browser = open(Examples.network().full());
    folds(browser, "none()");
    browser.script("window.adjoint.exports.svg()");
    Element svg = parse(Files.readString(browser.download("Three-layers.svg")));
    assertThat(svg.getTagName()).isEqualTo("svg");
    assertThat(svg.getTextContent())
        .contains("Three layers", "hidden1: dense", "X", "∂J/∂X")
        .doesNotContain("parameter [");
    assertThat(svg.getElementsByTagName("style").getLength()).isZero();
    for (String name : List.of("class", "tabindex", "href")) {
      var all = svg.getElementsByTagName("*");
      for (int i = 0; i < all.getLength(); i++) {
        String value = ((Element) all.item(i)).getAttribute(name);
        assertThat(value.isEmpty() || value.startsWith("data:image/png")).as(value).isTrue();
      }
    }
    folds(browser, "all()");
    assertThat(browser.script("return window.adjoint.exports.text()"))
        .asString()
        .contains("parameter [")
        .contains("rgb(255, 255, 255)");
    assertThat(browser.requests()).isEmpty();
    assertThat(browser.errors()).isEmpty();
  }

  private static Element parse(String text) throws Exception {
    var bytes = new ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(bytes)
        .getDocumentElement();
  }

  @Test
  void savesWhatIsSeenAsPixels() throws IOException {
    Browser browser = open(Examples.notes().full());
    browser.script("window.adjoint.exports.png()");
    BufferedImage image = ImageIO.read(browser.download("J-3-a-b-c.png").toFile());
    double width =
        ((Number) browser.script("return window.adjoint.canvas.placed().width")).doubleValue();
    assertThat(image.getWidth()).isCloseTo((int) (2 * width), within(4));
    assertThat(image.getRGB(1, 1)).isEqualTo(0xffffffff);
    long dark = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        dark += (image.getRGB(x, y) & 0xff) < 0x80 ? 1 : 0;
      }
    }
    assertThat(dark).isGreaterThan(1000);
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void allOfItIsPrinted() {
    Browser browser = open(Examples.network().full());
    folds(browser, "all()");
    browser.script("window.adjoint.state.set({selected: 0, theme: 'dark'})");
    browser.printing();
    browser.script("window.dispatchEvent(new Event('beforeprint'))");
    browser.script("window.adjoint.canvas.pan(0, 0)");
    Object outside =
        browser.script(
            """
            return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
              const paper = document.querySelector(".canvas").getBoundingClientRect();
              done([...document.querySelectorAll(".box")].filter((box) => {
                const at = box.getBoundingClientRect();
                const seen = at.width > 0 && getComputedStyle(box).opacity === "1";
                return !seen || at.top < paper.top || at.bottom > paper.bottom || at.right > paper.right;
              }).length);
            })));
            """);
    assertThat(outside).isEqualTo(0L);
    assertThat(
            browser.script(
                "return getComputedStyle(document.querySelector('.canvas')).backgroundColor"))
        .isEqualTo("rgb(255, 255, 255)");
    browser.script("window.dispatchEvent(new Event('afterprint'))");
    browser.await("document.querySelectorAll('.box[display=none]').length > 0");
    browser.script("window.adjoint.state.set({theme: null})");
  }
}
