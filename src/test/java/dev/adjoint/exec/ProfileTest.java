package dev.adjoint.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTest {
  private static final Node W = Node.parameter("W", Dim.of(10), Dim.of(20));
  private static final Node X = Node.input("X", Dim.of(20), Dim.of(30));
  private static final Map<Node, Tensor> VALUES =
      Map.of(
          W, Tensor.full(DType.F64, Shape.of(10, 20), 0.1),
          X, Tensor.full(DType.F64, Shape.of(20, 30), 0.2));

  /// One that was not compiled before.
  private static Node cost() {
    return UnaryFunction.TANH.of(W.matmul(X)).times(2).sum();
  }

  @Test
  void countsTheWorkOfEveryStep() {
    Program program = Program.compile(cost());
    Profile profile = new Profile();
    profile.watch(
        () -> {
          program.run(VALUES);
          return program.run(VALUES);
        });
    program.run(VALUES); // nobody watches

    assertThat(profile.rows()).hasSize(2).allMatch(row -> row.calls() == 2 && row.nanos() > 0);
    Work product = work(profile, "[10, 20] @ [20, 30]");
    assertThat(product.operations()).isEqualTo(2.0 * 10 * 20 * 30);
    assertThat(product.bytes()).isEqualTo(8.0 * (10 * 20 + 20 * 30 + 10 * 30));
    Work cluster = work(profile, "cluster [10, 30]");
    assertThat(cluster.nodes().stream().map(node -> node.op().name()))
        .containsExactly("tanh", "*", "sum");
    assertThat(cluster.bytes()).isEqualTo(8.0 * 10 * 30);
  }

  private static Work work(Profile profile, String name) {
    return profile.rows().stream()
        .map(Profile.Row::work)
        .filter(work -> work.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void tellsTheFlightRecorder(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("adjoint.jfr");
    try (Recording recording = new Recording()) {
      for (String event : List.of("Compile", "Step", "Kernel")) {
        recording.enable("dev.adjoint." + event).withoutThreshold();
      }
      recording.start();
      Program.compile(cost()).run(VALUES);
      recording.stop();
      recording.dump(file);
    }
    assertThat(Files.size(file)).isPositive();
    List<RecordedEvent> events = RecordingFile.readAllEvents(file);
    assertThat(events.stream().map(event -> event.getEventType().getName()))
        .containsExactlyInAnyOrder(
            "dev.adjoint.Compile", "dev.adjoint.Step", "dev.adjoint.Kernel", "dev.adjoint.Kernel");
    assertThat(events.stream().filter(event -> event.hasField("name")))
        .extracting(event -> event.getString("name"))
        .containsExactly("[10, 20] @ [20, 30]", "cluster [10, 30]");
  }
}
