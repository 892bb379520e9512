package dev.adjoint.draw.page;

import dev.adjoint.browser.Browser;
import dev.adjoint.draw.Picture;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// A page in a browser, for tests of its drawing.
abstract class CanvasPage {
  static final String DRAWN = "document.querySelector('.progress').hidden";

  @TempDir Path folder;

  Browser open(Picture picture) {
    return open(picture, "");
  }

  Browser open(Picture picture, String hash) {
    Path file = folder.resolve("page.html");
    picture.write(file);
    Browser browser = Browser.open().page(file.toUri() + hash);
    browser.await("document.querySelectorAll('.box').length > 0 && " + DRAWN);
    return browser;
  }

  static void folds(Browser browser, String call) {
    browser.script("window.adjoint.folds." + call);
    browser.await(DRAWN);
  }

  static long boxes(Browser browser) {
    return browser.elements(".box").size();
  }
}
