package dev.adjoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.lang.check.Elaborator;
import dev.adjoint.lang.check.Setup;
import dev.adjoint.lang.run.RecordingHost;
import dev.adjoint.lang.run.Runner;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.SourceText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The README says what is so: its programs print what stands below them.
class ReadmeTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("```(adjoint|java)\n(.*?)```\n+```text\n(.*?)```", Pattern.DOTALL);

  private static final String IMPORTS =
      """
      import static dev.adjoint.graph.UnaryFunction.SIGMOID;
      import dev.adjoint.Model;
      import dev.adjoint.TrainedModel;
      import dev.adjoint.autodiff.Gradient;
      import dev.adjoint.exec.Program;
      import dev.adjoint.exec.Session;
      import dev.adjoint.graph.Dim;
      import dev.adjoint.graph.Node;
      import dev.adjoint.nn.Costs;
      import dev.adjoint.nn.Sgd;
      import dev.adjoint.tensor.Tensor;
      import dev.adjoint.train.Plan;
      import java.util.List;
      import java.util.Map;
      """;

  @TempDir private Path folder;

  private record Example(String language, String program, String output) {}

  private static List<Example> examples() throws Exception {
    List<Example> examples = new ArrayList<>();
    Matcher matcher = EXAMPLE.matcher(Files.readString(Path.of("README.md")));
    while (matcher.find()) {
      examples.add(new Example(matcher.group(1), matcher.group(2), matcher.group(3)));
    }
    return examples;
  }

  @Test
  void thereAreAScriptAndThreeJavaPrograms() throws Exception {
    assertThat(examples().stream().map(Example::language))
        .containsExactlyInAnyOrder("adjoint", "java", "java", "java");
  }

  @TestFactory
  Stream<DynamicTest> examplesPrintWhatStandsBelowThem() throws Exception {
    return examples().stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.program().lines().findFirst().orElseThrow(),
                    () ->
                        assertThat(
                                example.language().equals("java")
                                    ? runJava(example.program())
                                    : runScript(example.program()))
                            .isEqualTo(example.output())));
  }

  @Test
  void mistakeInTheScriptIsAnsweredAsShown() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    String wrong =
        examples().stream()
            .filter(example -> example.language().equals("adjoint"))
            .findFirst()
            .orElseThrow()
            .program()
            .replace("w.T @ X", "w @ X");
    SourceText source = new SourceText("logreg.adj", wrong);
    String said =
        org.assertj.core.api.Assertions.catchThrowableOfType(
                AdjointException.class,
                () -> Elaborator.elaborate(Parser.parse(source), Setup.in(folder)))
            .getMessage();
    assertThat(readme).contains("```text\n" + said + "\n```");
  }

  private String runScript(String program) {
    RecordingHost host = new RecordingHost();
    var script =
        Elaborator.elaborate(Parser.parse(new SourceText("readme.adj", program)), Setup.in(folder));
    assertThat(Runner.run(script, folder, host)).isTrue();
    return host.output();
  }

  private String runJava(String body) throws Exception {
    String source =
        IMPORTS + "public class Example { public static void main(String[] args) {\n" + body + "}}";
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    List<String> options =
        List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(null, null, null, options, null, List.of(file))
            .call();
    assertThat(compiled).isTrue();
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      loader.loadClass("Example").getMethod("main", String[].class).invoke(null, (Object) null);
    } finally {
      System.setOut(before);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
