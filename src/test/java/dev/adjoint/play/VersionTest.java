package dev.adjoint.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.source.SourceText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which files a version of a script asks for, right or wrong.
class VersionTest {
  @TempDir Path folder;

  private void save(String name, String text) throws Exception {
    Files.writeString(folder.resolve(name), text);
  }

  private Set<Path> watched(String text, String... before) {
    Path file = folder.resolve("a.adj");
    Project project = Project.of(file, () -> new SourceText("a.adj", text), _ -> Optional.empty());
    return Version.read(1, project).watched(project, paths(before));
  }

  private Set<Path> paths(String... names) {
    return Arrays.stream(names).map(folder::resolve).collect(Collectors.toSet());
  }

  @Test
  void aRightScriptAsksForWhatItReads() throws Exception {
    save("b.adj", "import \"c.adj\"\nb = c\n");
    save("c.adj", "c = sum(csv(\"d.csv\", header = false))\n");
    save("d.csv", "1,2\n");
    assertThat(watched("import \"b.adj\"\nprint(\"x.csv\", b)\n", "old.csv"))
        .isEqualTo(paths("a.adj", "b.adj", "c.adj", "d.csv"));
  }

  @Test
  void aWrongScriptAsksForWhatItNamesAsAFileAndForWhatWasReadBefore() throws Exception {
    save("b.adj", "import \"c.adj\"\nb = (3\n");
    String text =
        """
        import "b.adj"
        x = csv("none.csv", header = false)
        print("/", "..", "e.csv")
        J = K
        draw(J, to = "J.svg")
        """;
    assertThat(watched(text, "old.csv")).isEqualTo(paths("a.adj", "b.adj", "none.csv", "old.csv"));
  }

  @Test
  void aTextThatIsNotOfTheLanguageAsksForWhatWasReadBefore() {
    assertThat(watched("J = (csv(\"d.csv\")\n", "old.csv")).isEqualTo(paths("a.adj", "old.csv"));
  }

  @Test
  void aFileThatAScriptMayNotReadIsLeftAlone() {
    assertThat(watched("x = csv(\"/etc/none.csv\")\n")).isEqualTo(paths("a.adj"));
  }
}
