package dev.adjoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a process loads before it does what it was asked for: the time of a short one is that of its
/// classes.
class StartTest {
  /// Each takes the JVM between a fiftieth and an eighth of a second to get ready.
  private static final List<String> SLOW = List.of("java.security.SecureRandom", "jdk.jfr.Event");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"--help", "--version", "help draw", "run --help", "run", "rum a.adj"})
  void textsNeedNothingButTheCommandLine(String line) throws Exception {
    assertThat(packages(line.split(" ")))
        .contains("cli")
        .isSubsetOf("cli", "source", "bounds", "lang.run");
  }

  @Test
  void checkNeedsNoEngine() throws Exception {
    String script =
        script(
            """
            dim n
            data x: [n] = [1, 2, 3]
            param w: [n] = normal(0, 1)
            J = sum(tanh(w * x))
            check d(J)/d(w) == x * (1 - tanh(w * x)^2)
            train(J, sgd(rate = 0.1), steps = 10)
            print("{J}")
            draw(J, to = "J.svg")
            """);
    assertThat(loaded("check", script)).doesNotContainAnyElementsOf(SLOW);
    assertThat(packages("check", script))
        .contains("lang.check", "rewrite.proof")
        .doesNotContain("exec", "exec.kernel", "exec.blas", "draw");
  }

  @Test
  void runOnScalarsNeedsNoKernels() throws Exception {
    String script = script(Files.readString(Path.of("samples/computation-graph.adj")));
    assertThat(loaded("run", script)).doesNotContainAnyElementsOf(SLOW);
    assertThat(packages("run", script))
        .contains("exec", "draw")
        .doesNotContain("exec.kernel", "exec.blas");
  }

  private Set<String> packages(String... arguments) throws IOException {
    return loaded(arguments).stream()
        .filter(name -> name.startsWith("dev.adjoint."))
        .map(name -> name.substring("dev.adjoint.".length()).replaceFirst("\\.[A-Z].*", ""))
        .collect(Collectors.toSet());
  }

  /// The names of all classes that the program loads.
  private List<String> loaded(String... arguments) throws IOException {
    Path log = folder.resolve("classes");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xlog:class+load:file=" + log + ":none:filecount=0");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    new ProcessBuilder(command).redirectErrorStream(true).start().getInputStream().readAllBytes();
    try (var lines = Files.lines(log)) {
      return lines.map(line -> line.substring(0, line.indexOf(' '))).toList();
    }
  }

  private String script(String text) throws IOException {
    return Files.writeString(folder.resolve("script.adj"), text).toString();
  }
}
