package dev.adjoint.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/// That the browser tells what the tests of the pages ask it.
class BrowserTest {
  @TempDir private Path folder;

  private Path page(String html) throws IOException {
    Path file = folder.resolve("page.html");
    return Files.writeString(file, "<!doctype html><meta charset=utf-8>" + html);
  }

  @Test
  void aPlainPageIsSilent() throws IOException {
    Browser browser = Browser.open().page(page("<title>x</title><p id=a>Zürich ∂"));
    assertThat(browser.text("#a")).isEqualTo("Zürich ∂");
    assertThat(browser.script("return document.title")).isEqualTo("x");
    assertThat(browser.errors()).isEmpty();
    assertThat(browser.requests()).isEmpty();
  }

  @Test
  void errorsAndRequestsAreSeen() throws IOException {
    Path page =
        page(
            """
            <script>console.error("one")</script><script>throw new Error("two")</script>
            <img src="http://127.0.0.1:9/three.png">
            """);
    Browser browser = Browser.open().page(page);
    assertThat(browser.errors()).anyMatch(line -> line.contains("one"));
    assertThat(browser.errors()).anyMatch(line -> line.contains("two"));
    assertThat(browser.requests()).containsExactly("http://127.0.0.1:9/three.png");
    browser = Browser.open().page(page(""));
    assertThat(browser.errors()).isEmpty();
    assertThat(browser.requests()).isEmpty();
  }

  @Test
  void mediaAreEmulated() throws IOException {
    Path page = page("<style>@media print {#a {display: none}}</style><p id=a>x");
    Browser browser = Browser.open().page(page);
    String dark = "return matchMedia('(prefers-color-scheme: dark)').matches";
    assertThat(browser.script(dark)).isEqualTo(false);
    browser.dark();
    assertThat(browser.script(dark)).isEqualTo(true);
    browser.printing();
    assertThat(browser.script(dark)).isEqualTo(false);
    assertThat(browser.element("#a").isDisplayed()).isFalse();
    assertThat(Browser.open().page(page).element("#a").isDisplayed()).isTrue();
  }

  @Test
  void keysPointerAndDownloads() throws IOException {
    Path page =
        page(
            """
            <a id=a download="x.txt" href="data:text/plain,hello">save</a> <i id=b>over</i>
            <script>
              let seen = "";
              onkeydown = event => seen += event.key;
              b.onpointerover = () => seen += " over ";
            </script>
            """);
    Browser browser = Browser.open().page(page);
    browser.keys("x", Keys.ARROW_RIGHT);
    browser.hover("#b");
    browser.await("seen.includes('over')");
    assertThat(browser.script("return seen")).isEqualTo("xArrowRight over ");
    browser.click("#a");
    assertThat(browser.download("x.txt")).hasContent("hello");
  }

  @Test
  void thePageIsSeen() throws IOException {
    Browser browser = Browser.open();
    browser.size(320, 200);
    browser.page(page("<body style='background: #ff0000'>"));
    Path file = folder.resolve("page.png");
    browser.screenshot(file);
    var image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isEqualTo(320);
    assertThat(image.getRGB(100, 100) & 0xffffff).isEqualTo(0xff0000);
  }
}
