package dev.adjoint.cli;

import static dev.adjoint.cli.Adjoint.adjoint;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.cli.Adjoint.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Command lines that ask for help, and those that are wrong.
class UsageTest {
  private static final String HELP =
      """
      Adjoint: differentiable mathematics in the notation of your notes.

      Usage: adjoint COMMAND

      Options:
        -h, --help      shows this text
        -V, --version   shows which program this is

      Commands:
        run      Runs a script.
        check    Checks a script without running it.
        grad     Prints the gradient of a value of a script as a program.
        explain  Explains what is done to a script's formulas.
        draw     Draws the graph of a value of a script.
        play     Shows a script in a page that follows what you save.
        fmt      Gives scripts their normal layout.
        repl     Runs what you enter, piece by piece.
        help     Tells what a command takes.

      `adjoint help COMMAND` tells what a command takes.

      Exit status: 0 done; 1 the program is wrong, or an expectation failed; 2 usage;
      3 a file cannot be read or written; 70 a mistake of ours; 124 the time of
      `--max-seconds` is over; 130 ended by Ctrl-C.
      """;

  private static final String DRAW_HELP =
      """
      Draws the graph of a value of a script.

      Usage: adjoint draw FILE --to PICTURE [OPTIONS]

      The graph has the shapes and, as far as the data is at hand, the values and the
      gradient for the first values of the parameters. The script's actions are not
      carried out.

            FILE                  the script; - reads it from standard input

      Options:
            --of NAME             what to draw: by itself the cost that is trained,
                                    or the last scalar
            --to PICTURE          the file to write: .html, .svg, .png or .dot
            --gradient            with the gradient's own graph: both passes in one picture
            --stages              a page with what becomes of the formulas before they are
                                    computed
            --wrt NAMES           by what the gradient is, with commas; see `adjoint grad`
            --depth NUMBER        how many layers within each other are open: 0 is
                                    none, by itself all; a closed one is one box, and
                                    so are like ones side by side
            --direction WAY       which way values flow: right, down or auto
            --detail WHAT         what has a box: operations, or only names
            --set NAME=VALUE      another value for an `option` of the script
            --bind NAME=FILE      a .npy file for `data` that the script leaves open
            --precision f32|f64   numbers of 32 or 64 bits, whatever the script says
            --seed NUMBER         where random numbers start, whatever the script says
            --format text|json    how messages look; json is one object a line
            --max-memory SIZE     what tensors may take together, as in 2GB or 500MB;
                                    by itself three quarters of Java's heap
            --max-seconds NUMBER  ends the script after that time
            --allow-files         lets the script use files anywhere, not only in its
                                    folder, in the current one, and those that --set names
        -h, --help                shows this text
      """;

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "help", "--help run"})
  void helpIsAResult(String line) {
    assertThat(adjoint(line.split(" "))).isEqualTo(new Outcome(0, HELP, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"help draw", "draw --help", "draw -h", "draw --to a.svg --help"})
  void helpOfACommand(String line) {
    assertThat(adjoint(line.split(" "))).isEqualTo(new Outcome(0, DRAW_HELP, ""));
  }

  @Test
  void noCommandIsWrongAndGetsTheHelp() {
    assertThat(adjoint()).isEqualTo(new Outcome(Status.USAGE, "", HELP));
  }

  @Test
  void version() {
    assertThat(adjoint("--version").out()).matches("adjoint \\S.* \\(Java \\d.*\\)\n");
    assertThat(adjoint("-V").status()).isEqualTo(Status.DONE);
  }

  @Test
  void valuesAndFilesMayLookLikeOptions() {
    assertThat(adjoint("run", "--seed", "-3", "--set=--seed=1", "--", "--set").err())
        .isEqualTo("error[E0301]: there is no file `--set`\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rnu a.adj           | there is no command `rnu` | did you mean `run`?
          launch a.adj        | there is no command `launch` | `adjoint --help` lists the commands
          a.adj               | there is no command `a.adj` | `adjoint run a.adj` runs it
          help rum            | there is no command `rum` | did you mean `run`?
          --hlep              | `adjoint` has no option `--hlep` | did you mean `--help`?
          fmt                 | `fmt` needs a FILE | `adjoint help fmt` tells what it takes
          run a.adj --sett x  | `run` has no option `--sett` | did you mean `--set`?
          run a.adj --presicion=x | `run` has no option `--presicion` | did you mean `--precision`?
          run a.adj --what    | `run` has no option `--what` | `adjoint help run` tells what it takes
          run a.adj -x        | `run` has no option `-x` | `adjoint help run` tells what it takes
          run                 | `run` needs a FILE | `adjoint help run` tells what it takes
          draw a.adj          | `draw` needs `--to PICTURE` | `adjoint help draw` tells what it takes
          run a.adj b         | `run` takes nothing more, and there is `b` | `adjoint help run` tells what it takes
          run a.adj b.adj     | `run` takes nothing more, and there is `b.adj` | `adjoint help run` tells what it takes
          run a.adj --set     | `--set` takes NAME=VALUE, and that is missing | `adjoint help run` tells what it takes
          run --set --seed 1 x | `--set` takes NAME=VALUE, and that is missing | `adjoint help run` tells what it takes
          play -              | `play` takes a file that can be saved, not standard input | `adjoint help play` tells what it takes
          play a.adj --port x | `--port` takes a number up to 65535, not `x` | `adjoint help play` tells what it takes
          play a.adj --port 65536 | `--port` takes a number up to 65535, not `65536` | `adjoint help play` tells what it takes
          play a.adj --max-seconds 9 | `play` has no option `--max-seconds` | `adjoint help play` tells what it takes
          run a.adj --set x   | `--set` takes NAME=VALUE, and `x` is not of this form | `adjoint help run` tells what it takes
          check a.adj --set =1 | `--set` takes NAME=VALUE, and `=1` is not of this form | `adjoint help check` tells what it takes
          run a.adj --bind x  | `--bind` takes NAME=FILE, and `x` is not of this form | `adjoint help run` tells what it takes
          draw --seed         | `--seed` takes NUMBER, and that is missing | `adjoint help draw` tells what it takes
          draw --seed 1       | `draw` needs a FILE and `--to PICTURE` | `adjoint help draw` tells what it takes
          draw a --to         | `--to` takes PICTURE, and that is missing | `adjoint help draw` tells what it takes
          run a.adj --seed -- 1 | `--seed` takes NUMBER, and that is missing | `adjoint help run` tells what it takes
          run a.adj -- --help | `run` takes nothing more, and there is `--help` | `adjoint help run` tells what it takes
          run a.adj --seed x  | `--seed` takes NUMBER, not `x` | `adjoint help run` tells what it takes
          run a.adj --precision f16 | `--precision` is f32 or f64, not `f16` | `adjoint help run` tells what it takes
          """)
  void saysWhatIsWrongWithACommandLine(String line, String message, String help) {
    assertThat(adjoint(line.split(" ")))
        .isEqualTo(
            new Outcome(Status.USAGE, "", "adjoint: %s\n  = help: %s\n".formatted(message, help)));
  }
}
