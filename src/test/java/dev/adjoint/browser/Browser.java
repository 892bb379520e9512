package dev.adjoint.browser;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.json.Json;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/// Chromium without a window, for the tests of our pages: one for all tests of a run, because it
/// takes seconds to start. A test opens a page, which forgets what the test before has set.
///
/// Where Chromium or its driver is missing the tests are skipped, with a line that says so; nothing
/// is fetched. What a page does later is waited for by a condition, never by a time.
public final class Browser {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Json JSON = new Json();

  // It warns of protocols newer than itself, which we speak by name. Held, so that it stays quiet.
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private static Browser shared;
  private static boolean saidSkipped;

  private final ChromeDriver driver;
  private final Path folder;
  private final List<String> errors = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();
  private int fingers; // on the page

  private Browser(Path chromium, Path chromedriver) throws IOException {
    SELENIUM.setLevel(Level.SEVERE);
    folder = Files.createTempDirectory("adjoint-browser");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--force-device-scale-factor=1",
        "--hide-scrollbars",
        "--window-size=1400,900",
        "--user-data-dir=" + folder.resolve("profile"));
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.WARNING);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    options.setExperimentalOption(
        "prefs",
        Map.of("download.default_directory", Files.createDirectory(downloads()).toString()));
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.toFile())
            .usingAnyFreePort()
            .withSilent(true)
            .build();
    driver = new ChromeDriver(service, options);
  }

  /// The browser of this run, as if it were new.
  ///
  /// The test that asks is skipped if there is none.
  public static synchronized Browser open() {
    if (shared == null) {
      Path chromium = program("chromium", "chromium-browser", "google-chrome");
      Path driver = program("chromedriver");
      if (chromium == null || driver == null) {
        skip(chromium == null ? "chromium" : "chromedriver");
      }
      try {
        shared = new Browser(chromium, driver);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Runtime.getRuntime().addShutdownHook(new Thread(shared::quit));
    }
    shared.reset();
    return shared;
  }

  private static void skip(String missing) {
    String line = "the tests of pages are skipped: there is no `%s` on the PATH".formatted(missing);
    if (!saidSkipped) {
      saidSkipped = true;
      System.err.println(line);
    }
    Assumptions.abort(line);
  }

  private static Path program(String... names) {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Arrays.stream(names)
        .flatMap(name -> Arrays.stream(path.split(File.pathSeparator)).map(f -> Path.of(f, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  private Path downloads() {
    return folder.resolve("downloads");
  }

  private void quit() {
    driver.quit();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException _) {
      // the system clears its temporary files
    }
  }

  private void reset() {
    driver.get("about:blank");
    size(1400, 900);
    media("", "");
    if (fingers > 0) {
      fingers();
    }
    touch(false);
    driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
    collect();
    errors.clear();
    requests.clear();
    try (Stream<Path> files = Files.list(downloads())) {
      files.forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Opens a page from disk, and waits until its scripts have run.
  public Browser page(Path file) {
    return page(file.toUri().toString());
  }

  /// Opens a page by its address. One that is open already, with another hash, is loaded anew.
  public Browser page(String address) {
    driver.get("about:blank");
    driver.get(address);
    driver.executeCdpCommand("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
    return this;
  }

  /// Loads the page again.
  public Browser reload() {
    driver.navigate().refresh();
    return this;
  }

  /// What a function of the page returns: `return document.title`. Numbers come as `Long` or
  /// `Double`, objects as `Map`, arrays as `List`.
  public Object script(String body, Object... arguments) {
    return driver.executeScript(body, arguments);
  }

  /// The text of the first element that a selector finds.
  public String text(String selector) {
    return element(selector).getText();
  }

  /// The first element that a selector finds, once there is one.
  public WebElement element(String selector) {
    return new WebDriverWait(driver, PATIENCE)
        .ignoring(StaleElementReferenceException.class)
        .withMessage(() -> "nothing on the page is `" + selector + "`")
        .until(_ -> elements(selector).stream().findFirst().orElse(null));
  }

  /// All elements that a selector finds now.
  public List<WebElement> elements(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /// Waits until an expression of the page is true.
  public void await(String expression) {
    new WebDriverWait(driver, PATIENCE)
        .ignoring(JavascriptException.class)
        .withMessage(() -> "this never held: " + expression)
        .until(_ -> Boolean.TRUE.equals(script("return Boolean(" + expression + ")")));
  }

  /// Presses keys, in the element that has the focus; see [org.openqa.selenium.Keys] for those that
  /// are no characters.
  public void keys(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /// Presses keys, again and again, until an expression of the page is true: for keys that do no more
  /// the second time, on a page that may still be busy with opening.
  public void keysUntil(CharSequence keys, String expression) {
    new WebDriverWait(driver, PATIENCE)
        .ignoring(JavascriptException.class)
        .withMessage(() -> "`" + keys + "` never made this hold: " + expression)
        .until(
            _ -> {
              keys(keys);
              return Boolean.TRUE.equals(script("return Boolean(" + expression + ")"));
            });
  }

  /// Moves the pointer onto the first element that a selector finds.
  public void hover(String selector) {
    new Actions(driver).moveToElement(atRest(selector)).perform();
  }

  /// Clicks into the first element that a selector finds, as a person does.
  public void click(String selector) {
    new Actions(driver).moveToElement(atRest(selector)).click().perform();
  }

  /// The first element that a selector finds, once it stays where it is: what moves is missed.
  private WebElement atRest(String selector) {
    String isAtRest =
        """
        const [element, answer] = arguments;
        const place = () => JSON.stringify(element.getBoundingClientRect());
        const before = place();
        requestAnimationFrame(() => requestAnimationFrame(() => answer(place() === before)));
        """;
    return new WebDriverWait(driver, PATIENCE)
        .ignoring(StaleElementReferenceException.class, JavascriptException.class)
        .withMessage(() -> "`" + selector + "` does not come to rest")
        .until(
            _ -> {
              WebElement element = element(selector);
              return Boolean.TRUE.equals(driver.executeAsyncScript(isAtRest, element))
                  ? element
                  : null;
            });
  }

  /// What a person may do with a pointer and keys.
  public Actions actions() {
    return new Actions(driver);
  }

  /// The page has so many pixels.
  public void size(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /// The page is on a screen for fingers.
  public void touch() {
    touch(true);
  }

  private void touch(boolean isWanted) {
    driver.executeCdpCommand("Emulation.setTouchEmulationEnabled", Map.of("enabled", isWanted));
  }

  /// Fingers on the page: where they are from now on; none where all are lifted.
  ///
  /// @param places of each finger, in the order in which they came down, `{x, y}`
  public void fingers(int[]... places) {
    List<Map<String, Integer>> points = new ArrayList<>();
    for (int[] place : places) {
      points.add(Map.of("x", place[0], "y", place[1], "id", points.size()));
    }
    String type =
        points.size() > fingers ? "touchStart" : points.isEmpty() ? "touchEnd" : "touchMove";
    fingers = points.size();
    driver.executeCdpCommand(
        "Input.dispatchTouchEvent", Map.of("type", type, "touchPoints", points));
  }

  /// The page is shown to someone who prefers dark pages.
  public void dark() {
    media("", "dark");
  }

  /// The page is shown as it is printed.
  public void printing() {
    media("print", "");
  }

  private void media(String media, String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            media,
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /// What the pages have complained of since the browser was opened: errors and warnings in the
  /// console, exceptions, what the security policy forbade.
  public List<String> errors() {
    collect();
    return List.copyOf(errors);
  }

  /// The addresses that the pages have asked for since the browser was opened, but for the pages
  /// themselves and what they hold (`data:`, `blob:`).
  public List<String> requests() {
    collect();
    return List.copyOf(requests);
  }

  private void collect() {
    driver.manage().logs().get(LogType.BROWSER).forEach(entry -> errors.add(entry.getMessage()));
    driver
        .manage()
        .logs()
        .get(LogType.PERFORMANCE)
        .forEach(
            entry -> {
              Map<String, Object> message =
                  map(JSON.toType(entry.getMessage(), Json.MAP_TYPE), "message");
              if ("Network.requestWillBeSent".equals(message.get("method"))) {
                request(map(message, "params"));
              }
            });
  }

  private void request(Map<String, Object> event) {
    String address = (String) map(event, "request").get("url");
    boolean own = address.startsWith("data:") || address.startsWith("blob:");
    if (!own && !"Document".equals(event.get("type"))) {
      requests.add(address);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Map<String, Object> from, String key) {
    return (Map<String, Object>) from.get(key);
  }

  /// The file of this name that the page has the user save, once it is whole.
  public Path download(String name) {
    Path file = downloads().resolve(name);
    new WebDriverWait(driver, PATIENCE)
        .withMessage(() -> "the page has not saved `" + name + "`")
        .until(_ -> Files.exists(file));
    return file;
  }

  /// Writes what the page shows to a PNG file.
  public void screenshot(Path file) {
    try {
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
