package dev.adjoint.cli;

import dev.adjoint.lang.check.Setup;
import dev.adjoint.lang.run.Workspace;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.SourceText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// A conversation: pieces of a program, and commands that begin with `:`. Each is answered before
/// the next is read, and what is wrong with one harms no other.
final class Repl {
  /// What messages call the text of a conversation; its lines are counted from the first.
  static final String NAME = "session";

  private final Console console;
  private final boolean anyFile;
  private Workspace workspace = new Workspace(setup(Path.of(""), true)); // a person's own words
  private int status = Status.DONE;
  private int line = 1;
  private boolean ended;

  /// @param anyFile whether scripts may use files anywhere
  Repl(Console console, boolean anyFile) {
    this.console = console;
    this.anyFile = anyFile;
  }

  private static Setup setup(Path folder, boolean anyFile) {
    return new Setup(folder, Map.of(), Map.of(), Optional.empty(), Optional.empty(), anyFile);
  }

  Console console() {
    return console;
  }

  Workspace workspace() {
    return workspace;
  }

  /// Answers all that is entered.
  ///
  /// @return the exit status
  int run(Lines lines) {
    while (!ended && !console.isEnd()) {
      console.goOn();
      Optional<String> piece = lines.next(line);
      if (piece.isEmpty()) {
        break;
      }
      answer(piece.get());
      line += (int) piece.get().lines().count();
    }
    return status;
  }

  private void answer(String piece) {
    if (piece.isBlank()) {
      return;
    }
    SourceText source = new SourceText(NAME, piece.stripTrailing() + "\n", line);
    attempt(
        () ->
            piece.stripLeading().startsWith(":")
                ? ReplAction.perform(source, this)
                : workspace.enter(source, console));
    console.flush();
  }

  /// Begins with a script.
  void start(String file) {
    attempt(() -> load(file));
  }

  /// Begins anew with a script.
  ///
  /// @return whether its expectations were met
  /// @throws AdjointException if it is wrong; then all is as it was
  boolean load(String file) {
    ScriptFile script = new ScriptFile(file);
    Workspace loaded = new Workspace(setup(script.folder(), anyFile));
    boolean held = loaded.enter(script.read(console.in()), console);
    workspace = loaded;
    return held;
  }

  void end() {
    ended = true;
  }

  /// Does something, and takes note of whether it went well.
  private void attempt(BooleanSupplier action) {
    int outcome = Status.WRONG;
    try {
      outcome = action.getAsBoolean() ? Status.DONE : Status.WRONG;
    } catch (UsageError e) {
      console.say(e.getMessage(), e.help());
    } catch (Console.OutputLost e) {
      throw e;
    } catch (AdjointException | VirtualMachineError | IllegalStateException e) {
      outcome = Endings.of(e, List.of("repl"), console);
    }
    if (status == Status.DONE || outcome == Status.WRONG) {
      status = outcome;
    }
  }
}
