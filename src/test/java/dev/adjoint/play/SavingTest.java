package dev.adjoint.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the page is told when files are saved.
@Timeout(60)
class SavingTest {
  @TempDir Path folder;

  private Path save(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void aSavedScriptIsANewDocument() throws Exception {
    try (Player player = Player.of(save("a.adj", "J = 2 * 3\n"))) {
      double first = document(player, 0);
      save("a.adj", "J = 2 * 4\n");
      double second = document(player, first);
      // As many editors do it: another file takes the name.
      Path other = save("a.adj.new", "J = 2 * 5\n");
      Files.move(other, folder.resolve("a.adj"), StandardCopyOption.ATOMIC_MOVE);
      document(player, second);
    }
  }

  private static double document(Player player, double after) {
    return (double)
        player
            .await(
                "state",
                state -> state.get("document") instanceof Double revision && revision > after)
            .get("document");
  }

  @Test
  void aWrongScriptShowsWhatIsKnownAndSaysWhatIsWrong() throws Exception {
    try (Player player = Player.of(save("a.adj", "J = 2 * 3\n"))) {
      double good = document(player, 0);
      save("a.adj", "a = 2 * 4\nJ = a * K\n");
      Map<?, ?> wrong = player.await("state", state -> !problems(state).isEmpty());
      assertThat(wrong.get("right")).isEqualTo(false);
      assertThat(wrong.get("stale")).isEqualTo(false);
      assertThat((double) wrong.get("document")).isGreaterThan(good);
      Map<?, ?> unknown = box(player.document(), "J");
      assertThat(unknown.get("op")).isEqualTo("unknown");
      assertThat(unknown.get("problem")).isEqualTo(0.0);
      assertThat(((Map<?, ?>) box(player.document(), "a").get("value")).get("text")).isEqualTo("8");

      save("a.adj", "a = 2 * 4\nJ = a * 2\n");
      Map<?, ?> mended = player.await("state", state -> problems(state).isEmpty());
      assertThat(mended.get("right")).isEqualTo(true);
      assertThat(mended.get("stale")).isEqualTo(false);
      assertThat(box(player.document(), "J").get("problem")).isNull();
    }
  }

  private static Map<?, ?> box(Map<?, ?> document, String name) {
    Map<?, ?> view = (Map<?, ?>) ((List<?>) document.get("views")).getFirst();
    return ((List<?>) view.get("nodes"))
        .stream()
            .map(node -> (Map<?, ?>) node)
            .filter(node -> name.equals(node.get("name")))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void aTextThatIsNotOfTheLanguageKeepsTheLastRightPicture() throws Exception {
    try (Player player = Player.of(save("a.adj", "J = 2 * 3\n"))) {
      double good = document(player, 0);
      save("a.adj", "J = 2 * (3\n");
      Map<?, ?> wrong = player.await("state", state -> !problems(state).isEmpty());
      assertThat(wrong.get("stale")).isEqualTo(true);
      assertThat(wrong.get("document")).isEqualTo(good);
      save("a.adj", "a = 4\nJ = a * K\n");
      document(player, good);
      save("a.adj", "a = 4\nJ = a * (K\n");
      player.await("state", state -> state.get("stale").equals(true));
      assertThat(((Map<?, ?>) box(player.document(), "J").get("value")).get("text")).isEqualTo("6");
    }
  }

  @Test
  void aTextOfWhichNothingIsKnownShowsWhatIsWrong() throws Exception {
    try (Player player = Player.of(save("a.adj", "J = 2 * 3\n"))) {
      double good = document(player, 0);
      save("a.adj", "J = K\n");
      Map<?, ?> wrong = player.await("state", state -> !problems(state).isEmpty());
      assertThat(wrong.get("stale")).isEqualTo(false);
      assertThat((double) wrong.get("document")).isGreaterThan(good);
      assertThat(box(player.document(), "J").get("problem")).isEqualTo(0.0);
    }
  }

  @Test
  void aProblemStandsWhereItIs() throws Exception {
    try (Player player = Player.of(save("a.adj", "J = 2 * 3\n"))) {
      save("a.adj", "J = 2 * K\n");
      Map<?, ?> wrong = player.await("state", state -> !problems(state).isEmpty());
      Map<?, ?> problem = problems(wrong).getFirst();
      assertThat(problem.get("code")).isEqualTo("E0501");
      assertThat(problem.get("start")).isEqualTo(8.0);
      assertThat(problem.get("end")).isEqualTo(9.0);
      assertThat((String) problem.get("text")).contains("--> a.adj:1:9");
      Map<?, ?> source = (Map<?, ?>) ((List<?>) wrong.get("sources")).getFirst();
      assertThat(source.get("text")).isEqualTo("J = 2 * K\n");

      save("a.adj", "J = 2 * 7\n");
      Map<?, ?> mended = player.await("state", state -> problems(state).isEmpty());
      assertThat((double) mended.get("version")).isGreaterThan((double) wrong.get("version"));
    }
  }

  @Test
  void aScriptThatIsGoneIsSaidToBe() throws Exception {
    try (Player player = Player.of(save("a.adj", "J = 2 * 3\n"))) {
      document(player, 0);
      Files.delete(folder.resolve("a.adj"));
      Map<?, ?> gone = player.await("state", state -> !problems(state).isEmpty());
      assertThat(problems(gone).getFirst().get("code")).isEqualTo("E0301");
      assertThat(gone.get("stale")).isEqualTo(true);
      save("a.adj", "J = 2 * 3\n");
      player.await("state", state -> problems(state).isEmpty());
    }
  }

  @Test
  void aScriptMayComeLater() throws Exception {
    try (Player player = Player.of(folder.resolve("a.adj"))) {
      Map<?, ?> none = player.await("state", state -> !problems(state).isEmpty());
      assertThat(none.get("document")).isNull();
      save("a.adj", "J = 2 * 3\n");
      document(player, 0);
    }
  }

  @Test
  void whatAScriptReadsIsWatchedToo() throws Exception {
    save("b.adj", "import \"c.adj\"\nb = c\n");
    save("c.adj", "c = 3\n");
    save("d.csv", "1,2\n");
    save("a.adj", "import \"b.adj\"\nJ = b + sum(csv(\"d.csv\", header = false))\n");
    try (Player player = Player.of(folder.resolve("a.adj"))) {
      double document = document(player, 0);
      for (String name : List.of("b.adj", "c.adj", "d.csv")) {
        save(
            name,
            Files.readString(folder.resolve(name)) + (name.endsWith("csv") ? "3,4\n" : "#\n"));
        document = document(player, document);
      }
    }
  }

  @Test
  void aFileThatWasMissingIsWatchedToo() throws Exception {
    save("a.adj", "import \"b.adj\"\nJ = b\n");
    try (Player player = Player.of(folder.resolve("a.adj"))) {
      player.await("state", state -> !problems(state).isEmpty());
      save("b.adj", "b = 3\n");
      document(player, 0);
    }
  }

  @Test
  void dataThatWasMissingIsWatchedToo() throws Exception {
    save("a.adj", "J = sum(csv(\"d.csv\", header = false))\n");
    try (Player player = Player.of(folder.resolve("a.adj"))) {
      player.await("state", state -> !problems(state).isEmpty());
      save("d.csv", "1,2\n");
      document(player, 0);
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Map<?, ?>> problems(Map<?, ?> state) {
    return (List<Map<?, ?>>) state.get("problems");
  }
}
