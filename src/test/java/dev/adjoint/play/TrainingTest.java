package dev.adjoint.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the page is told of a training, and what its buttons do.
@Timeout(60)
class TrainingTest {
  private static final String MODEL =
      """
      data x: [5] = [0.5, -1, 2, 1.5, -0.3]
      param w: [5] = ones
      J = sum((w * x - 1)^2) + mean(exp(w))
      """;

  /// A training that nobody waits for.
  private static final String ENDLESS = MODEL + "train(J, adam(rate = 1e-9), steps = 1000000000)\n";

  @TempDir Path folder;

  private Path save(String text) throws Exception {
    return Files.writeString(folder.resolve("a.adj"), text);
  }

  /// A page's own copy of the run, put together from what it was told.
  private static final class Copy {
    private final Player player;
    private final List<List<List<?>>> points = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private double run;
    Map<?, ?> last = Map.of();

    Copy(Player player) {
      this.player = player;
      player.follow(this::take);
    }

    Copy until(Predicate<Copy> wanted) {
      player.latest("run", _ -> wanted.test(this));
      return this;
    }

    private void take(Map<?, ?> event) {
      if ((double) event.get("run") != run) {
        run = (double) event.get("run");
        points.clear();
        lines.clear();
      }
      last = event;
      List<?> loops = (List<?>) event.get("loops");
      for (int i = 0; i < loops.size(); i++) {
        Map<?, ?> loop = (Map<?, ?>) loops.get(i);
        if (i == points.size()) {
          points.add(new ArrayList<>());
        }
        List<List<?>> own = points.get(i);
        own.subList(((Double) loop.get("from")).intValue(), own.size()).clear();
        ((List<?>) loop.get("points")).forEach(point -> own.add((List<?>) point));
      }
      Map<?, ?> output = (Map<?, ?>) event.get("output");
      int from = ((Double) output.get("from")).intValue();
      lines.subList(Math.min(from, lines.size()), lines.size()).clear();
      ((List<?>) output.get("lines")).forEach(line -> lines.add((String) line));
    }

    boolean is(String phase) {
      return phase.equals(last.get("phase"));
    }

    Map<?, ?> loop(int index) {
      return (Map<?, ?>) ((List<?>) last.get("loops")).get(index);
    }

    long done(int index) {
      List<?> loops = (List<?>) last.get("loops");
      return index < loops.size() ? ((Double) loop(index).get("done")).longValue() : 0;
    }

    List<Double> costs(int index) {
      return points.get(index).stream().map(point -> (Double) point.getFirst()).toList();
    }

    List<Long> recorded(int index) {
      return ((List<?>) loop(index).get("recorded"))
          .stream().map(step -> ((Double) step).longValue()).toList();
    }
  }

  @Test
  void costsAndOutputArrive() throws Exception {
    save(MODEL + "h = train(J, sgd(rate = 0.05), steps = 50, report = 10)\nprint(h.cost)\n");
    try (Player player = Player.of(folder.resolve("a.adj"))) {
      Copy copy = new Copy(player).until(c -> c.is("done"));
      assertThat(copy.costs(0)).hasSize(50).isSortedAccordingTo((a, b) -> Double.compare(b, a));
      assertThat(copy.lines).hasSize(6);
      assertThat(copy.lines.getFirst()).startsWith("Cost after iteration 0: ");
      assertThat(copy.lines.getLast())
          .isEqualTo(
              dev.adjoint.tensor.TensorText.of(
                  dev.adjoint.tensor.Tensor.vector(
                      copy.costs(0).stream().mapToDouble(c -> c).toArray())));
      assertThat(copy.loop(0).get("title")).isEqualTo("train J");
      assertThat(copy.loop(0).get("unit")).isEqualTo("iteration");
      assertThat(copy.recorded(0)).hasSize(51).startsWith(0L, 1L).endsWith(50L);
    }
  }

