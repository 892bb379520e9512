package dev.adjoint.draw.page;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where boxes, texts and lines are, as a browser places them.
class CanvasPlacesTest extends CanvasPage {
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

  @ParameterizedTest
  @ValueSource(strings = {"down", "right"})
  void aLineBackIntoALayerGoesAroundIt(String direction) {
    Browser browser = open(apart(), "#direction=" + direction);
    folds(browser, "all()");
    assertInOrder(browser);
    folds(browser, "none()");
    assertInOrder(browser);
  }

  /// A layer whose parts are apart: what it gives comes back into it.
  private static Picture apart() {
    Fragment layer = Fragment.enter("layer", "layer");
    Node x = Node.input("x", Dim.named("n"));
    Node first = Origin.NONE.in(layer).within(() -> UnaryFunction.TANH.of(UnaryFunction.EXP.of(x)));
    Node between = UnaryFunction.SIN.of(UnaryFunction.COS.of(first));
    Node second =
        Origin.NONE
            .in(layer)
            .within(() -> UnaryFunction.TANH.of(UnaryFunction.EXP.of(between).times(first)));
    return Picture.of(Graph.of(second.sum().named("J"))).title("a layer in two parts");
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
