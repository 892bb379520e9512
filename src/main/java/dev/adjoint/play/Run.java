package dev.adjoint.play;

import dev.adjoint.bounds.Limits;
import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Action;
import dev.adjoint.lang.run.Checkpoint;
import dev.adjoint.lang.run.Host;
import dev.adjoint.source.Diagnostic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// One run of a version of the script, as it goes on: its loops with their curves and recorded steps,
/// what it prints, and what is wrong. Thread-safe; the thread that runs it waits for nobody.
final class Run implements Host {
  /// Of the heap that tensors may take, how much recorded steps may: one part in so many.
  private static final int SHARE = 8;

  private static final int MOST_PROBLEMS = 50;

  /// Ends a run that another replaces.
  static final class Over extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Over() {
      super(null, null, false, false);
    }
  }

  private final int number;
  private final Version version;
  private final Runnable changed;
  private final long budget; // of one loop's recorded steps, in bytes
  private final List<Track> tracks = new ArrayList<>();
  private final Output output;
  private final List<Diagnostic> problems = new ArrayList<>();
  private final Written files;
  private volatile Phase phase = new Phase.Running(); // changed under the lock
  private Optional<Tape.Entry> latest = Optional.empty();
  private boolean latestWanted;
  private Optional<Checkpoint> going = Optional.empty(); // where it begins, until it has
  private Optional<String> trouble = Optional.empty();

  /// A run from the start.
  ///
  /// @param changed called after each change; it must not take long
  Run(int number, Version version, Project project, Runnable changed) {
    this.number = number;
    this.version = version;
    this.files = new Written(project.folder(), project.writes());
    this.changed = changed;
    this.budget = budget(version);
    this.output = new Output();
  }

  /// A run that goes on from a place of another.
  Run(int number, Version version, Project project, Runnable changed, Run other, Tape.Entry from) {
    this.number = number;
    this.version = version;
    this.files = new Written(project.folder(), project.writes());
    this.changed = changed;
    this.budget = budget(version);
    synchronized (other) {
      this.output = other.output.upTo(from.lines());
      this.files.addAll(other.files);
      int loop = from.place().loop();
      this.tracks.addAll(other.tracks.subList(0, loop));
      this.tracks.add(other.tracks.get(loop).upTo(from.step()));
    }
    this.going = Optional.of(from.place());
  }

  /// The loops of a script share alike, for each keeps its steps to the end of the run.
  private static long budget(Version version) {
    long loops =
        version.script().stream()
            .flatMap(script -> script.actions().stream())
            .filter(Checkpoint::isLoop)
            .count();
    return Limits.current().bytes() / SHARE / Math.max(1, loops);
  }

  int number() {
    return number;
  }

  Version version() {
    return version;
  }

  /// Where it begins, if that is not the start.
  synchronized Optional<Checkpoint> from() {
    return going;
  }

  Phase phase() {
    return phase;
  }

  /// Asks it to end after its step.
  void stop() {
    become(Phase::stopped);
  }

  /// Asks it to do nothing more after its step.
  void replace() {
    become(Phase::replaced);
  }

  /// It has come to its end, or was stopped.
  void ended(boolean isGood) {
    become(phase -> phase.ended(isGood, last()));
  }

  /// Shows a recorded step of a run that has ended: the nearest to the one asked for.
  ///
  /// @return what is shown then
  Optional<Tape.Entry> rewind(int loop, long step) {
    become(phase -> recorded(loop, step).map(phase::rewound).orElse(phase));
    return shown();
  }

  private void become(UnaryOperator<Phase> next) {
    synchronized (this) {
      phase = next.apply(phase);
    }
    changed.run();
  }

  private Optional<Tape.Entry> last() {
    return tracks.reversed().stream()
        .map(Track::tape)
        .filter(tape -> !tape.isEmpty()) // as that of a loop that was left out
        .findFirst()
        .map(Tape::last);
  }

  private Optional<Tape.Entry> recorded(int loop, long step) {
    return loop < tracks.size() && !tracks.get(loop).tape().isEmpty()
        ? Optional.of(tracks.get(loop).tape().nearest(step))
        : Optional.empty();
  }

  /// The recorded step that is shown: nothing at the start, and while it runs.
  Optional<Tape.Entry> shown() {
    return phase.shown();
  }

  /// A recent place of a run that goes on, if there is a new one since it was last asked for.
  synchronized Optional<Tape.Entry> latest() {
    Optional<Tape.Entry> found = latest;
    latest = Optional.empty();
    latestWanted = true;
    return found;
  }

  /// Something went wrong that is no mistake of the script.
  void trouble(String message) {
    synchronized (this) {
      trouble = Optional.of(message);
    }
    changed.run();
  }

  synchronized Optional<String> trouble() {
    return trouble;
  }

  synchronized List<Diagnostic> problems() {
    return List.copyOf(problems);
  }

  Written files() {
    return files;
  }

  /// What is read of a run together.
  synchronized <T> T read(Reader<T> reader) {
    return reader.read(tracks, output);
  }

  /// Reads a run; quickly, for the run waits.
  interface Reader<T> {
    T read(List<Track> tracks, Output output);
  }

  @Override
  public void line(String text) {
    isStopped();
    synchronized (this) {
      output.add(text);
    }
    changed.run();
  }

  @Override
  public void report(Diagnostic diagnostic) {
    synchronized (this) {
      if (problems.size() < MOST_PROBLEMS) {
        problems.add(diagnostic);
      }
    }
    changed.run();
  }

  /// Whether the reader has stopped it. One that another replaces ends here, and wherever else it comes
  /// by: nobody is to see what it would still do.
  @Override
  public boolean isStopped() {
    Phase now = phase;
    if (now instanceof Phase.Replaced) {
      throw new Over();
    }
    return now instanceof Phase.Stopping;
  }

  @Override
  public void leftOut(String lines) {
    line("(stopped, and so without %s)".formatted(lines));
  }

  @Override
  public Optional<Node> watched() {
    return version.subject().filter(node -> node.rank() == 0);
  }

  @Override
  public Progress progress(String what, long steps) {
    throw new IllegalStateException("a loop comes with its action");
  }

  @Override
  public Progress progress(Action loop, String what, long steps) {
    String watched = watched().map(Node::label).orElse("");
    Track fresh = Track.of(loop, watched, steps, budget);
    Track track;
    synchronized (this) {
      if (going.isPresent()) {
        track = tracks.removeLast().like(fresh);
        going = Optional.empty();
      } else {
        track = fresh;
      }
      tracks.add(track);
    }
    return new Following(track);
  }

  /// Follows one loop.
  private final class Following implements Progress {
    private final Track track;

    Following(Track track) {
      this.track = track;
    }

    @Override
    public void at(long step) {}

    @Override
    public void reached(long step, Supplier<Checkpoint> here) {
      synchronized (Run.this) {
        // An epoch may be ended in its midst: then its start is where to go on from.
        boolean isLast = step == track.count() || isStopped() || track.unit().equals("epoch");
        track.tape().at(step, output.count(), isLast, here);
        track.reached(step);
        if (latestWanted) {
          latest = Optional.of(new Tape.Entry(step, track.unit(), here.get(), output.count()));
          latestWanted = false;
        }
      }
      changed.run();
    }

    @Override
    public void cost(long step, double cost) {
      synchronized (Run.this) {
        track.curve().add(step, cost);
      }
    }

    @Override
    public void close() {}
  }

  @Override
  public void write(Path to, Consumer<Path> writer) {
    isStopped();
    files.write(to, writer);
    changed.run();
  }
}