  @Test
  void aLoopOfTheScriptsOwnHasTheCostOfThePicture() throws Exception {
    save(MODEL + "repeat 30 { w := w - 0.05 * d(J)/d(w) }\n");
    try (Player player = Player.of(folder.resolve("a.adj"))) {
      Copy copy = new Copy(player).until(c -> c.is("done"));
      assertThat(copy.loop(0).get("cost")).isEqualTo("J");
      assertThat(copy.costs(0)).hasSize(30).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }
  }

  @Test
  void stopsAndGoesOn() throws Exception {
    save(ENDLESS + "print(\"the end\")\n");
    try (Player player = Player.of(folder.resolve("a.adj"))) {
      Copy copy = new Copy(player).until(c -> c.done(0) > 100);
      assertThat(player.post("stop")).isEqualTo(202);
      copy.until(c -> c.is("stopped"));
      long done = copy.done(0);
      assertThat(copy.lines).containsExactly("the end");
      assertThat(copy.recorded(0)).contains(0L).endsWith(done);
      assertThat(((Map<?, ?>) copy.last.get("shown")).get("step")).isEqualTo((double) done);
      assertThat(player.post("run")).isEqualTo(202);
      copy.until(c -> c.is("running") && c.done(0) > done);
      assertThat(copy.lines).isEmpty();
    }
  }

  @Test
  void stopHoldsTheLoopThatWentOn() throws Exception {
    save(ENDLESS + "train(J, sgd(rate = 0.01), steps = 9)\nprint(\"the end\")\n");
    try (Player player = Player.of(folder.resolve("a.adj"))) {
      Copy copy = new Copy(player).until(c -> c.done(0) > 100);
      player.post("stop");
      copy.until(c -> c.is("stopped"));
      assertThat(shown(copy)).isEqualTo(copy.done(0)).isGreaterThan(100);
      assertThat(((Map<?, ?>) copy.last.get("shown")).get("loop")).isEqualTo(0.0);
      assertThat(copy.lines).containsExactly("(stopped, and so without line 5)", "the end");
    }
  }

  @Test
  void aRunThatIsReplacedDoesNothingMore() throws Exception {
    save(ENDLESS + "draw(J, to = \"left.svg\")\n");
    Project own = Player.project(folder.resolve("a.adj"));
    Project writing = new Project(own.file(), own.setup(), own.reader(), own.subject(), true);
    try (Player player = Player.of(writing)) {
      Copy copy = new Copy(player).until(c -> c.done(0) > 100);
      save(MODEL + "train(J, sgd(rate = 0.05), steps = 9)\n");
      copy.until(c -> (double) c.last.get("run") == 2 && c.is("done"));
      assertThat(folder.resolve("left.svg")).doesNotExist();
      assertThat(copy.done(0)).isEqualTo(9);
    }
  }

  @Test
  void aScriptThatIsSavedWhileARunStopsKeepsWhatWasLearnt() throws Exception {
    save(ENDLESS);
    try (Player player = Player.of(folder.resolve("a.adj"))) {
      Copy copy = new Copy(player).until(c -> c.done(0) > 100);
      player.post("stop");
      save(ENDLESS.replace("1e-9", "1e-7")); // whether or not it has stopped by then
      player.latest(
          "state", s -> (double) s.get("version") == 2 && s.get("resumable").equals(true));
      copy.until(c -> c.is("stopped"));
      assertThat(copy.last.get("run")).isEqualTo(1.0);
      assertThat(shown(copy)).isGreaterThan(100);
    }
  }

  @Test
  void aCommentDoesNothingToARunThatIsDone() throws Exception {
    save(MODEL + "train(J, sgd(rate = 0.05), steps = 9)\n");
    try (Player player = Player.of(folder.resolve("a.adj"))) {
      Copy copy = new Copy(player).until(c -> c.is("done"));
      save("# slow\n" + MODEL + "train(J, sgd(rate = 0.05), steps = 9)\n");
      player.latest("state", s -> (double) s.get("version") == 2 && s.get("step").equals(9.0));
      player.post("restart");
      copy.until(c -> c.is("done") && (double) c.last.get("run") > 1);
      assertThat(copy.last.get("run")).isEqualTo(2.0); // by the button
    }
  }

