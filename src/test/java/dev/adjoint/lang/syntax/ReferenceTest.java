package dev.adjoint.lang.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The examples of the language reference can be read.
class ReferenceTest {
  private static final Pattern EXAMPLE = Pattern.compile("```adjoint\n(.*?)```", Pattern.DOTALL);

  @TestFactory
  Stream<DynamicTest> examples() throws IOException {
    String page = Files.readString(Path.of("grammar/README.md"));
    return EXAMPLE.matcher(page).results().map(MatchResult::group).map(ReferenceTest::example);
  }

  private static DynamicTest example(String fenced) {
    String text = fenced.substring("```adjoint\n".length(), fenced.length() - "```".length());
    return DynamicTest.dynamicTest(
        text.lines().findFirst().orElseThrow(),
        () ->
            assertThat(Parser.parse(new SourceText("README.md", text)).statements()).isNotEmpty());
  }
}
