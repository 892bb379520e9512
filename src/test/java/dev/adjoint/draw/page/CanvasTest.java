package dev.adjoint.draw.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.browser.Browser;
import dev.adjoint.draw.Examples;
import dev.adjoint.draw.Picture;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Fragment;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Origin;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.tensor.DType;
import dev.adjoint.testing.RandomGraphs;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/// The drawing on the page, as a browser places it.
class CanvasTest {
  /// What is wrong with the places of boxes, texts and lines, one sentence each. A line may run over
  /// no box but the two that it joins; a text stays in its box.
  private static final String FAULTS =
      """
      const {canvas, model} = window.adjoint;
      canvas.buildAll();
      const {boxes, frames, wires} = canvas.placed();
      const faults = [];
      const inside = (a, b, by) => a.x >= b.x - by && a.y >= b.y - by
        && a.x + a.width <= b.x + b.width + by && a.y + a.height <= b.y + b.height + by;
      const all = [...boxes];
      all.forEach(([key, a], i) => {
        for (const [other, b] of all.slice(i + 1)) {
          if (a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height) {
            faults.push(`the boxes ${key} and ${other} overlap`);
          }
        }
        const parent = model.current().parent(key);
        if (parent !== null && !inside(a, frames.get(parent), 0)) faults.push(`${key} is not in ${parent}`);
      });
      for (const element of document.querySelectorAll(".box")) {
        const face = element.querySelector(".face:not(.behind)").getBBox();
        for (const text of element.querySelectorAll("text")) {
          if (!inside(text.getBBox(), face, 1)) faults.push(`"${text.textContent}" is not in its box`);
        }
      }
      for (const element of document.querySelectorAll(".wire")) {
        const line = element.querySelector(".line");
        const length = line.getTotalLength();
        for (let i = 0; i <= 80; i++) {
          const {x, y} = line.getPointAtLength((length * i) / 80);
          for (const [key, b] of all) {
            if (String(key) === element.dataset.from || String(key) === element.dataset.to) continue;
            if (x > b.x + 1 && x < b.x + b.width - 1 && y > b.y + 1 && y < b.y + b.height - 1) {
              faults.push(`the line from ${element.dataset.from} to ${element.dataset.to} runs over ${key}`);
            }
          }
        }
      }
      return [...new Set(faults)];
      """;

  private static final String DRAWN = "document.querySelector('.progress').hidden";

  @TempDir private Path folder;

  private Browser open(Picture picture) {
    return open(picture, "");
  }

  private Browser open(Picture picture, String hash) {
    Path file = folder.resolve("page.html");
    picture.write(file);
    Browser browser = Browser.open().page(file.toUri() + hash);
    browser.await("document.querySelectorAll('.box').length > 0 && " + DRAWN);
    return browser;
  }

  private static void folds(Browser browser, String call) {
    browser.script("window.adjoint.folds." + call);
    browser.await(DRAWN);
  }

  private static long boxes(Browser browser) {
    return browser.elements(".box").size();
  }

  private static void assertInOrder(Browser browser) {
    assertThat(browser.script(FAULTS)).isEqualTo(List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"down", "right"})
  void boxesTextsAndLinesKeepOutOfEachOthersWay(String direction) {
    for (Picture picture :
        List.of(
            Examples.notes().full(),
            Examples.logistic().full(),
            Examples.network().full(),
            deep())) {
      Browser browser = open(picture, "#direction=" + direction);
      assertInOrder(browser);
      folds(browser, "all()");
      assertInOrder(browser);
      folds(browser, "none()");
      assertInOrder(browser);
      assertThat(browser.errors()).isEmpty();
    }
  }

  @Test
  void soDoThoseOfAnyGraph() {
    for (long seed = 1; seed <= 6; seed++) {
      Browser browser =
          open(Picture.of(RandomGraphs.sample(DType.F64, seed, 40).graph()).title("graph " + seed));
      assertInOrder(browser);
    }
  }

