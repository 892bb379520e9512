package dev.adjoint.cli;

import static dev.adjoint.cli.Adjoint.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.cli.Adjoint.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Conversations through a pipe. Beside each `NAME.in` stands `NAME.out`, with everything that is
/// answered and the exit status; `-Dadjoint.golden=write` writes it.
class ReplTest {
  private static final Path FOLDER = Path.of("src/test/resources/repl");

  @TempDir Path folder;

  static Stream<Path> conversations() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".in")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("conversations")
  void answers(Path conversation) throws IOException {
    Path golden = Path.of(conversation.toString().replace(".in", ".out"));
    String answers = answers(Files.readString(conversation));
    if ("write".equals(System.getProperty("adjoint.golden"))) {
      Files.writeString(golden, answers);
    }
    assertThat(answers).isEqualTo(Files.readString(golden));
  }

  /// Results and complaints as they come.
  private static String answers(String conversation) {
    var all = new ByteArrayOutputStream();
    var in = new ByteArrayInputStream(conversation.getBytes(StandardCharsets.UTF_8));
    var console = new Console(Streams.plain(in, all, all), new Interruption());
    int status = Main.run(List.of("repl"), console);
    return all.toString(StandardCharsets.UTF_8) + "status " + status + "\n";
  }

  @Test
  void statusIsThatOfTheWorst() {
    assertThat(given("1 + 1\n", "repl")).isEqualTo(new Outcome(0, "2\n", ""));
    assertThat(given("", "repl")).isEqualTo(new Outcome(0, "", ""));
    assertThat(given("x\n1\n", "repl").status()).isEqualTo(Status.WRONG);
    assertThat(given("expect 1 == 2\n", "repl").status()).isEqualTo(Status.WRONG);
    assertThat(given(":load no.adj\n", "repl").status()).isEqualTo(Status.FILES);
    assertThat(given(":load no.adj\nx\n", "repl").status()).isEqualTo(Status.WRONG);
    assertThat(given("x\n:load no.adj\n", "repl").status()).isEqualTo(Status.WRONG);
  }

  @Test
  void beginsWithAScriptAndItsFolder() throws IOException {
    Path script = folder.resolve("a.adj");
    Files.writeString(folder.resolve("b.adj"), "fn twice(x) = 2 * x\n");
    Files.writeString(script, "import \"b.adj\"\na = twice(3)\nprint(a)\n");
    assertThat(given("a + 1\n", "repl", script.toString())).isEqualTo(new Outcome(0, "6\n7\n", ""));
    assertThat(given("a = 1\n:load " + script + "\na\n", "repl").out()).isEqualTo("6\n6\n");
  }

  @Test
  void scriptThatIsWrongIsForgotten() throws IOException {
    Path script = Files.writeString(folder.resolve("a.adj"), "a = 1\nb = c\n");
    Outcome outcome = given("a = 2\n:load " + script + "\na\n", "repl");
    assertThat(outcome.out()).isEqualTo("2\n");
    assertThat(outcome.err()).contains("--> " + script + ":2:5");
    assertThat(outcome.status()).isEqualTo(Status.WRONG);
  }

  @Test
  void drawsToAFile() {
    Path file = folder.resolve("cost.svg");
    Outcome outcome = given("a = 2\nJ = a^2\n:draw J + 1 " + file + "\n", "repl");
    assertThat(outcome).isEqualTo(new Outcome(0, "drew J + 1 to " + file + "\n", ""));
    assertThat(file).content().startsWith("<svg");
  }
}
