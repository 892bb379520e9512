package dev.adjoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Script;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.DiagnosticRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every script in `samples` does what its `expect` lines and the gallery say, and a mistake in it
/// is explained. A new script is tested without an edit here; `-Dadjoint.golden=write` writes the
/// output that it is held to from then on.
class SamplesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/samples");

  @TempDir Path folder;

  static Stream<Sample> samples() {
    return Sample.all();
  }

  static Stream<Sample> rightSamples() {
    return Sample.all().filter(sample -> !sample.isWrong());
  }

  /// With the settings that the notes have numbers for.
  static Stream<Sample> runs() {
    return Sample.all()
        .flatMap(
            sample ->
                sample.isOfCats()
                    ? Stream.of(sample, sample.with("flatten", "columns"))
                    : Stream.of(sample));
  }

  private static Path golden(Sample sample) {
    return GOLDEN.resolve(sample.toString().replace(' ', '-').replace('=', '-') + ".txt");
  }

  @ParameterizedTest
  @MethodSource("runs")
  void meetsItsExpectations(Sample sample) throws IOException {
    sample.requireData();
    Sample.Outcome outcome = sample.run(folder);
    String output = outcome.output();
    if ("write".equals(System.getProperty("adjoint.golden"))) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden(sample), output);
      writePictures(outcome);
    }
    assertThat(output).isEqualTo(Files.readString(golden(sample)));
  }

  /// The charts that the gallery shows. They follow from trained numbers, of which the last digits may
  /// be others on another processor: nothing is held to them.
  private static void writePictures(Sample.Outcome outcome) throws IOException {
    String gallery = Files.readString(Sample.FOLDER.resolve("README.md"));
    for (Map.Entry<String, byte[]> file : outcome.files().entrySet()) {
      if (gallery.contains("(pictures/" + file.getKey() + ")")
          && !PicturesTest.GRAPHS.contains(file.getKey())) {
        Files.write(Sample.FOLDER.resolve("pictures").resolve(file.getKey()), file.getValue());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void writesTheSameBytesAgain(Sample sample) throws IOException {
    sample.requireData();
    boolean hasSteps = sample.text().contains("\noption steps = ");
    Sample brief = hasSteps ? sample.with("steps", "50") : sample;
    Sample.Outcome first = brief.run(folder.resolve("first"));
    Sample.Outcome second = brief.run(folder.resolve("second"));
    assertThat(second.output()).isEqualTo(first.output());
    assertThat(second.files()).containsOnlyKeys(first.files().keySet());
    first.files().forEach((name, bytes) -> assertThat(second.files().get(name)).isEqualTo(bytes));
  }

  /// The gallery may leave lines out, where it says `…`.
  @ParameterizedTest
  @MethodSource("samples")
  void isInTheGallery(Sample sample) throws IOException {
    String gallery = Files.readString(Sample.FOLDER.resolve("README.md"));
    Matcher shown =
        Pattern.compile(
                "(?s)\n## \\[%1$s]\\(%1$s\\)\n((?!\n## ).)*?\n```text\n(?<output>.*?)```\n"
                    .formatted(Pattern.quote(sample.file())))
            .matcher(gallery);
    assertThat(shown.find()).as("a section with output").isTrue();
    List<String> lines = shown.group("output").lines().filter(line -> !line.equals("…")).toList();
    assertThat(Files.readAllLines(golden(sample))).containsSubsequence(lines);
  }

  // A name, a call or a group, with what hangs on it: `(A - Y).T`, `W[l]`, `output[4].W`.
  private static final String OPERAND =
      "(?:\\((?:[^()]|\\([^()]*\\))*\\)|\\p{L}\\w*)(?:\\.\\w+|\\[[^\\]]*\\])*";

  private static final Pattern PRODUCT =
      Pattern.compile("(?<left>%1$s) @ (?<right>%1$s)".formatted(OPERAND));

  @ParameterizedTest
  @MethodSource("rightSamples")
  void explainsProductsTheWrongWayRound(Sample sample) throws IOException {
    sample.requireData();
    String text = sample.text();
    Matcher product = PRODUCT.matcher(text);
    while (product.find()) {
      if (isComment(text, product.start())) {
        continue;
      }
      String left = product.group("right");
      String right = product.group("left");
      String planted =
          text.substring(0, product.start()) + left + " @ " + right + text.substring(product.end());
      assertExplained(sample, planted, left, "@", right);
    }
  }

  private static boolean isComment(String text, int place) {
    return text.substring(text.lastIndexOf('\n', place) + 1, place).contains("#");
  }

  @ParameterizedTest
  @MethodSource("rightSamples")
  void explainsSumsThatDoNotFit(Sample sample) throws IOException {
    sample.requireData();
    String text = sample.text();
    for (Sum sum : misfits(sample.elaborate(text))) {
      String planted = "%s\nplanted = %s + %s\n".formatted(text, sum.left(), sum.right());
      assertExplained(sample, planted, sum.left(), "+", sum.right());
    }
  }

  private record Sum(String left, String right) {}

  /// Sums of a script's own tensors that its shapes forbid, a few; of vectors of its numbers where
  /// it has no other tensors.
  private static List<Sum> misfits(Script script) {
    List<Map.Entry<String, Node>> tensors = List.copyOf(script.tensors().entrySet());
    List<Sum> misfits = new ArrayList<>();
    for (int i = 1; i < tensors.size() && misfits.size() < 5; i++) {
      var left = tensors.get(i - 1);
      var right = tensors.get(i);
      if (!fits(left.getValue(), right.getValue())) {
        misfits.add(new Sum(left.getKey(), right.getKey()));
      }
    }
    String name = tensors.isEmpty() ? "1" : tensors.getFirst().getKey();
    return misfits.isEmpty()
        ? List.of(new Sum("[%1$s, %1$s]".formatted(name), "[%1$s, %1$s, %1$s]".formatted(name)))
        : misfits;
  }

  private static boolean fits(Node left, Node right) {
    try {
      left.plus(right);
      return true;
    } catch (AdjointException _) {
      return false;
    }
  }

  /// What is said of a planted mistake points at the operator, and shows both operands with their
  /// shapes.
  private static void assertExplained(
      Sample sample, String planted, String left, String operator, String right) {
    var refused = catchThrowableOfType(AdjointException.class, () -> sample.elaborate(planted));
    assertThat(refused).as("%s %s %s", left, operator, right).isNotNull();
    Diagnostic diagnostic = refused.diagnostics().getFirst();
    String rendered = DiagnosticRenderer.plain().render(diagnostic);
    assertThat(diagnostic.primary().orElseThrow().text()).isEqualTo(operator);
    assertThat(rendered).contains("^");
    for (String operand : List.of(left, right)) {
      assertThat(diagnostic.labels())
          .anySatisfy(
              label -> {
                assertThat(label.span().text()).isEqualTo(operand);
                assertThat(label.text()).containsPattern("\\[.*\\]");
                assertThat(rendered).contains(label.text());
              });
    }
  }
}
