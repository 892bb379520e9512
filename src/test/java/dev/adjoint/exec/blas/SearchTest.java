package dev.adjoint.exec.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each case in a process of its own, for a process searches once.
class SearchTest {
  @TempDir private Path folder;

  /// Multiplies twice and prints with what.
  static final class Program {
    private Program() {}

    public static void main(String[] args) {
      double[] values = new double[100];
      Blas.best().gemm(false, false, 5, 5, 5, values, 0, values, 0, new double[25], 0);
      Blas.best().gemm(false, false, 5, 5, 5, values, 0, values, 0, new double[25], 0);
      System.out.println("by " + Blas.best().name());
    }
  }

  @Test
  void saysOnceThatThereIsNoLibrary() throws Exception {
    String output = run("-Dunused=");
    assertThat(output).contains("by plain Java").containsOnlyOnce("no OpenBLAS for");
  }

  @Test
  void isSilentWhenPlainJavaIsWanted() throws Exception {
    assertThat(run("-Dadjoint.blas=java")).isEqualTo("by plain Java");
  }

  @Test
  void saysWhyTheWantedLibraryDoesNotDo() throws Exception {
    String wanted = folder.resolve("libnone.so").toString();
    assertThat(run("-Dadjoint.blas=" + wanted)).contains("by plain Java").containsOnlyOnce(wanted);
  }

  @Test
  void opensTheWantedLibrary() throws Exception {
    var bundled = BundledLibrary.find(getClass().getClassLoader(), BundledLibrary.platform());
    assumeTrue(bundled.isPresent(), "no natives for this platform");
    List<Path> files = bundled.get().unpackInto(folder);
    assumeTrue(files.size() == 1 || System.getProperty("os.name").equals("Linux"));
    // beside it lies what it needs, but not what that needs: the system's linker is told
    assertThat(run("-Dadjoint.blas=" + files.getLast())).startsWith("by OpenBLAS");
  }

  @Test
  void cachesWhereTheUserSays() {
    assumeTrue(System.getProperty("os.name").equals("Linux"));
    Path home = Path.of(System.getProperty("user.home"));
    assertThat(Search.cache(Map.of("XDG_CACHE_HOME", "/var/c")))
        .isEqualTo(Path.of("/var/c/adjoint"));
    assertThat(Search.cache(Map.of("XDG_CACHE_HOME", "c")))
        .isEqualTo(home.resolve(".cache/adjoint"));
    assertThat(Search.cache(Map.of())).isEqualTo(home.resolve(".cache/adjoint"));
  }

  /// What the program prints, on both streams, without OpenBLAS on its class path.
  private String run(String option) throws IOException, InterruptedException, URISyntaxException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", option, "-cp"));
    command.add(folder(Blas.class) + System.getProperty("path.separator") + folder(Program.class));
    command.add(Program.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LD_LIBRARY_PATH", folder.toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes()).strip();
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private static Path folder(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
