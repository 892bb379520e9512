package dev.adjoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.draw.Picture;
import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Elaborator;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.check.Setup;
import dev.adjoint.lang.run.Drawings;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.source.SourceText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The pictures in the README and the gallery are what the samples draw, laid out in plain Java.
/// `-Dadjoint.golden=write` draws them anew.
class PicturesTest {
  private static final Path SAMPLES = Path.of("samples");
  static final Set<String> GRAPHS = Set.of("computation-graph.svg", "logistic-step.svg");
  private static final boolean WRITES = "write".equals(System.getProperty("adjoint.golden"));

  private String layout;

  @BeforeEach
  void layOutInJava() {
    layout = System.getProperty("adjoint.dot");
    System.setProperty("adjoint.dot", "java");
  }

  @AfterEach
  void restore() {
    if (layout == null) {
      System.clearProperty("adjoint.dot");
    } else {
      System.setProperty("adjoint.dot", layout);
    }
  }

  @ParameterizedTest
  @CsvSource({"computation-graph, J", "logistic-step, J"})
  void isDrawnAsShown(String sample, String value) throws Exception {
    Path file = SAMPLES.resolve(sample + ".adj");
    SourceText source = new SourceText(sample + ".adj", Files.readString(file));
    Script script = Elaborator.elaborate(Parser.parse(source), Setup.in(SAMPLES));
    Node node = script.tensors().get(value);
    Picture picture = Drawings.picture(script, node);
    Path shown = SAMPLES.resolve("pictures").resolve(sample + ".svg");
    if (WRITES) {
      picture.write(shown);
    }
    assertThat(picture.svg()).isEqualTo(Files.readString(shown));
  }
}
