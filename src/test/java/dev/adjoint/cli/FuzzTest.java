package dev.adjoint.cli;

import static dev.adjoint.cli.Adjoint.adjoint;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Samples with tokens deleted, doubled, swapped and exchanged, with random bytes in them: whatever a
/// script is, it gets an answer.
///
/// `-Dadjoint.fuzz=10000` makes that many, and tells of those that take long.
class FuzzTest {
  private static final Path SAMPLES = Path.of("samples");
  private static final int COUNT = Integer.getInteger("adjoint.fuzz", 300);
  private static final int SEED = Integer.getInteger("adjoint.fuzz.seed", 1);

  /// Samples that are quick as they stand; of the others only what is found before they run.
  private static final List<String> RUN =
      List.of("computation-graph.adj", "logistic-step.adj", "numpy-basics.adj");

  private static final Pattern TOKEN =
      Pattern.compile("#.*|\"[^\"\n]*\"|[\\p{L}_][\\p{L}\\p{N}_]*|[0-9.]+|\\s+|[-+*/=<>:|!]+|.");

  private static final List<String> ODD =
      List.of(
          "-1",
          "0",
          "1e9",
          "1e308",
          "2147483647",
          "-2147483648",
          "99999999999999999999",
          "nan",
          "inf",
          "[]",
          "[[]]",
          "()",
          "{",
          "}",
          "\"",
          "'",
          "..",
          "1..100000",
          "..5",
          "\0",
          "\r",
          "\u2028",
          "\uD835\uDF0C",
          "d(J)/d(w)",
          "d(J)/d(J)",
          "∂J/∂∂",
          "J",
          "x",
          "|>",
          "if 1 {",
          "for i in 1..9 {",
          "repeat 3 {",
          "fn f(x) = f(x)",
          "param q: [m, m] = normal(0, 1)",
          "dim q",
          "same n = m",
          "same m = 0",
          "same n = -1",
          "import \"numpy-basics.adj\"",
          "@",
          ".T",
          "[0]",
          "[-1]",
          "[::0]",
          "[:, 1]",
          "^-1",
          "^0.5",
          "/ 0",
          "sum",
          "reshape",
          "[l]",
          "W[1]",
          "axis = 7",
          "shape = [0]",
          "shape = [3, 0, 2]",
          "zeros",
          "{m}",
          "{J:.99999999f}");

  @TempDir Path folder;

  @BeforeEach
  void copyData() throws IOException {
    Files.createDirectory(folder.resolve("data"));
    try (Stream<Path> files = Files.list(SAMPLES.resolve("data"))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve("data").resolve(file.getFileName()));
      }
    }
    for (Path sample : samples()) {
      Files.copy(sample, folder.resolve(sample.getFileName()));
    }
  }

  private static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files.filter(file -> file.toString().endsWith(".adj")).sorted().toList();
    }
  }

  @Test
  void everyScriptGetsAnAnswer() throws IOException {
    List<Path> samples = samples();
    List<String> vocabulary = new ArrayList<>(ODD);
    for (Path sample : samples) {
      vocabulary.addAll(tokens(Files.readString(sample)));
    }
    for (int i = 0; i < COUNT; i++) {
      Random random = new Random(1_000_003L * SEED + i);
      Path sample = samples.get(random.nextInt(samples.size()));
      byte[] mutant = mutate(Files.readString(sample), vocabulary, random);
      boolean run = RUN.contains(sample.getFileName().toString());
      assertAnswered(run ? "run" : "check", mutant, "%s %d".formatted(sample, i));
    }
  }

  private void assertAnswered(String command, byte[] script, String name) throws IOException {
    Path file = Files.write(folder.resolve("mutant.adj"), script);
    long start = processorTime();
    Adjoint.Outcome outcome = adjoint(command, file.toString(), "--max-seconds=20");
    double seconds = (processorTime() - start) / 1e9;
    if (COUNT > 300 && (seconds > 1 || outcome.status() == Status.INTERNAL)) {
      Path kept = Files.createTempFile("mutant-", ".adj");
      Files.write(kept, script);
      System.out.printf("%s: %.1f s, status %d: %s%n", name, seconds, outcome.status(), kept);
    }
    String all = name + "\n" + new String(script, StandardCharsets.UTF_8) + "\n" + outcome;
    assertThat(outcome.status()).as(all).isIn(Status.DONE, Status.WRONG, Status.FILES);
    assertThat(outcome.out() + outcome.err())
        .as(all)
        .doesNotContain("internal error", "Exception", "\n\tat ", "dev.adjoint.");
    assertThat(outcome.err().isEmpty()).as(all).isEqualTo(outcome.status() == Status.DONE);
  }

  /// What this process took of the processors so far, in nanoseconds: other processes do not matter.
  private static long processorTime() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
  }

  private static List<String> tokens(String text) {
    return new ArrayList<>(TOKEN.matcher(text).results().map(MatchResult::group).toList());
  }

  private static byte[] mutate(String text, List<String> vocabulary, Random random) {
    List<String> tokens = tokens(text);
    int changes = 1 + random.nextInt(random.nextInt(4) == 0 ? 20 : 3);
    for (int i = 0; i < changes && !tokens.isEmpty(); i++) {
      int at = random.nextInt(tokens.size());
      int other = random.nextInt(tokens.size());
      switch (random.nextInt(8)) {
        case 0 -> tokens.remove(at);
        case 1 -> tokens.add(at, tokens.get(at));
        case 2 -> Collections.swap(tokens, at, other);
        case 3 -> tokens.set(at, tokens.get(other));
        case 4 -> tokens.set(at, vocabulary.get(random.nextInt(vocabulary.size())));
        case 5 -> tokens.add(at, ODD.get(random.nextInt(ODD.size())));
        case 6 -> tokens.set(at, ODD.get(random.nextInt(ODD.size())));
        default ->
            tokens
                .subList(Math.min(at, other), Math.min(Math.min(at, other) + 9, tokens.size()))
                .clear();
      }
    }
    byte[] bytes = String.join("", tokens).getBytes(StandardCharsets.UTF_8);
    return random.nextInt(5) == 0 ? damage(bytes, random) : bytes;
  }

  /// Random bytes in the place of some, or between them.
  private static byte[] damage(byte[] bytes, Random random) {
    var out = new ByteArrayOutputStream();
    double rate = random.nextBoolean() ? 0.0005 : 0.02;
    for (byte each : bytes) {
      if (random.nextDouble() < rate) {
        out.write(random.nextBoolean() ? random.nextInt(256) : random.nextInt(128));
        if (random.nextBoolean()) {
          continue;
        }
      }
      out.write(each);
    }
    return out.toByteArray();
  }
}
