package dev.adjoint.play;

import dev.adjoint.lang.run.Checkpoint;
import dev.adjoint.lang.run.Host;
import dev.adjoint.source.Diagnostic;
import java.util.List;
import java.util.function.Supplier;

/// Takes note of all places that a run comes to.
record RecordingHost(List<Checkpoint> places) implements Host {
  @Override
  public void line(String text) {}

  @Override
  public void report(Diagnostic diagnostic) {}

  @Override
  public Progress progress(String what, long steps) {
    return new Progress() {
      @Override
      public void at(long step) {}

      @Override
      public void reached(long step, Supplier<Checkpoint> here) {
        places.add(here.get());
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public boolean isStopped() {
    return false;
  }
}
