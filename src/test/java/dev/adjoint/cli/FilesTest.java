package dev.adjoint.cli;

import static dev.adjoint.cli.Adjoint.adjoint;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which files a script may use.
@DisabledOnOs(OS.WINDOWS)
class FilesTest {
  @TempDir Path folder;
  private Path home;
  private Path outside;

  /// A script's folder with a table in it, links that stay and links that leave, and beside it a
  /// folder with another table.
  @BeforeEach
  void prepare() throws IOException {
    home = Files.createDirectories(folder.resolve("home/data")).getParent();
    outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(home.resolve("data/x.csv"), "1,2\n");
    Files.writeString(outside.resolve("x.csv"), "3,4\n");
    Files.writeString(outside.resolve("x.adj"), "x = 7\n");
    Files.createSymbolicLink(home.resolve("near.csv"), Path.of("data/x.csv"));
    Files.createSymbolicLink(home.resolve("far.csv"), outside.resolve("x.csv"));
    Files.createSymbolicLink(home.resolve("far.adj"), outside.resolve("x.adj"));
    Files.createSymbolicLink(home.resolve("away"), outside);
  }

  private Adjoint.Outcome run(String text, String... options) throws IOException {
    Path script = Files.writeString(home.resolve("script.adj"), text);
    return adjoint(
        Stream.concat(Stream.of("run", script.toString()), Stream.of(options))
            .toArray(String[]::new));
  }

  private String placed(String text) {
    return text.replace("OUT", outside.toString());
  }

  private static String reading(String file) {
    return "print(csv(\"%s\", header = false)[0, 0])\n".formatted(file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data/x.csv",
        "near.csv",
        "./data/../data/x.csv",
        "../home/data/x.csv",
        "away/../home/near.csv"
      })
  void filesBelowTheScriptAreRead(String file) throws IOException {
    assertThat(run(reading(file)).out()).isEqualTo("1\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../outside/x.csv",
        "OUT/x.csv",
        "far.csv",
        "away/x.csv",
        "data/../../outside/x.csv",
        "nowhere/../../outside/x.csv",
        "/etc/passwd",
        "/etc/../etc/passwd",
        "/",
        "..",
      })
  void filesElsewhereAreNot(String file) throws IOException {
    String text = reading(placed(file));
    Adjoint.Outcome outcome = run(text);
    assertThat(outcome.status()).isEqualTo(Status.WRONG);
    assertThat(outcome.err()).startsWith("error[E0523]").contains("--> ").contains("--allow-files");
    assertThat(run(text, "--allow-files").err()).doesNotContain("E0523");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import \"far.adj\"",
        "import \"../outside/x.adj\"",
        "import \"away/x.adj\"",
        "draw(exp(1), to = \"../outside/y.svg\")",
        "draw(exp(1), to = \"away/y.svg\")",
        "draw(exp(1), to = \"OUT/y.svg\")",
        "plot([1, 2], to = \"../y.svg\")",
        "x = hdf5(\"far.csv\", \"x\")",
        "x = npy(\"far.csv\")",
        "x = npz(\"far.csv\", \"x\")",
        "x = image(\"far.csv\")",
      })
  void othersThanTablesAreNotEither(String text) throws IOException {
    assertThat(run(placed(text)).err()).startsWith("error[E0523]");
    assertThat(names(outside)).containsExactly("x.adj", "x.csv");
    assertThat(names(folder)).containsExactly("home", "outside");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void whatTheUserNamesIsAllowed() throws IOException {
    String text = "option file = \"data/x.csv\"\n" + reading("{file}");
    assertThat(run(text).out()).isEqualTo("1\n");
    assertThat(run(text, "--set", "file=../outside/x.csv").out()).isEqualTo("3\n");
    assertThat(run(text, "--set", "file=" + outside.resolve("x.csv")).out()).isEqualTo("3\n");
    assertThat(run(text, "--set", "file=far.csv").out()).isEqualTo("3\n");
  }

  @Test
  void aFolderThatTheUserNamesIsAllowed() throws IOException {
    String text = "option files = \"data\"\n" + reading("{files}/x.csv");
    assertThat(run(text, "--set", "files=../outside").out()).isEqualTo("3\n");
  }

  @Test
  void anotherFileThanTheUserNamedIsNot() throws IOException {
    String text = "option file = \"data/x.csv\"\n" + reading("far.csv");
    assertThat(run(text, "--set", "file=../outside/x.adj").err()).startsWith("error[E0523]");
  }

  @Test
  void picturesOfTheCommandLineGoWhereItSays() throws IOException {
    Path script =
        Files.writeString(home.resolve("script.adj"), "param x: scalar = 1\nJ = exp(x)\n");
    Path picture = outside.resolve("y.svg");
    assertThat(adjoint("draw", script.toString(), "--to", picture.toString()).status())
        .isEqualTo(Status.DONE);
    assertThat(picture).exists();
  }

  @Test
  void whatWasThereBeforeIsStillThereWhenTheTimeIsUp() throws IOException {
    Files.writeString(home.resolve("y.svg"), "old");
    String text =
        """
        param x: scalar = 1
        repeat 2000000000 { x := x / 2 }
        draw(exp(x), to = "y.svg")
        """;
    Adjoint.Outcome outcome = run(text, "--max-seconds", "0.2");
    assertThat(outcome.status()).isEqualTo(Status.TIME_UP);
    assertThat(outcome.err()).startsWith("error[E1001]: the time is up: it was 0.2 seconds\n");
    assertThat(home.resolve("y.svg")).hasContent("old");
  }

  @Test
  void memoryIsBoundedByTheCommandLine() throws IOException {
    String text = "print(sum(exp(normal(0, 1, shape = [1000, 1000]))) > 0)\n";
    assertThat(run(text, "--max-memory=1GB").out()).isEqualTo("1\n");
    assertThat(run(text, "--max-memory", "1.5MB").err())
        .startsWith(
            "error[E0232]: this is [1000, 1000] and takes 8 MB, and there are 1.5 MB for it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1XB", "-1GB", "GB", "1e9", "0x10"})
  void sizesAreSizes(String size) throws IOException {
    assertThat(run("print(1)\n", "--max-memory=" + size).status()).isEqualTo(Status.USAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "NaN", "Infinity", "soon", "1e300"})
  void timesAreTimes(String time) throws IOException {
    assertThat(run("print(1)\n", "--max-seconds=" + time).status()).isEqualTo(Status.USAGE);
  }
}