  @Test
  void aBoxComesAfterWhatItIsComputedFrom() {
    Browser browser = open(Examples.network().full());
    Object late =
        browser.script(
            """
            const order = [...document.querySelectorAll(".box")].map((box) => box.dataset.key);
            return [...document.querySelectorAll(".wire")]
              .filter((wire) => order.indexOf(wire.dataset.from) >= order.indexOf(wire.dataset.to)).length;
            """);
    assertThat(late).isEqualTo(0L);
    assertThat(browser.elements(".box:not([tabindex='0'])")).isEmpty();
  }

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

  @Test
  void foldingAndUnfoldingLeavesTheSamePicture() {
    Browser browser = open(Examples.network().full());
    String places = "return JSON.stringify([...window.adjoint.canvas.placed().boxes])";
    folds(browser, "all()");
    Object first = browser.script(places);
    folds(browser, "none()");
    assertThat(browser.script(places)).isNotEqualTo(first);
    folds(browser, "all()");
    assertThat(browser.script(places)).isEqualTo(first);
    browser.reload();
    folds(browser, "all()");
    assertThat(browser.script(places)).isEqualTo(first);
  }

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

  @Test
  void twoThousandNodesOpenFolded() {
    Browser browser = open(layers(100, 10));
    assertThat(nodes(browser)).isGreaterThan(2000);
    assertThat(boxes(browser)).isBetween(3L, 120L);
    String group =
        (String)
            browser.script("return document.querySelector('.box.group, .box.run').dataset.key");
    folds(browser, "toggle('" + group + "')");
    assertThat(boxes(browser)).isBetween(6L, 200L);
    assertInOrder(browser);
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void twoThousandNodesWithoutLayersComeInParts() {
    Browser browser = open(chain(2000));
    assertThat(nodes(browser)).isGreaterThan(1999);
    assertThat(boxes(browser)).isBetween(5L, 120L);
    assertInOrder(browser);
    folds(browser, "all()");
    assertThat(boxes(browser)).isEqualTo(nodes(browser));
    assertThat(browser.elements(".box:not([display])").size()).isLessThan(200);
    assertThat(browser.errors()).isEmpty();
  }

  private static long nodes(Browser browser) {
    return (Long) browser.script("return window.adjoint.model.current().nodes.length");
  }

  /// Groups in groups, with lines that run from one to a far other.
  private static Picture deep() {
    Node x = Node.input("x", Dim.named("n"));
    List<Node> before = new ArrayList<>(List.of(x));
    Node y = x;
    for (int i = 0; i < 4; i++) {
      Node in = y;
      Node far = before.get(i / 2);
      Fragment outer = Fragment.enter("block" + i, "block");
      y =
          Origin.NONE
              .in(outer)
              .within(
                  () -> {
                    Node inner =
                        Origin.NONE
                            .in(Fragment.enter("mix", "mix"))
                            .within(() -> UnaryFunction.TANH.of(in.times(far)).plus(in));
                    return inner.times(far).plus(x);
                  });
      before.add(y);
    }
    return Picture.of(Graph.of(y.sum().named("J"))).title("blocks in blocks");
  }

  private static Picture layers(int count, int size) {
    Node y = Node.input("x", Dim.named("n"));
    for (int i = 0; i < count; i++) {
      Node in = y;
      y =
          Origin.NONE
              .in(Fragment.enter("layer" + i, "layer"))
              .within(
                  () -> {
                    Node at = in;
                    for (int k = 0; k < size; k++) {
                      at = UnaryFunction.TANH.of(at).plus(k % 3 == 0 ? in : at.times(in));
                    }
                    return at;
                  });
    }
    return Picture.of(Graph.of(y.sum().named("J"))).title("many layers");
  }

  private static Picture chain(int count) {
    Node y = Node.input("x", Dim.named("n"));
    Node before = y;
    for (int i = 0; i < count / 2; i++) {
      Node next = UnaryFunction.TANH.of(y).plus(before).named("y" + i);
      before = y;
      y = next;
    }
    return Picture.of(Graph.of(y.sum().named("J"))).title("a long chain");
  }
}
