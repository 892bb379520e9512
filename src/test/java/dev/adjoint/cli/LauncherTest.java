package dev.adjoint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

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
  private static final String TOOLS =
      "cp dirname find grep head ln ls mkdir mv nice readlink rm sed sh sleep touch";

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
            "-XX:+UseSerialGC",
            "-XX:MaxRAMPercentage=50",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+UseTransparentHugePages",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8",
            "-Djava.awt.headless=true",
            "--enable-native-access=ALL-UNNAMED",
            "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED",
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

  @Test
  void rehearsesAtTheEndOfABuild() throws Exception {
    source("pom.xml");
    source("samples/data/a.csv");
    jdk("jdks/25", "25.0.3");
    maven(SUCCESS);
    environment.put("JDK_JAVA_OPTIONS", "-Xmx1g");
    assertThat(launch("run", "a.adj").out())
        .contains("\n-XX:AOTCache=" + archive() + "\n-Xlog:aot*=off\ndev.adjoint.cli.Main\nrun\n");
    assertThat(archive())
        .content()
        .contains("in " + home().resolve("target/rehearsal") + " with a.csv and no options\n")
        .endsWith("-Dadjoint.simd=off\ndev.adjoint.cli.Rehearsal\n");
    assertThat(launch("--help").out()).contains("\n-XX:AOTCache=");
    assertThat(rehearsals()).isEqualTo(1);
    assertThat(home().resolve("target/rehearsal")).doesNotExist();
  }

  @Test
  void anArchiveIsMadeWithTheOptionsThatItIsUsedWith() throws Exception {
    jar();
    source("samples/a.adj");
    jdk("jdks/25", "25.0.3");
    launch();
    awaitRehearsals(1);
    List<String> used = launch("run").out().lines().toList();
    List<String> made = Files.readAllLines(archive());
    int options = used.indexOf("-cp");
    assertThat(options).isPositive();
    assertThat(used.subList(1, options + 2)).isSubsetOf(made);
  }

  @Test
  void rehearsesInTheBackgroundWhereAJarHasNoArchive() throws Exception {
    Path jar = jar();
    source("samples/a.adj");
    jdk("jdks/25", "25.0.3");
    assertThat(launch().out()).doesNotContain("AOTCache");
    awaitRehearsals(1);
    assertThat(launch().out()).contains("AOTCache");

    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(5)));
    assertThat(launch().out()).doesNotContain("AOTCache");
    awaitRehearsals(2);
    assertThat(rehearsals()).isEqualTo(2);
  }

  @Test
  void rehearsesAgainForAnotherJdk() throws Exception {
    jar();
    source("samples/a.adj");
    jdk("jdks/25", "25.0.3");
    launch();
    awaitRehearsals(1);
    environment.put("JAVA_HOME", jdk("ours", "26.0.1").toString());
    assertThat(launch().out()).doesNotContain("AOTCache");
    awaitRehearsals(2);
    assertThat(launch().out()).contains("start-26.0.1.aot");
  }

  @Test
  void doesNotTryAgainWhatAJdkCannot() throws Exception {
    jar();
    source("samples/a.adj");
    Path jdk = jdk("jdks/25", "25.0.3");
    Path made = home().resolve("rehearsals");
    script(jdk.resolve("bin/java"), "echo \"$*\" | grep AOT >>'%s'; exit 3\n".formatted(made));
    assertThat(launch()).isEqualTo(new Outcome(3, "", ""));
    awaitRehearsals(1);
    assertThat(launch()).isEqualTo(new Outcome(3, "", ""));
    assertThat(Files.readAllLines(made)).singleElement().asString().contains("AOTCacheOutput");
  }

  @Test
  void rehearsesOnceForTwoLaunches() throws Exception {
    jar();
    source("samples/a.adj");
    jdk("jdks/25", "25.0.3");
    Files.createSymbolicLink(
        home().resolve("target/rehearsal.lock"), Path.of("" + ProcessHandle.current().pid()));
    assertThat(launch()).extracting(Outcome::status, Outcome::err).containsExactly(3, "");
    assertThat(rehearsals()).isZero();
  }

  @Test
  void goesWithoutAnArchiveWhereItMayNotWrite() throws Exception {
    Path target = jar().getParent();
    source("samples/a.adj");
    jdk("jdks/25", "25.0.3");
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeThat(Files.isWritable(target)).isFalse(); // as it is for the superuser
    assertThat(launch()).extracting(Outcome::status, Outcome::err).containsExactly(3, "");
    assertThat(archive()).doesNotExist();
  }

  private Path archive() {
    return home().resolve("target/start-25.0.3.aot");
  }

  private int rehearsals() throws IOException {
    Path list = home().resolve("rehearsals");
    return Files.exists(list) ? Files.readAllLines(list).size() : 0;
  }

  /// Waits until so many rehearsals were begun, and the last has ended.
  private void awaitRehearsals(int count) throws Exception {
    String done = "[ \"$(grep -c . rehearsals)\" = %d ] && ! [ -L target/rehearsal.lock ]";
    Process waiting =
        new ProcessBuilder(
                "sh", "-c", "until %s; do sleep 0.02; done".formatted(done.formatted(count)))
            .directory(home().toFile())
            .start();
    assertThat(waiting.waitFor(1, TimeUnit.MINUTES)).isTrue();
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

  /// A JDK whose `java` prints its own name and its arguments, and ends with 3; or writes them, and
  /// what it finds, to the archive that it is to make.
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
        case "$*" in
          *AOTCacheOutput=archive*)
            echo one >>'%s'
            exec >archive
            echo "in $PWD with $(ls data) and ${JDK_JAVA_OPTIONS-no options}" ;;
        esac
        for word in "$0" "$@"; do echo "$word"; done
        exit 3
        """
            .formatted(home().resolve("rehearsals")));
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
