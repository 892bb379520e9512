package dev.adjoint.cli;

import static dev.adjoint.cli.Adjoint.adjoint;
import static dev.adjoint.cli.Adjoint.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.cli.Adjoint.Outcome;
import dev.adjoint.data.DataPath;
import dev.adjoint.data.Npy;
import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands on scripts: what goes where, and with which status.
class CommandsTest {
  @TempDir Path folder;

  @Test
  void runPrintsToStandardOutput() throws IOException {
    String script = script("a = 2\nJ = a^2\nprint(J, d(J)/d(a))\nexpect J == 4\n");
    assertThat(adjoint("run", script)).isEqualTo(new Outcome(0, "4 4\n", ""));
  }

  @Test
  void messagesAreOneObjectALineIfAsked() throws IOException {
    String script = script("a = sigmod(1)\nb = a\nc = d\n");
    Outcome outcome = adjoint("check", "--format", "json", script);
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("{\"severity\":\"error\",\"code\":\"E0501\""));
    assertThat(outcome.err()).contains("\"replacement\":\"sigmoid\"");
    assertThat(adjoint("run", "--format=json", script("print(3)\n")))
        .isEqualTo(new Outcome(0, "3\n", ""));
    assertThat(adjoint("check", "--format", "xml", script).status()).isEqualTo(2);
  }

  @Test
  void warningsAreNoMistakesUnlessTheyAreDenied() throws IOException {
    String script = script("param w: scalar = 3\nprint(4)\n");
    Outcome warned = adjoint("run", script);
    assertThat(warned.status()).isEqualTo(0);
    assertThat(warned.out()).isEqualTo("4\n");
    assertThat(warned.err()).startsWith("warning[W0101]: ");
    assertThat(adjoint("run", "--allow", "W0101", script)).isEqualTo(new Outcome(0, "4\n", ""));
    for (String denied : new String[] {"warnings", "W0101"}) {
      Outcome wrong = adjoint("check", "--deny", denied, script);
      assertThat(wrong.status()).isEqualTo(1);
      assertThat(wrong.err()).startsWith("error[W0101]: ");
    }
    assertThat(adjoint("run", "--deny", "W0102", "--deny", "warnings", "--allow", "W0101", script))
        .isEqualTo(new Outcome(0, "4\n", ""));
  }

  @Test
  void runTellsWhereTheTimeWentIfAsked() throws IOException {
    String script =
        script(
            """
            data X: [20, 30] = ones([20, 30])
            param w: [10, 20] = ones
            J = sum(tanh(w @ X))
            repeat 3 { w := w - 0.1 * d(J)/d(w) }
            print(J)
            """);
    Outcome outcome = adjoint("run", "--profile", script);
    assertThat(outcome.status()).isEqualTo(0);
    assertThat(outcome.out()).isEqualTo(adjoint("run", script).out());
    assertThat(outcome.err())
        .containsPattern("time +share +calls +each +rate +of peak +what\n")
        .containsPattern(" 3 .* GFLOP/s .* \\[10, 20] @ \\[20, 30]  \\w+\\.adj:3\n")
        .containsPattern(" GB/s .* cluster \\[10, 20]: \\* -  \\w+\\.adj:4\n")
        .contains("in all\n")
        .contains("peak of this machine in f64");
  }

  @Test
  void runPrintsToTheLastLine() throws IOException {
    String script = script("for i in 1..100 { print(i) }\n");
    assertThat(adjoint("run", script).out()).hasLineCount(100).endsWith("\n100\n");
  }

  @Test
  void runGoesOnAfterAnExpectationThatFails() throws IOException {
    String script = script("expect 1 + 1 == 3\nprint(7)\nexpect 1 == 2\n");
    Outcome outcome = adjoint("run", script);
    assertThat(outcome.status()).isEqualTo(Status.WRONG);
    assertThat(outcome.out()).isEqualTo("7\n");
    assertThat(outcome.err())
        .startsWith("error[E0601]: this expectation is not met\n  --> " + script + ":1:1\n")
        .contains("\n\nerror[E0601]: this expectation is not met\n  --> " + script + ":3:1\n")
        .endsWith("right is 2\n");
  }

  @Test
  void explainListsStableFormsByLine() throws IOException {
    String script = script("param z: scalar = 800\n\nJ = log(1 + exp(z))\nprint(J)\n");
    assertThat(adjoint("explain", script))
        .isEqualTo(
            new Outcome(
                0,
                "note[R0101]: stabilised `log(1 + exp(z))`, to `softplus(z)`   %s:3:5\n"
                    .formatted(script),
                ""));
    assertThat(adjoint("run", script)).isEqualTo(new Outcome(0, "800\n", ""));
  }

  @Test
  void explainSaysWhereThereIsNothingToExplain() throws IOException {
    String script = script("param z: scalar = 800\nJ = raw(log(1 + exp(z)))\nprint(J)\n");
    assertThat(adjoint("explain", script))
        .isEqualTo(
            new Outcome(0, script + ": all formulas are computed as they are written\n", ""));
    assertThat(adjoint("run", script).out()).isEqualTo("inf\n");
  }

  @Test
  void explainTellsWhatACodeStandsFor() {
    assertThat(adjoint("explain", "R0104").out())
        .startsWith("R0104: ")
        .contains("log(1 - sigmoid(x))\n")
        .contains("-softplus(x)\n");
    assertThat(adjoint("explain", "E9999").status()).isEqualTo(Status.USAGE);
  }

  @Test
  void wrongProgramDoesNothing() throws IOException {
    Outcome outcome = adjoint("run", script("print(1)\nx = nothing_of_this_name\n"));
    assertThat(outcome.status()).isEqualTo(Status.WRONG);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("error[E0501]");
  }

  @Test
  void pathsAreRelativeToTheScript() throws IOException {
    Npy.write(Tensor.matrix(new double[] {1, 2}), DataPath.of(folder.resolve("x.npy")));
    Files.writeString(folder.resolve("other.adj"), "fn twice(x) = 2 * x\n");
    String script = script("import \"other.adj\"\nprint(twice(npy(\"x.npy\")))\n");
    assertThat(adjoint("run", script)).isEqualTo(new Outcome(0, "[[2, 4]]\n", ""));
  }

  @Test
  void readsStandardInput() {
    assertThat(given("print(\"é\", 1)\n", "run", "-")).isEqualTo(new Outcome(0, "é 1\n", ""));
    assertThat(given("x = y\n", "check", "-").err()).contains("--> standard input:1:5\n");
  }

  @Test
  void missingScriptIsFileTrouble() throws IOException {
    Path script = Path.of(script(""));
    assertThat(adjoint("run", script.resolveSibling("scrpit.adj").toString()))
        .isEqualTo(
            new Outcome(
                Status.FILES,
                "",
                """
                error[E0301]: there is no file `%s`
                   = help: did you mean `%s`?
                """
                    .formatted(script.resolveSibling("scrpit.adj"), script)));
    assertThat(adjoint("run", "/no/such/folder/a.adj").err())
        .isEqualTo("error[E0301]: there is no file `/no/such/folder/a.adj`\n");
  }

  @Test
  void whatIsNoScriptIsFileTrouble() throws IOException {
    assertThat(adjoint("run", folder.toString()))
        .isEqualTo(
            new Outcome(
                Status.FILES,
                "",
                "error[E0302]: `%s` is a folder, not a script\n".formatted(folder)));
    Path bytes = Files.write(folder.resolve("bytes.adj"), new byte[] {'a', (byte) 0xff});
    assertThat(adjoint("run", bytes.toString()))
        .isEqualTo(
            new Outcome(
                Status.FILES, "", "error[E0304]: `%s` is not text in UTF-8\n".formatted(bytes)));
    assertThat(adjoint("run", "a\0b").status()).isEqualTo(Status.FILES);
  }

  @Test
  void missingDataIsFileTrouble() throws IOException {
    assertThat(adjoint("check", script("x = npy(\"none.npy\")\n")).status())
        .isEqualTo(Status.FILES);
    assertThat(adjoint("check", script("import \"none.adj\"\n")).status()).isEqualTo(Status.FILES);
  }

  @Test
  void wrongProgramIsWrongWhateverItsFiles() throws IOException {
    String script = script("x = npy(\"none.npy\")\ny = nothing_of_this_name\n");
    Outcome outcome = adjoint("check", script);
    assertThat(outcome.status()).isEqualTo(Status.WRONG);
    assertThat(outcome.err()).contains("E0301").contains("E0501");
  }

  @Test
  void textInDataIsNoFileTrouble() throws IOException {
    Files.writeString(folder.resolve("t.csv"), "a,b\n1,x\n");
    assertThat(adjoint("run", script("print(csv(\"t.csv\"))\n")).status()).isEqualTo(Status.WRONG);
  }

  @Test
  void checkRunsNothing() throws IOException {
    String script = script("print(1)\nexpect 1 == 2\n");
    assertThat(adjoint("check", script))
        .isEqualTo(new Outcome(Status.DONE, script + ": no mistakes\n", ""));
  }

  @Test
  void checkTellsWhatIsProved() throws IOException {
    String one = "param x: [3] = ones\nJ = sum(x^2)\ncheck d(J)/d(x) == 2 * x\n";
    String script = script(one);
    assertThat(adjoint("check", script))
        .isEqualTo(
            new Outcome(
                Status.DONE,
                """
                check proved: d(J)/d(x) == 2 * x
                %s: no mistakes; 1 check holds
                """
                    .formatted(script),
                ""));
    script(one + "check sin(2 * x) == 2 * sin(x) * cos(x)\n");
    assertThat(adjoint("check", script).out())
        .isEqualTo(
            """
            check proved: d(J)/d(x) == 2 * x
            check holds on 200 cases: sin(2 * x) == 2 * sin(x) * cos(x)
            %s: no mistakes; 2 checks hold
            """
                .formatted(script));
  }

  @Test
  void checkRefutes() throws IOException {
    String script = script("param x: [3] = zeros\nJ = sum(x^2)\ncheck d(J)/d(x) == 3 * x\n");
    Outcome outcome = adjoint("check", script);
    assertThat(outcome.status()).isEqualTo(Status.WRONG);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .startsWith("error[E0602]: check refuted: d(J)/d(x) == 3 * x\n")
        .contains("smallest counterexample: left[2] 2, right[2] 3\n")
        .contains("where x = [0, 0, 1]\n")
        .endsWith("help: `2 * x` is proved\n");
    assertThat(adjoint("run", script)).isEqualTo(outcome);
  }

  @Test
  void setReplacesOptions() throws IOException {
    String script = script("option rate = 0.5\noption name = \"a\"\nprint(name, rate)\n");
    assertThat(adjoint("run", script, "--set", "rate=2", "--set", "name=x=y").out())
        .isEqualTo("x=y 2\n");
    assertThat(adjoint("run", "--set=rate=2", script, "--set=rate=-3").out()).isEqualTo("a -3\n");
  }

  @Test
  void setOfWhatIsNotDeclared() throws IOException {
    String script = script("option rate = 0.5\n");
    assertThat(adjoint("run", script, "--set", "rat=2"))
        .isEqualTo(
            new Outcome(
                Status.WRONG,
                "",
                """
                error[E0517]: the program declares no option `rat`
                  --> the command line:1:7
                   |
                 1 | --set rat
                   |       ^^^
                   = help: did you mean `rate`?
                """));
  }

  @Test
  void bindGivesData() throws IOException {
    Path file = folder.resolve("values.npy");
    Npy.write(Tensor.matrix(new double[] {1, 2, 3}), DataPath.of(file));
    String script = script("dim n, m\ndata X: [n, m]\nprint(sum(X), n, m)\n");
    assertThat(adjoint("run", script, "--bind", "X=" + file))
        .isEqualTo(new Outcome(Status.DONE, "6 1 3\n", ""));
    Outcome unbound = adjoint("run", script);
    assertThat(unbound.status()).isEqualTo(Status.WRONG);
    assertThat(unbound.err()).startsWith("error[E0604]");
    assertThat(adjoint("run", script, "--bind", "X=none.npy").status()).isEqualTo(Status.FILES);
  }

  @Test
  void bindOfWhatIsNotLeftOpen() throws IOException {
    String script = script("dim n\ndata features: [n]\ndata Y: [n] = [1, 2]\n");
    assertThat(adjoint("check", script, "--bind", "feature=x.npy").err())
        .startsWith("error[E0517]: the program leaves no data `feature` open\n")
        .endsWith("help: did you mean `features`?\n");
    assertThat(adjoint("check", script, "--bind", "Y=y.npy").err())
        .endsWith("help: it leaves open features\n");
    assertThat(adjoint("check", script("a = 1\n"), "--bind", "Y=y.npy").err())
        .endsWith("help: `data Y: [n, m]`, without a value, leaves it open\n");
  }

  @Test
  void precisionAndSeed() throws IOException {
    String script = script("precision f64\nseed 1\nparam w: [2] = normal(0, 1)\nprint(w, 1/3)\n");
    String plain = adjoint("run", script).out();
    String single = adjoint("run", script, "--precision", "f32").out();
    String seeded = adjoint("run", script, "--seed", "2").out();
    assertThat(plain).endsWith(" 0.3333333333333333\n");
    assertThat(single).endsWith(" 0.33333334\n");
    assertThat(seeded).isNotEqualTo(plain);
    assertThat(adjoint("run", script, "--seed", "1").out()).isEqualTo(plain);
    assertThat(adjoint("run", script, "--seed", "1", "--seed", "2").out()).isEqualTo(seeded);
  }

  private String script(String text) throws IOException {
    return Files.writeString(folder.resolve("script.adj"), text).toString();
  }
}
