package dev.adjoint.exec.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.junit.jupiter.api.Test;

/// The Vector API in JVMs that started with it, got it later, or have to do without.
class VectorModuleTest {
  private static final String ADDED = "--add-modules=jdk.incubator.vector";
  private static final String EXPORTED = "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED";

  /// What the JVMs run.
  static final class Sum {
    public static void main(String[] arguments) {
      System.out.print(VectorModule.isPresent() ? sum() : "absent");
    }

    private static int sum() {
      return IntVector.broadcast(IntVector.SPECIES_128, 10).reduceLanes(VectorOperators.ADD);
    }
  }

  @Test
  void isPresentWhereTheJvmStartedWithIt() throws Exception {
    assertThat(outputs(ADDED).getFirst()).isEqualTo("40");
  }

  @Test
  void isLoadedWithoutAWordWhereItMayBe() throws Exception {
    assertThat(outputs(EXPORTED)).containsExactly("40", "");
  }

  @Test
  void isAbsentElsewhere() throws Exception {
    assertThat(outputs()).containsExactly("absent", "");
  }

  @Test
  void isAbsentWhereItIsNotWanted() throws Exception {
    assertThat(outputs(EXPORTED, "-Dadjoint.simd=off")).containsExactly("absent", "");
    assertThat(outputs(ADDED, "-Dadjoint.simd=off").getFirst()).isEqualTo("absent");
  }

  @Test
  void reachesTheCompiler() throws Exception {
    // The JVM says so when it is told of the module.
    assertThat(outputs(EXPORTED, "-Xlog:compilation=info").getFirst())
        .contains("EnableVectorSupport=true");
  }

  /// What a JVM with these options writes: its results, and its errors.
  private static List<String> outputs(String... options) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Sum.class.getName()));
    var builder = new ProcessBuilder(command);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes());
    return List.of(out, new String(process.getErrorStream().readAllBytes()));
  }
}
