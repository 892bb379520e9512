package dev.adjoint.play;

import dev.adjoint.bounds.Limits;
import dev.adjoint.source.AdjointException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Decides what happens when a file is saved, a button is pressed or a run ends: one thing after the
/// other, on a thread of its own.
///
/// - A script that is saved, and is right, is run from the start, in place of the run before: that
///   ends after its step, and does nothing more.
/// - *Stop* ends the loop that goes on after its step; further loops are left out, and all else that
///   comes behind shows what was learnt. *Rewind* does the same, and goes back to a recorded step.
///   Then the run is held there: a script that is saved shows its picture with what was learnt, and
///   the reader says how to go on.
/// - *Go on* runs the script as it is from the step at which the run is held, *start over* from the
///   start.
/// - Where only comments and blanks have changed, or the script is wrong, a run stays as it is.
///
/// The picture is that of the script as it is, or of what is known of it; where that is nothing, it is
/// that of the last version that was right.
final class Desk implements AutoCloseable {
  /// How often the picture follows a run that goes on, at most.
  private static final long FOLLOW_MILLIS = 1000;

  /// The picture may take one part of the time in so many.
  private static final int SHARE = 5;

  private final Project project;
  private final Session session;
  private final Trainer trainer;
  private final Limits limits = Limits.current();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("adjoint-desk").factory());
  private int runs; // this and the rest are the thread's own
  private int revision;
  private Version right = Version.NONE; // the last that was
  private Optional<Tape.Entry> place = Optional.empty(); // that the picture shows
  private long nextFollow;

  Desk(Project project, Session session) {
    this.project = project;
    this.session = session;
    this.trainer = new Trainer(project.folder());
    thread.scheduleWithFixedDelay(
        () -> careful(this::follow), FOLLOW_MILLIS, FOLLOW_MILLIS, TimeUnit.MILLISECONDS);
  }

  /// Reads the script, as some of its files have changed.
  ///
  /// @param watch is told what it was read from
  void read(Set<Path> changed, Consumer<Version> watch) {
    later(
        () -> {
          Version before = session.state().version();
          Version version = Version.read(before.number() + 1, project);
          watch.accept(version);
          try {
            take(version, changed);
          } finally {
            session.change(state -> state.with(version)); // if it is not there with its picture
          }
        });
  }

  private void take(Version version, Set<Path> changed) {
    if (!version.isRight()) {
      show(version);
      return;
    }
    right = version;
    boolean yields = true;
    if (session.state().run().isPresent()) {
      Run run = session.state().run().get();
      boolean isSame =
          run.version().isSameProgram(version) && Set.of(project.file()).containsAll(changed);
      yields = run.phase().yields(isSame);
    }
    if (yields) {
      start(version);
    } else {
      show(version);
    }
  }

  /// Goes on from the step that is shown, or else starts again.
  void run() {
    later(
        () -> {
          State state = session.state();
          Optional<Tape.Entry> from = state.resumption();
          if (from.isPresent()) {
            Run held = state.run().orElseThrow();
            begin(new Run(++runs, state.version(), project, this::changed, held, from.get()));
          } else if (state.version().isRight()
              && state.run().filter(run -> run.phase().isBusy()).isEmpty()) {
            start(state.version());
          }
        });
  }

  /// Starts again.
  void restart() {
    later(
        () -> {
          Version version = session.state().version();
          if (version.isRight()) {
            start(version);
          }
        });
  }

  /// Ends the run after its step.
  void stop() {
    session.state().run().ifPresent(Run::stop);
  }

  /// Goes back to a recorded step of a run, which ends if it has not.
  void rewind(int loop, long step) {
    Optional<Run> run = session.state().run();
    run.ifPresent(Run::stop);
    run.ifPresent(
        r -> trainer.after(() -> later(() -> rewind(r, loop, step)))); // when it has ended
  }

  private void rewind(Run run, int loop, long step) {
    if (session.state().run().filter(r -> r == run).isPresent()) {
      run.rewind(loop, step).ifPresent(this::show);
    }
  }

  private void start(Version version) {
    place = Optional.empty();
    show(version);
    begin(new Run(++runs, version, project, this::changed));
  }

  private void begin(Run run) {
    Optional<Run> before = session.state().run();
    session.change(state -> state.with(run));
    before.ifPresent(Run::replace);
    trainer.start(run, () -> later(() -> ended(run)));
  }

  private void ended(Run run) {
    boolean isLatest = session.state().run().filter(r -> r == run).isPresent();
    if (isLatest) {
      run.shown().ifPresent(this::show); // else all is as it was at the start
    }
  }

  private void changed() {
    session.change(state -> state);
  }

  /// Lets the picture follow the run.
  private void follow() {
    Optional<Run> run = session.state().run().filter(r -> r.phase() instanceof Phase.Running);
    long now = System.nanoTime();
    if (run.isPresent() && now - nextFollow >= 0) {
      run.get().latest().ifPresent(this::show);
      nextFollow = now + SHARE * (System.nanoTime() - now);
    }
  }

  private void show(Tape.Entry entry) {
    place = Optional.of(entry);
    show(session.state().version());
  }

  /// Shows a version with its picture at once, so that the page does not flicker; the picture before
  /// stays where there is none.
  private void show(Version version) {
    try {
      Optional<State.Picture> picture = picture(version).or(this::earlier);
      session.change(state -> picture.map(state.with(version)::with).orElse(state.with(version)));
    } catch (AdjointException e) {
      session.change(state -> state.with(version).with(e.diagnostics()));
    }
  }

  private Optional<State.Picture> earlier() {
    try {
      return session
          .state()
          .picture()
          .filter(shown -> shown.version() == right && shown.place().equals(place))
          .or(() -> picture(right));
    } catch (AdjointException _) {
      return Optional.empty(); // which was said of that version then
    }
  }

  private Optional<State.Picture> picture(Version version) {
    return PageDocument.of(project, version, place)
        .map(document -> new State.Picture(++revision, version, place, document));
  }

  private void later(Runnable task) {
    try {
      thread.execute(() -> careful(task));
    } catch (RejectedExecutionException _) {
      // closed
    }
  }

  /// Does a task, whatever it throws: the next may go well.
  private void careful(Runnable task) {
    try {
      limits.within(
          () -> {
            task.run();
            return null;
          });
    } catch (RuntimeException | Error e) {
      session.state().run().ifPresent(run -> run.trouble("A mistake of ours: %s".formatted(e)));
    }
  }

  @Override
  public void close() {
    session.state().run().ifPresent(Run::replace);
    trainer.close();
    thread.shutdownNow();
  }
}
