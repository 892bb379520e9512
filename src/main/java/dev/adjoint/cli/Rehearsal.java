package dev.adjoint.cli;

import dev.adjoint.data.DataPath;
import dev.adjoint.data.Npy;
import dev.adjoint.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// What the launcher has the JVM watch, to make the archive from which later starts are quick: runs of
/// most of the program on a copy of the samples, in the working folder. Nothing is said, and what goes
/// wrong is left to a real run to tell.
///
/// The launcher starts this without the Vector API: there can be no archive of a module that comes
/// after the start.
final class Rehearsal {
  private static final String MISTAKES = "dim n\ndata X: [n] = [1, 2\nA = sigmoid(Y)\nJ = A @ A\n";

  private static final Path NUMBERS = Path.of("numbers.npy");

  private static final List<String> COMMANDS =
      List.of(
          "help draw",
          "run computation-graph.adj --sed 1",
          "run missing.adj",
          "check -",
          "repl",
          "check computation-graph.adj",
          "run computation-graph.adj",
          "draw logistic-step.adj --to step.png",
          "run logistic-step.adj",
          "run numpy-basics.adj",
          "run logistic-regression.adj --set steps=100",
          "run shallow-net.adj --set steps=50",
          "run deep-net.adj --set epochs=1 --precision f32");

  private Rehearsal() {}

  public static void main(String[] arguments) {
    System.setProperty("adjoint.dot", "java"); // as where there is no Graphviz
    perform("run computation-graph.adj");
    System.clearProperty("adjoint.dot");
    Npy.write(Tensor.scalar(1), DataPath.of(NUMBERS));
    Npy.open(DataPath.of(NUMBERS)).read();
    COMMANDS.forEach(Rehearsal::perform);
  }

  private static void perform(String command) {
    var in = new ByteArrayInputStream(MISTAKES.getBytes(StandardCharsets.UTF_8));
    OutputStream nowhere = OutputStream.nullOutputStream();
    var console = new Console(Streams.plain(in, nowhere, nowhere), new Interruption());
    Main.run(List.of(command.split(" ")), console);
  }
}
