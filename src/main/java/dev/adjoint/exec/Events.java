package dev.adjoint.exec;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// What Java Flight Recorder hears of us. To be asked first is whether it listens: when the JVM meets
/// the first event class, it gets ready for them all, which takes longer than a short program.
final class Events {
  private Events() {}

  /// Whether anybody records, or has done so.
  static boolean wanted() {
    return FlightRecorder.isInitialized();
  }

  @Name("dev.adjoint.Compile")
  @Label("Compile")
  @Description("A graph is planned for the sizes of its dimensions")
  @Category("Adjoint")
  @StackTrace(false)
  static final class Compile extends Event {
    @Label("Nodes")
    int nodes;

    @Label("Steps")
    int steps;
  }

  @Name("dev.adjoint.Step")
  @Label("Step")
  @Description("A program runs once")
  @Category("Adjoint")
  @StackTrace(false)
  static final class Run extends Event {
    @Label("Kernels")
    int kernels;
  }

  @Name("dev.adjoint.Kernel")
  @Label("Kernel")
  @Description("A product or a cluster of a program runs")
  @Category("Adjoint")
  @StackTrace(false)
  static final class Kernel extends Event {
    @Label("What")
    String name;

    @Label("Operations")
    double operations;

    @Label("Bytes")
    double bytes;
  }
}
