package dev.adjoint.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.browser.Browser;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.json.Json;

/// The page as its reader sees it.
@Timeout(180)
class PlayPageTest {
  private static final String MODEL =
      """
      data x: [5] = [0.5, -1, 2, 1.5, -0.3]
      param w: [5] = ones
      error = w * x - 1
      J = sum(error^2)
      """;

  private final Browser browser = Browser.open();

  @TempDir Path folder;
  private Play play;

  private void open(String text) throws Exception {
    play = Play.start(Player.project(save(text)), 0);
    browser.page(play.page().toString());
  }

  private Path save(String text) throws Exception {
    return Files.writeString(folder.resolve("a.adj"), text);
  }

  @AfterEach
  void end() {
    if (play != null) {
      play.close();
    }
  }

  /// Waits until an element's text has a part.
  private void sees(String selector, String part) {
    browser.await(
        "document.querySelector('%s')?.textContent.includes(%s)"
            .formatted(selector, new Json().toJson(part)));
  }

  /// Waits until a box of the graph says something.
  private void graphSays(String part) {
    browser.await(
        "[...document.querySelectorAll('#graph text')].some((t) => t.textContent === %s)"
            .formatted(new Json().toJson(part)));
  }

  @Test
  void showsACurveAndGoesBackByAClick() throws Exception {
    open(MODEL + "train(J, sgd(rate = 0.05), steps = 100, report = 50)\nprint(\"the end\")\n");
    sees("#play-status", "done: iteration 100 of 100");
    sees("#printed", "the end");
    browser.await(
        "document.querySelector('.curve .cost').getAttribute('d').split('L').length === 100");
    browser.click("#play-log");
    browser.await(
        "document.querySelector('.curve .cost').getAttribute('d').split('L').length === 100");
    browser.click(".curve"); // in its middle
    sees("#play-status", "100 done");
    long step =
        (long)
            browser.script(
                "return Number(/ (\\d+)/.exec($0.textContent)[1])"
                    .replace("$0", "document.querySelector('#play-status')"));
    assertThat(step).isBetween(40L, 60L);
    sees("#inspector", "after " + step + " iterations");
    sees("#play-run", "Go on from " + step);
    browser.click("#play-run");
    sees("#play-status", "done: iteration 100 of 100");
    sees("#inspector", "after 100 iterations");
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void drawsACostThatHardlyMoves() throws Exception {
    open(
        "param w: scalar = 3e-16\nJ = 1 + w\n" // 1 or the next number
            + "train(J, sgd(rate = 1e-18), steps = 300)\n");
    sees("#play-status", "done: iteration 300 of 300");
    browser.await(
        "document.querySelector('.curve .cost').getAttribute('d').split('L').length === 300");
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void whatIsPointedAtGoesWithItsRun() throws Exception {
    String train = "train(J, sgd(rate = 0.05), steps = 50)\n";
    open(MODEL + train + train);
    sees("#play-status", "done: iteration 50 of 50");
    browser.script(
        "const s = document.querySelector('#play-rewind'); s.value = s.max;"
            + "s.dispatchEvent(new Event('input'))");
    sees(".reading-line", "click to go back there");
    save(MODEL + train.replace("50", "60"));
    sees("#play-status", "done: iteration 60 of 60");
    assertThat(browser.text(".reading-line")).isEmpty();
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void comparesWithTheRunBefore() throws Exception {
    open(MODEL + "train(J, sgd(rate = 0.05), steps = 100)\n");
    sees("#play-status", "done: iteration 100 of 100");
    assertThat(browser.elements(".curve .ghost")).isEmpty();
    save(MODEL + "train(J, sgd(rate = 0.02), steps = 100)\n");
    sees("#source", "0.02");
    browser.await(
        "document.querySelector('.curve .ghost').getAttribute('d').split('L').length === 100");
    sees("#play-status", "done: iteration 100 of 100");
    assertThat(
            browser.script(
                "return document.querySelector('.curve .ghost').getAttribute('d')"
                    + " !== document.querySelector('.curve .cost').getAttribute('d')"))
        .isEqualTo(true);
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void aTrainingThatDivergesShowsItsCurveUpToThere() throws Exception {
    open(MODEL + "train(J, sgd(rate = 2), steps = 3000)\n");
    sees("#play-status", "ended by a mistake");
    sees("#banner", "E0801");
    browser.await(
        "document.querySelector('.curve .cost').getAttribute('d').split('L').length > 100");
    assertThat(
            browser.script(
                "return document.querySelector('.curve .cost').getAttribute('d').includes('NaN')"))
        .isEqualTo(false);
    browser.await("document.querySelector('#play-log').ariaPressed === 'true'");
    browser.click("#play-log"); // and on an axis on which its last cost is the measure
    browser.await("document.querySelector('#play-log').ariaPressed === 'false'");
    browser.await(
        "document.querySelector('.curve .cost').getAttribute('d').split('L').length > 100");
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void stopsAnEndlessTraining() throws Exception {
    open(MODEL + "train(J, sgd(rate = 1e-9), steps = 1000000000)\n");
    browser.await(
        "Number(/ (\\d+) of/.exec(document.querySelector('#play-status').textContent)[1]) > 500");
    browser.click("#play-stop");
    sees("#play-status", "held at iteration ");
    save(MODEL + "train(J, sgd(rate = 1e-8), steps = 1000000000)\n");
    sees("#play-status", "The script has changed since");
    browser.script(
        "const s = document.querySelector('#play-rewind'); s.value = 0;"
            + "s.dispatchEvent(new Event('change'))");
    sees("#play-status", "at iteration 0,");
    sees("#inspector", "before the training");
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void followsWhatIsSaved() throws Exception {
    open(MODEL);
    graphSays("error");
    int id =
        ((Long)
                browser.script(
                    "return adjoint.model.current().nodes.find((n) => n.name === 'error').id"))
            .intValue();
    browser.script("adjoint.state.set({ selected: %d })".formatted(id));
    sees("#inspector h2", "error");

    save("extra = 4\n" + MODEL + "K = J * extra\n");
    sees("#source", "extra = 4");
    sees("#inspector h2", "error"); // still selected, in another place of the graph
    assertThat(browser.script("return location.hash").toString()).contains("selected=");

    save("extra = 4\n" + MODEL + "K = J * extr\n");
    sees("#banner", "extr");
    sees("#banner", "a.adj:6:");
    assertThat(browser.element("#banner").getRect().getHeight()).isBetween(20, 100);
    sees("#source .complaint", "extr");
    sees("#banner", "what is known");
    graphSays("error");
    graphSays("K");
    browser.await("document.querySelectorAll('#graph .box.problem').length === 1");
    browser.script(
        "adjoint.state.set({ selected: adjoint.model.current().nodes.find((n) => n.name === 'K').id"
            + " })");
    sees("#inspector", "E0501");
    assertThat(browser.element("#play-run").isEnabled()).isFalse();

    save("extra = 4\n" + MODEL + "K = (J * extra\n");
    browser.await("document.body.classList.contains('stale')");
    sees("#banner", "still that of the earlier text");
    sees("#source", "K = (J");
    graphSays("∂J/∂w");
    assertThat(browser.elements("#graph .box.problem")).isEmpty();
    assertThat(browser.text("#source .tabs")).isEqualTo("a.adj");
    // All of the page is seen at once, the banner too.
    assertThat(browser.script("return document.documentElement.scrollHeight <= innerHeight"))
        .isEqualTo(true);

    Files.delete(folder.resolve("a.adj"));
    sees("#banner", "there is no file");
    graphSays("error");

    save(MODEL);
    browser.await("document.querySelector('#banner').hidden");
    browser.await("!document.body.classList.contains('stale')");
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void scriptsThatAreWrongOrComputeNothingHaveAPageToo() throws Exception {
    open("J = K\n");
    sees("#banner", "`K`".replace("`", ""));
    sees("#source", "J = K");
    save("print(\"hello\")\n");
    sees("#printed", "hello");
    sees("#inspector", "There is no picture");
    save(MODEL);
    graphSays("error");
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void textsAreNoMarkup() throws Exception {
    open(
        MODEL.replace("J = ", "# </script><img src=x onerror=alert(1)>\nJ = ")
            + "print(\"<img src=x onerror=alert(2)>\")\n");
    sees("#printed", "<img src=x onerror=alert(2)>");
    assertThat(browser.elements("img")).isEmpty();
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void saysThatTheLineIsBroken() throws Exception {
    open(MODEL);
    graphSays("error");
    play.close();
    sees("#banner", "Is adjoint play still running?");
    sees("#play-status", "no connection");
    graphSays("error");
  }

  @Test
  void waitsWhereTooManyPagesAreOpenAndGoesOnByItself() throws Exception {
    play = Play.start(Player.project(save(MODEL)), 0);
    List<Socket> pages = new ArrayList<>();
    for (int i = 0; i < Routes.MOST_STREAMS; i++) {
      pages.add(follow());
    }
    browser.page(play.page().toString());
    sees("#banner", "Too many pages show this script.");
    sees("#play-status", "no connection");
    pages.getFirst().close();
    for (int i = 0; status().contains("no connection"); i++) {
      save(MODEL + "K = " + i + "\n"); // the server learns that the page is gone when it writes
    }
    browser.await("document.querySelector('#banner').hidden");
    sees("#play-status", "done");
    for (Socket page : pages) {
      page.close();
    }
  }

  private String status() {
    return browser.text("#play-status");
  }

  /// Another page that follows the play, once it does.
  private Socket follow() throws Exception {
    Socket socket = new Socket("127.0.0.1", play.page().getPort());
    socket
        .getOutputStream()
        .write(
            "GET %sevents HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n"
                .formatted(play.page().getPath(), play.page().getPort())
                .getBytes(StandardCharsets.US_ASCII));
    assertThat(socket.getInputStream().read()).isPositive();
    return socket;
  }

  @Test
  void saysThatThePlayIsAnother() throws Exception {
    open(MODEL);
    graphSays("error");
    int port = play.page().getPort();
    play.close();
    play = Play.start(Player.project(folder.resolve("a.adj")), port);
    sees("#banner", "was started again");
  }
}
