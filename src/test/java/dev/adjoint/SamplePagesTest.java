package dev.adjoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.browser.Browser;
import dev.adjoint.draw.page.Contract;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.run.Drawings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The pages of the samples' costs.
class SamplePagesTest {
  static Stream<Sample> samples() {
    return Sample.all();
  }

  private static String page(Sample sample, String of) throws IOException {
    Script script = sample.elaborate(sample.text());
    return Drawings.picture(script, script.tensors().get(of)).html();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void saysWhatItsScriptsRelyOn(Sample sample) throws IOException {
    sample.requireData();
    Script script = sample.elaborate(sample.text());
    for (String of : SampleGradientsTest.costs(script)) {
      String html = Drawings.picture(script, script.tensors().get(of)).html();
      Map<String, Object> document = Contract.check(html);
      assertThat(document).containsEntry("title", sample.file());
      assertThat(Contract.list(document, "sources").getFirst())
          .containsEntry("text", sample.text());
      assertThat(html.length()).isLessThan(400_000);
    }
  }

  @Test
  void theGraphOfTheNotesOpensFromDisk(@TempDir Path folder) throws IOException {
    Sample sample = new Sample("computation-graph", Map.of());
    Path file = Files.writeString(folder.resolve("graph.html"), page(sample, "J"));
    Browser browser = Browser.open().page(file);
    browser.await("document.querySelectorAll('g.box').length === 6");
    assertThat(browser.text("svg.canvas")).contains("33");
    assertThat(browser.errors()).isEmpty();
    assertThat(browser.requests()).isEmpty();
  }
}