  @Test
  void rewindsToExactlyWhatWasRecorded() throws Exception {
    Path file = save(MODEL + "train(J, adam(rate = 0.1), steps = 40)\n");
    try (Player player = Player.of(file)) {
      Copy copy = new Copy(player).until(c -> c.is("done"));
      List<Double> costs = copy.costs(0);
      for (long step : List.of(17L, 0L, 39L)) {
        player.post("rewind?loop=0&step=" + step);
        copy.until(c -> c.is("stopped") && shown(c) == step);
        // The page prints six decimals. That all digits are the same is seen below.
        assertThat(player.valueAt(step)).isCloseTo(costs.get((int) step), within(1e-6));
      }
      player.post("rewind?loop=0&step=17");
      copy.until(c -> shown(c) == 17);
      player.post("run");
      copy.until(c -> c.is("done") && (double) c.last.get("run") == 2);
      assertThat(copy.costs(0)).isEqualTo(costs);
    }
  }

  private static long shown(Copy copy) {
    return copy.last.get("shown") instanceof Map<?, ?> shown
        ? ((Double) shown.get("step")).longValue()
        : -1;
  }

  @Test
  void rewindingEndsATraining() throws Exception {
    try (Player player = Player.of(save(ENDLESS))) {
      Copy copy = new Copy(player).until(c -> c.done(0) > 500);
      player.post("rewind?loop=0&step=0");
      copy.until(c -> c.is("stopped") && shown(c) == 0);
      assertThat(copy.done(0)).isGreaterThan(500);
    }
  }

  @Test
  void aSavedScriptRunsFromTheStartUnlessTheRunIsHeld() throws Exception {
    save(ENDLESS);
    try (Player player = Player.of(folder.resolve("a.adj"))) {
      Copy copy = new Copy(player).until(c -> c.done(0) > 100);
      save(ENDLESS.replace("1e-9", "1e-8"));
      copy.until(c -> (double) c.last.get("run") == 2 && c.done(0) > 0);
      player.post("stop");
      copy.until(c -> c.is("stopped"));
      long done = copy.done(0);
      save(ENDLESS.replace("1e-9", "1e-7"));
      player.latest("state", state -> (double) state.get("version") >= 3);
      player.post("run");
      copy.until(c -> (double) c.last.get("run") == 3 && c.done(0) > done);
      assertThat(copy.recorded(0)).contains(0L);
      player.post("restart");
      copy.until(c -> (double) c.last.get("run") == 4);
    }
  }

  @Test
  void whatIsHeldGoesOnOnlyWhereTheScriptStillCan() throws Exception {
    save(ENDLESS);
    try (Player player = Player.of(folder.resolve("a.adj"))) {
      Copy copy = new Copy(player).until(c -> c.done(0) > 100);
      player.post("stop");
      copy.until(c -> c.is("stopped"));
      player.latest("state", state -> state.get("resumable").equals(true));
      save(ENDLESS.replace("steps = 1000000000", "steps = 9"));
      player.latest("state", state -> state.get("resumable").equals(false));
      player.post("run");
      copy.until(c -> (double) c.last.get("run") == 2 && c.is("done"));
      assertThat(copy.costs(0)).hasSize(9);
    }
  }

  @Test
  void aCommentAndAMistakeDisturbNoTraining() throws Exception {
    save(ENDLESS);
    try (Player player = Player.of(folder.resolve("a.adj"))) {
      Copy copy = new Copy(player).until(c -> c.done(0) > 100);
      save("# slow\n" + ENDLESS);
      player.latest("state", state -> (double) state.get("version") == 2);
      save("# slow\n" + ENDLESS + "print(K)\n");
      player.latest("state", state -> !((List<?>) state.get("problems")).isEmpty());
      long done = copy.done(0);
      copy.until(c -> c.done(0) > done + 1000);
      assertThat(copy.last.get("run")).isEqualTo(1.0);
      assertThat(copy.is("running")).isTrue();
    }
  }

