package dev.adjoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.adjoint.lang.check.Elaborator;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.check.Setup;
import dev.adjoint.lang.run.Host;
import dev.adjoint.lang.run.Runner;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.DiagnosticRenderer;
import dev.adjoint.source.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A script of the folder `samples`, with settings.
///
/// @param name of the script, without its ending
/// @param options what `--set` would give
record Sample(String name, Map<String, String> options) {
  static final Path FOLDER = Path.of("samples");

  // The course's pictures of cats are not ours to pass on: who has them keeps them here.
  private static final Path CATS = Path.of("../shared/data");
  private static final Map<String, String> CAT_FILES =
      Map.of("train", "train_catvnoncat.h5", "test", "test_catvnoncat.h5");

  /// All scripts of the folder.
  static Stream<Sample> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".adj"))
          .sorted()
          .map(file -> new Sample(file.substring(0, file.lastIndexOf('.')), Map.of()))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The same script with one more setting.
  Sample with(String option, String value) {
    Map<String, String> more = new TreeMap<>(options);
    more.put(option, value);
    return new Sample(name, more);
  }

  /// The only sample whose data do not come with it.
  boolean isOfCats() {
    return name.equals("cats");
  }

  /// Whether it shows mistakes, and ends as a program that is wrong.
  boolean isWrong() {
    return name.startsWith("wrong-");
  }

  /// Skips the test where the data are missing.
  void requireData() {
    boolean isThere =
        !isOfCats()
            || CAT_FILES.values().stream().allMatch(file -> Files.exists(CATS.resolve(file)));
    assumeTrue(
        isThere, "no pictures of cats in " + CATS + ": samples/cats.adj says where to get them");
  }

  String file() {
    return name + ".adj";
  }

  String text() throws IOException {
    return Files.readString(FOLDER.resolve(file()));
  }

  /// The script, or another text in its place, in its folder.
  Script elaborate(String text) {
    return elaborate(text, FOLDER);
  }

  private Script elaborate(String text, Path folder) {
    Map<String, String> all = new TreeMap<>(options);
    if (isOfCats()) {
      CAT_FILES.forEach(
          (option, file) -> all.put(option, CATS.resolve(file).toAbsolutePath().toString()));
    }
    Setup setup =
        new Setup(folder.toAbsolutePath(), all, Map.of(), Optional.empty(), Optional.empty());
    return Elaborator.elaborate(Parser.parse(new SourceText(file(), text)), setup);
  }

  /// What a run wrote.
  ///
  /// @param files the contents of the files that are new in the script's folder, by name
  record Outcome(String output, Map<String, byte[]> files) {}

  /// Runs the script in an empty folder, with a copy of the data beside it. It has to succeed, unless
  /// it shows mistakes: then what is said of them is its output.
  Outcome run(Path folder) throws IOException {
    copy(FOLDER.resolve("data"), folder.resolve("data"));
    StringBuilder output = new StringBuilder();
    StringBuilder complaints = isWrong() ? output : new StringBuilder();
    Script script = elaborate(text(), folder);
    boolean succeeded = Runner.run(script, folder, new Recorder(output, complaints));
    assertThat(succeeded).as(complaints.toString()).isNotEqualTo(isWrong());
    assertThat(complaints.toString()).matches(said -> isWrong() || said.isEmpty());
    return new Outcome(output.toString(), filesIn(folder));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (Map.Entry<String, byte[]> file : filesIn(from).entrySet()) {
      Files.write(to.resolve(file.getKey()), file.getValue());
    }
  }

  private static Map<String, byte[]> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .collect(Collectors.toMap(file -> file.getFileName().toString(), Sample::bytes));
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// How a test's name shows it: `cats flatten=columns`.
  @Override
  public String toString() {
    return options.entrySet().stream()
        .map(option -> " " + option.getKey() + "=" + option.getValue())
        .collect(Collectors.joining("", name, ""));
  }

  private record Recorder(StringBuilder output, StringBuilder complaints) implements Host {
    @Override
    public void line(String text) {
      output.append(text).append('\n');
    }

    @Override
    public void report(Diagnostic diagnostic) {
      complaints.append(DiagnosticRenderer.plain().render(diagnostic)).append('\n');
    }

    @Override
    public Progress progress(String what, long steps) {
      return new Progress() {
        @Override
        public void at(long step) {}

        @Override
        public void close() {}
      };
    }

    @Override
    public boolean isStopped() {
      return false;
    }
  }
}
