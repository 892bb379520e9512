package dev.adjoint.cli;

import static dev.adjoint.cli.Adjoint.adjoint;
import static dev.adjoint.cli.Adjoint.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.cli.Adjoint.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `adjoint fmt`: which files it writes, what it says, and with which status.
class FmtCommandTest {
  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void writesTheFilesThatAreNotFormatted() throws IOException {
    Path messy = file("messy.adj", "a=1\n");
    Path neat = file("neat.adj", "a = 1\n");
    assertThat(adjoint("fmt", messy.toString(), neat.toString()))
        .isEqualTo(new Outcome(0, "formatted " + messy + "\n", ""));
    assertThat(messy).hasContent("a = 1\n");
    assertThat(adjoint("fmt", messy.toString())).isEqualTo(new Outcome(0, "", ""));
  }

  @Test
  void checkNamesThemAndWritesNothing() throws IOException {
    Path messy = file("messy.adj", "a=1\n");
    Path neat = file("neat.adj", "a = 1\n");
    assertThat(adjoint("fmt", "--check", neat.toString(), messy.toString()))
        .isEqualTo(new Outcome(Status.WRONG, messy + "\n", ""));
    assertThat(messy).hasContent("a=1\n");
    assertThat(adjoint("fmt", neat.toString(), "--check")).isEqualTo(new Outcome(0, "", ""));
  }

  @Test
  void standardInputGoesToStandardOutput() {
    assertThat(given("a=1 #é", "fmt", "-")).isEqualTo(new Outcome(0, "a = 1  #é\n", ""));
    assertThat(given("a=1\r\n", "fmt", "-").out()).isEqualTo("a = 1\r\n");
    assertThat(given("", "fmt", "-")).isEqualTo(new Outcome(0, "", ""));
    assertThat(given("a=1", "fmt", "-", "--check"))
        .isEqualTo(new Outcome(Status.WRONG, "standard input\n", ""));
  }

  @Test
  void whatIsWrongIsLeftAloneAndTheRestIsFormatted() throws IOException {
    Path wrong = file("wrong.adj", "a=(1\nb=2\n");
    Path messy = file("messy.adj", "a=1\n");
    Outcome outcome = adjoint("fmt", wrong.toString(), messy.toString());
    assertThat(outcome.status()).isEqualTo(Status.WRONG);
    assertThat(outcome.err()).startsWith("error[E01").contains("--> " + wrong + ":1:3");
    assertThat(wrong).hasContent("a=(1\nb=2\n");
    assertThat(messy).hasContent("a = 1\n");
  }

  @Test
  void missingFileIsFileTrouble() {
    assertThat(adjoint("fmt", folder.resolve("no.adj").toString()).status())
        .isEqualTo(Status.FILES);
  }

  @Test
  void linkStaysOne() throws IOException {
    Path messy = file("messy.adj", "a=1\n");
    Path link = Files.createSymbolicLink(folder.resolve("link.adj"), messy);
    adjoint("fmt", link.toString());
    assertThat(link).isSymbolicLink();
    assertThat(messy).hasContent("a = 1\n");
  }
}
