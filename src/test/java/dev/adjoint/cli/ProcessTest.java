package dev.adjoint.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The program as a process: its status, its streams, and signals.
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ProcessTest {
  /// Would take days; the first line comes when the loop begins.
  private static final String LONG =
      """
      param w: scalar = 10
      J = (w - 3)^2
      repeat 2000000000 as i {
        w := w - 0.1 * d(J)/d(w)
        every 1000000000 { print("cost {J}") }
      }
      print("learnt w = {w}")
      expect w ~= 99
      """;

  @TempDir Path folder;
  private Process process;

  @AfterEach
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void keepsResultsApartFromMessages() throws Exception {
    start(List.of(), "run", script("print(\"∂J\")\nexpect 1 == 2\n"));
    assertThat(status()).isEqualTo(Status.WRONG);
    assertThat(process.inputReader(UTF_8).readLine()).isEqualTo("∂J");
    assertThat(process.errorReader().readLine()).startsWith("error[E0601]");
  }

  @Test
  void interruptEndsTheLoopAndPrintsWhatWasLearnt() throws Exception {
    assumeThat(ignoresInterrupts()).isFalse();
    interrupt("INT");
    assertThat(status()).isEqualTo(128 + 2);
  }

  @Test
  void terminationDoesTheSame() throws Exception {
    interrupt("TERM");
    assertThat(status()).isEqualTo(128 + 15);
  }

  @Test
  void interruptEndsAtOnceWhereNothingIsLearnt() throws Exception {
    start(List.of(), "run", "-");
    // More than a pipe holds: it has begun to read, and waits for the end that does not come.
    process.getOutputStream().write("# what is learnt\n".repeat(20_000).getBytes(UTF_8));
    signal("TERM");
    assertThat(status()).isEqualTo(128 + 15);
  }

  @Test
  void playPrintsTheAddressOfItsPageAndEndsWhenToldTo() throws Exception {
    start(List.of(), "play", script(LONG));
    String address = process.inputReader(UTF_8).readLine();
    assertThat(address).matches("http://127\\.0\\.0\\.1:\\d+/[0-9a-f]{32}/");
    try (var page = URI.create(address).toURL().openStream()) {
      assertThat(new String(page.readAllBytes(), UTF_8)).contains("script.adj");
    }
    signal("TERM");
    assertThat(status()).isEqualTo(128 + 15);
    assertThat(process.errorReader().lines()).isEmpty();
  }

  @Test
  void playSaysThatItsPortIsTaken() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = String.valueOf(other.getLocalPort());
      start(List.of(), "play", script("J = 1"), "--port", port);
      assertThat(status()).isEqualTo(Status.USAGE);
      assertThat(process.errorReader().readLine())
          .isEqualTo(
              "adjoint: port %s is taken by another program; without `--port` it is one that is free"
                  .formatted(port));
    }
  }

  @Test
  void playListensAtThePortThatItIsGiven() throws Exception {
    for (int attempt = 1; ; attempt++) {
      int port;
      try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
        port = other.getLocalPort();
      }
      start(List.of(), "play", script("J = 1"), "--port", String.valueOf(port));
      String address = process.inputReader(UTF_8).readLine();
      if (address != null || attempt == 3) { // else another program was faster
        assertThat(address).startsWith("http://127.0.0.1:" + port + "/");
        break;
      }
    }
    signal("TERM");
    assertThat(status()).isEqualTo(128 + 15);
  }

  @Test
  void playFindsAPortByItself() throws Exception {
    start(List.of(), "play", script("J = 1"), "--port", "0");
    assertThat(process.inputReader(UTF_8).readLine())
        .matches("http://127\\.0\\.0\\.1:[1-9]\\d*/.*");
    signal("TERM");
    assertThat(status()).isEqualTo(128 + 15);
  }

  /// Whoever runs the tests may have the right, so this asks for the words alone.
  @ParameterizedTest
  @CsvSource({
    "Permission denied, needs rights that you do not have; those from 1024 on need none",
    "Address already in use, is taken by another program; without `--port` it is one that is free"
  })
  void playSaysWhyAPortCannotBeHad(String system, String ours) {
    assertThat(PlayCommand.refusal(80, new BindException(system))).isEqualTo("port 80 " + ours);
  }

  @Test
  void endsQuietlyWhenNobodyReads() throws Exception {
    String script = script(LONG.replace("2000000000", "20000000").replace("1000000000", "1"));
    start(List.of(), "run", script);
    try (var out = process.inputReader()) {
      assertThat(out.readLine()).isEqualTo("cost 49");
    }
    assertThat(status()).isEqualTo(Status.UNREAD);
    assertThat(process.errorReader().lines()).isEmpty();
  }

  @Test
  void refusesWhatTheHeapCannotHold() throws Exception {
    start(List.of("-Xmx24m"), "run", script("A = zeros([5000, 5000]) + 1\nprint(A[0, 0])\n"));
    assertThat(status()).isEqualTo(Status.WRONG);
    assertThat(process.errorReader().readLine())
        .startsWith("error[E0232]: `A` is [5000, 5000] and takes 200 MB");
  }

  /// Starts the long loop, sends a signal when it runs, and holds that the value which is printed is
  /// that of the step which is told.
  private void interrupt(String signal) throws Exception {
    start(List.of(), "run", script(LONG));
    BufferedReader out = process.inputReader();
    assertThat(out.readLine()).isEqualTo("cost 49");
    signal(signal);
    Matcher learnt = Pattern.compile("learnt w = (.*)").matcher(out.readLine());
    assertThat(learnt.matches()).isTrue();
    assertThat(out.readLine()).isNull();
    BufferedReader err = process.errorReader();
    Matcher told =
        Pattern.compile("adjoint: interrupted: `repeat` ended after (.*) of 2000000000 steps")
            .matcher(err.readLine());
    assertThat(told.matches()).isTrue();
    assertThat(err.readLine()).startsWith("adjoint: left out: line 8, "); // the expectation
    assertThat(err.readLine()).isNull();
    double w = 3 + 7 * Math.pow(0.8, Long.parseLong(told.group(1)));
    assertThat(Double.parseDouble(learnt.group(1))).isCloseTo(w, within(1e-9));
  }

  /// The exit status, which must come before an interruption would lose its patience.
  private int status() throws InterruptedException {
    assertThat(process.waitFor(25, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private void signal(String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
  }

  /// Whether the tests were started in the background by a shell: then their processes, too, have
  /// no ear for Ctrl-C.
  private static boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
  }

  private void start(List<String> options, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    process = builder.start();
  }

  private String script(String text) throws IOException {
    return Files.writeString(folder.resolve("script.adj"), text).toString();
  }
}
