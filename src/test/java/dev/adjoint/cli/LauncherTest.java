package dev.adjoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The launcher on made-up machines: a copy of it in a folder of its own, a PATH of nothing but the
/// tools it calls, JDKs that are a `release` file and a shell script, and a Maven that is a shell
/// script too. Nothing is built.
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final String TOOLS = "dirname find head ln mkdir readlink rm sed sleep touch";

  private static final String HINT = "; install one, or set JAVA_HOME to its folder\n";

  private static final String SUCCESS =
      "echo lib/a.jar >target/classpath; touch target/adjoint.jar";

  @TempDir Path machine;
  private Path launcher;
  private Path tools;
  private final Map<String, String> environment = new HashMap<>();

  private record Outcome(int status, String out, String err) {}

  @BeforeEach
  void layOut() throws IOException {
    machine = machine.toRealPath();
    tools = Files.createDirectory(machine.resolve("tools"));
    for (String tool : TOOLS.split(" ")) {
      script(tools.resolve(tool), "exec " + onThisMachine(tool) + " \"$@\"\n");
    }
    Path home = Files.createDirectory(machine.resolve("where it is kept"));
    launcher = Files.copy(Path.of("adjoint"), home.resolve("adjoint"));
    executable(launcher);
    Files.createDirectory(machine.resolve("jdks"));
    environment.put("PATH", tools.toString());
    environment.put("HOME", machine.resolve("nobody").toString());
    environment.put(
        "ADJOINT_JDK_FOLDERS", machine.resolve("nothing") + ":" + machine.resolve("jdks"));
  }

  @Test
  void saysThatThereIsNoJdk() throws Exception {
    jar();
    assertThat(launch("run", "a.adj"))
        .isEqualTo(new Outcome(78, "", "adjoint: needs a JDK 25 or newer, and found none" + HINT));
  }

  @Test
  void passesOverOldJdksAndSaysWhichTheyWere() throws Exception {
    jar();
    Path seventeen = jdk("seventeen", "17.0.15");
    Path eight = jdk("jdks/eight", "1.8.0_392");
    environment.put("JAVA_HOME", seventeen.toString());
    String found = " 17.0.15 in " + seventeen + ", 1.8.0_392 in " + eight;
    assertThat(launch())
        .isEqualTo(
            new Outcome(78, "", "adjoint: needs a JDK 25 or newer, and found only" + found + HINT));

    Path young = jdk("jdks/young", "25.0.3");
    assertThat(launch().out()).startsWith(young + "/bin/java\n");
  }

  @Test
  void takesJavaHomeBeforeThePathBeforeTheUsualFolders() throws Exception {
    jar();
    Path usual = jdk("jdks/usual", "26");
    assertThat(launch().out()).startsWith(usual + "/bin/java\n");

    Path onPath = jdk("on path", "25");
    Files.createSymbolicLink(machine.resolve("alternatives"), onPath.resolve("bin/java"));
    Files.createSymbolicLink(tools.resolve("java"), Path.of("../alternatives"));
    assertThat(launch().out()).startsWith(onPath + "/bin/java\n");

    Path ours = jdk("ours", "25.0.3");
    environment.put("JAVA_HOME", ours.toString());
    assertThat(launch().out()).startsWith(ours + "/bin/java\n");
  }

  @Test
  void findsTheJdksOfMacOs() throws Exception {
    jar();
    Path jdk = jdk("jdks/temurin-25.jdk/Contents/Home", "25.0.3");
    assertThat(launch().out()).startsWith(jdk + "/bin/java\n");
  }

  @Test
  void handsOverArgumentsAndStatusAsTheyAre() throws Exception {
    Path jar = jar();
    Path jdk = jdk("jdks/25", "25.0.3");
    Outcome outcome = launch("run", "my script.adj", "--set", "x=*", "");
    assertThat(outcome.status()).isEqualTo(3);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out().split("\n", -1))
        .containsExactly(
            jdk + "/bin/java",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8",
            "-Djava.awt.headless=true",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            jar + ":" + jar.resolveSibling("lib/a.jar") + ":" + jar.resolveSibling("lib/b.jar"),
            "dev.adjoint.cli.Main",
            "run",
            "my script.adj",
            "--set",
            "x=*",
            "",
            "");
  }

  @Test
  void worksThroughSymbolicLinks() throws Exception {
    Path jar = jar();
    jdk("jdks/25", "25.0.3");
    Path folder = Files.createDirectory(machine.resolve("user bin"));
    Files.createSymbolicLink(folder.resolve("relative"), Path.of("../where it is kept/adjoint"));
    Files.createSymbolicLink(folder.resolve("adj"), folder.resolve("relative"));
    launcher = folder.resolve("adj");
    assertThat(launch().out()).contains("\n" + jar + ":");
  }

  @Test
  void saysThatThereIsNoMaven() throws Exception {
    source("pom.xml");
    jdk("jdks/25", "25.0.3");
    assertThat(launch())
        .isEqualTo(
            new Outcome(
                78,
                "",
                "adjoint: needs Maven (mvn on the PATH) to build the program; install it\n"));
  }

  @Test
  void buildsOnFirstUseAndWhenSourcesChange() throws Exception {
    source("pom.xml");
    Path main = source("src/main/java/Main.java");
    Path jdk = jdk("jdks/25", "25.0.3");
    maven(SUCCESS);

    Outcome first = launch();
    assertThat(first.err()).startsWith("adjoint: building, once").hasLineCount(1);
    assertThat(first.out()).startsWith(jdk + "/bin/java\n");
    assertThat(launch().err()).isEmpty();

    Files.setLastModifiedTime(main, FileTime.from(Instant.now().plusSeconds(5)));
    assertThat(launch().err()).isEqualTo("adjoint: building again, as the sources have changed\n");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void saysWhyABuildFailed() throws Exception {
    source("pom.xml");
    jdk("jdks/25", "25.0.3");
    maven("echo '[ERROR] COMPILATION ERROR :'; echo '[ERROR] Main.java: no'; exit 1");
    Outcome outcome = launch();
    assertThat(outcome.status()).isEqualTo(78);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines())
        .element(1)
        .isEqualTo(
            "adjoint: the build failed: Main.java: no; all it said is in "
                + home().resolve("target/build.log"));
    assertThat(home().resolve("target/build.lock")).doesNotExist();
  }

  @Test
  void buildsOnceForTwoLaunches() throws Exception {
    source("pom.xml");
    jdk("jdks/25", "25.0.3");
    maven("sleep 0.3; " + SUCCESS);
    Process first = start();
    Process second = start();
    assertThat(List.of(outcome(first).status(), outcome(second).status())).containsOnly(3);
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void takesOverTheLockOfADeadBuild() throws Exception {
    source("pom.xml");
    jdk("jdks/25", "25.0.3");
    maven(SUCCESS);
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.createDirectory(home().resolve("target"));
    Files.createSymbolicLink(home().resolve("target/build.lock"), Path.of("" + dead.pid()));
    assertThat(launch().err()).startsWith("adjoint: building, once").hasLineCount(1);
  }

  private Path home() {
    return machine.resolve("where it is kept");
  }

  /// A program that was built, without sources that could be newer.
  private Path jar() throws IOException {
    Files.createDirectory(home().resolve("target"));
    Files.writeString(home().resolve("target/classpath"), "lib/a.jar:lib/b.jar");
    return Files.createFile(home().resolve("target/adjoint.jar"));
  }

  private Path source(String name) throws IOException {
    Path file = home().resolve(name);
    Files.createDirectories(file.getParent());
    return Files.createFile(file);
  }

  /// A JDK whose `java` prints its own name and its arguments, and ends with 3.
  private Path jdk(String folder, String version) throws IOException {
    Path jdk = machine.resolve(folder);
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(
        jdk.resolve("release"),
        """
        IMPLEMENTOR="Nobody"
        JAVA_VERSION="%s"
        JAVA_VERSION_DATE="2026-01-20"
        """
            .formatted(version));
    script(
        jdk.resolve("bin/java"),
        """
        for word in "$0" "$@"; do echo "$word"; done
        exit 3
        """);
    return jdk;
  }

  /// A Maven that counts its runs and does this to the folder it builds in.
  private void maven(String command) throws IOException {
    script(
        tools.resolve("mvn"),
        """
        cd '%s' || exit 1
        echo "$@" >>builds
        %s
        """
            .formatted(home(), command));
  }

  private int builds() throws IOException {
    return Files.readAllLines(home().resolve("builds")).size();
  }

  private Outcome launch(String... arguments) throws Exception {
    return outcome(start(arguments));
  }

  private Process start(String... arguments) throws IOException {
    var command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(machine.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Outcome outcome(Process process) throws Exception {
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes());
    String err = new String(process.getErrorStream().readAllBytes());
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Outcome(process.exitValue(), out, err);
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text);
    executable(file);
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path onThisMachine(String tool) {
    for (String folder : System.getenv("PATH").split(":")) {
      Path file = Path.of(folder, tool);
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    throw new AssertionError("no " + tool + " on the PATH");
  }
}