  @Test
  void aRunThatFailsSaysWhy() throws Exception {
    save(MODEL + "expect J == 0\ntrain(J, sgd(rate = 1e9), steps = 100)\n");
    try (Player player = Player.of(folder.resolve("a.adj"))) {
      new Copy(player).until(c -> c.is("failed"));
      Map<?, ?> state = player.latest("state", s -> ((List<?>) s.get("problems")).size() == 2);
      List<Object> codes = new ArrayList<>();
      ((List<?>) state.get("problems")).forEach(p -> codes.add(((Map<?, ?>) p).get("code")));
      assertThat(codes).containsExactly("E0601", "E0801");
    }
  }

  @Test
  void filesGoToThePageAlone() throws Exception {
    save(MODEL + "h = train(J, sgd(rate = 0.05), steps = 9)\nplot(h.cost, to = \"c.svg\")\n");
    try (Player player = Player.of(folder.resolve("a.adj"))) {
      Copy copy = new Copy(player).until(c -> c.is("done"));
      assertThat(copy.last.get("files").toString()).contains("c.svg");
      assertThat(player.get("files/c.svg").body()).contains("<svg");
      assertThat(player.get("files/c.svg").headers().firstValue("Content-Security-Policy"))
          .hasValue("default-src 'none'; frame-ancestors 'none'");
      assertThat(player.get("files/d.svg").statusCode()).isEqualTo(404);
      assertThat(folder.resolve("c.svg")).doesNotExist();
    }
    Project own = Player.project(folder.resolve("a.adj"));
    Project writing = new Project(own.file(), own.setup(), own.reader(), own.subject(), true);
    try (Player player = Player.of(writing)) {
      new Copy(player).until(c -> c.is("done"));
      assertThat(folder.resolve("c.svg")).exists();
    }
  }

  @Test
  void filesOfOneNameInTwoFoldersAreTwo() throws Exception {
    save(
        MODEL
            + """
            h = train(J, sgd(rate = 0.05), steps = 9)
            plot(h.cost, to = "a/x.svg", title = "first")
            plot(h.cost, to = "b/../b/x.svg", title = "second")
            plot(h.cost, to = "b/x.svg", title = "third")
            """);
    try (Player player = Player.of(folder.resolve("a.adj"))) {
      Copy copy = new Copy(player).until(c -> c.is("done"));
      List<Object> names = new ArrayList<>();
      ((List<?>) copy.last.get("files")).forEach(f -> names.add(((Map<?, ?>) f).get("name")));
      assertThat(names).containsExactly("a/x.svg", "b/x.svg");
      assertThat(player.get("files/a%2Fx.svg").body()).contains("first");
      assertThat(player.get("files/b%2Fx.svg").body()).contains("third");
      assertThat(player.get("files/x.svg").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void wrongPlacesAreNotFollowed() throws Exception {
    save(MODEL + "train(J, sgd(rate = 0.05), steps = 9)\n");
    try (Player player = Player.of(folder.resolve("a.adj"))) {
      Copy copy = new Copy(player).until(c -> c.is("done"));
      assertThat(player.post("rewind")).isEqualTo(400);
      assertThat(player.post("rewind?loop=0&step=-1")).isEqualTo(400);
      assertThat(player.post("rewind?loop=7&step=1")).isEqualTo(202);
      assertThat(player.post("rewind?loop=0&step=999999999999999999")).isEqualTo(202);
      copy.until(c -> c.is("stopped"));
      assertThat(shown(copy)).isEqualTo(9);
      assertThat(player.send("GET", player.at("stop")).statusCode()).isEqualTo(405);
    }
  }
}
