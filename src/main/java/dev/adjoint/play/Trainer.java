package dev.adjoint.play;

import dev.adjoint.bounds.Limits;
import dev.adjoint.bounds.TimeUp;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.run.Checkpoint;
import dev.adjoint.lang.run.Runner;
import dev.adjoint.source.AdjointException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/// Does the actions of scripts, one run after the other, on a thread of its own.
final class Trainer implements AutoCloseable {
  private final Path folder;
  private final Limits limits = Limits.current();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("adjoint-train").factory());

  /// @param folder where relative paths start
  Trainer(Path folder) {
    this.folder = folder;
  }

  /// Does a run, as soon as the one before has ended.
  ///
  /// @param ended called on the thread of the runs
  void start(Run run, Runnable ended) {
    after(
        () -> {
          boolean isGood = limits.within(() -> perform(run));
          run.ended(isGood);
          ended.run();
        });
  }

  /// Does something when the runs so far have ended.
  void after(Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException _) {
      // closed
    }
  }

  private boolean perform(Run run) {
    Script script = run.version().script().orElseThrow();
    Optional<Checkpoint> from = run.from();
    try {
      run.isStopped(); // it may be replaced before it begins
      return from.isPresent()
          ? Runner.resume(script, from.get(), folder, run)
          : Runner.run(script, folder, run);
    } catch (Run.Over _) {
      return false; // another replaces it
    } catch (AdjointException e) {
      e.diagnostics().forEach(run::report);
    } catch (TimeUp e) {
      run.report(e.diagnostic());
    } catch (OutOfMemoryError _) {
      run.trouble("This takes more memory than there is.");
    } catch (StackOverflowError _) {
      run.trouble("Something in this script is nested deeper than we can follow.");
    } catch (RuntimeException | Error e) {
      run.trouble("The run ended by a mistake of ours: %s. Please report it.".formatted(e));
    }
    return false;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
