package dev.adjoint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A conversation as a person has it: a process on a terminal, which `script` of util-linux makes.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TerminalTest {
  private static final Path SCRIPT = Path.of("/usr/bin/script");

  @TempDir Path folder;

  private Process process;
  private final StringBuilder seen = new StringBuilder();

  private void start() throws IOException {
    assumeTrue(Files.isExecutable(SCRIPT), "no " + SCRIPT);
    String java =
        "stty rows 40 cols 100; exec '%s' --enable-native-access=ALL-UNNAMED -cp '%s' %s repl"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                Main.class.getName());
    var builder = new ProcessBuilder(List.of(SCRIPT.toString(), "-qec", java, "/dev/null"));
    builder.environment().put("XDG_STATE_HOME", folder.toString());
    builder.environment().put("TERM", "xterm");
    builder.environment().remove("CI"); // where no bar moves
    process = builder.redirectErrorStream(true).start();
  }

  @AfterEach
  void end() {
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /// Types keys once a prompt is there.
  private void type(String prompt, String keys) throws IOException {
    await(prompt);
    process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  private void await(String text) throws IOException {
    InputStream out = process.getInputStream();
    int from = seen.length();
    while (seen.indexOf(text, from) < 0) {
      int next = out.read();
      assertThat(next).as("before %s: %s", text, seen).isNotNegative();
      seen.append((char) next);
    }
  }

  @Test
  void talks() throws Exception {
    start();
    type("1> ", "a = (\r");
    type(" . ", "1 +\u0003"); // forgets both lines
    type("1> ", "param w: scalar = 1\r");
    type("2> ", "train(w^2, sgd(rate = 0.001), steps = 1000000000)\r");
    type("train  ", "\u0003"); // the progress bar: ends the loop, and nothing else
    await("interrupted: `train` ended after");
    type("3> ", "w < 1\r");
    await("l1\r\n"); // behind the end of what the editor says to the terminal
    type("4> ", "\u0004");
    assertThat(process.waitFor()).isZero();
    assertThat(folder.resolve("adjoint/history")).content().contains("param w: scalar = 1");
  }
}
