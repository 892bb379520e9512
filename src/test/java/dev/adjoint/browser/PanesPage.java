package dev.adjoint.browser;

import dev.adjoint.cli.Drawn;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// A page in a browser, for tests of what stands around its graph.
abstract class PanesPage {
  static final Path NOTES = Path.of("samples/computation-graph.adj");

  /// Two layers of one kind, and a cost.
  static final String NETWORK =
      """
      dim n, m
      layer dense(units, activation = identity)(x: [j, m]) -> [units, m] {
        param W: [units, j] = normal(0, 1)
        param b: [units, 1] = zeros
        return activation(W @ x + b)
      }
      data X: [n, m] = [[1, 2, 3], [4, 5, 6]]
      hidden = dense(30, tanh)
      output = dense(1, sigmoid)
      A = output(hidden(X))
      J = mean(A^2)
      """;

  @TempDir Path folder;

  Browser notes() {
    Browser browser = Browser.open().page(Drawn.page(folder, NOTES, "--of", "J"));
    browser.script("adjoint.state.set({theme: null})"); // it is kept from page to page
    return browser;
  }

  /// The page of the network, with all its layers folded or unfolded.
  Browser network(boolean isOpen) {
    Browser browser = Browser.open().page(Drawn.page(folder, NETWORK));
    browser.keysUntil(
        isOpen ? "e" : "c",
        "document.querySelector('.canvas %s')".formatted(isOpen ? ".heading" : ".box.group"));
    return browser;
  }

  /// The box of a node, by its name.
  static String box(Browser browser, String name) {
    Object id =
        browser.script(
            "return adjoint.model.current().nodes.find((node) => node.name === arguments[0]).id",
            name);
    return ".canvas .box[data-key='%s']".formatted(id);
  }

  static void select(Browser browser, String name) {
    browser.script(
        "const {model, state} = adjoint;state.set({selected: model.current().nodes.find((node) =>"
            + " node.name === arguments[0]).id})",
        name);
  }

  static Object id(Browser browser, String name) {
    return browser.script(
        "return adjoint.model.current().nodes.find((node) => node.name === arguments[0]).id", name);
  }
}
