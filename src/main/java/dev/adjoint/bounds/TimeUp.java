package dev.adjoint.bounds;

import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.Span;
import java.time.Duration;

/// The time that [Limits#time] allows is over.
///
/// It is no [dev.adjoint.source.AdjointException], for nothing is wrong with the program: whoever
/// goes on after a mistake does not go on after this.
public final class TimeUp extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String CODE = "E1001";

  private final transient Duration allowed;
  private final transient Span span;

  TimeUp(Duration allowed) {
    this(allowed, null);
  }

  private TimeUp(Duration allowed, Span span) {
    super("the time is up: it was %s".formatted(words(allowed)), null, false, false);
    this.allowed = allowed;
    this.span = span;
  }

  /// The same, with the place that the program had come to; the first place told stays.
  public TimeUp at(Span place) {
    return span == null ? new TimeUp(allowed, place) : this;
  }

  /// What to tell a person.
  public Diagnostic diagnostic() {
    Diagnostic diagnostic =
        Diagnostic.error(CODE, getMessage())
            .note("files that were written before are whole; what came after was not done");
    return span == null ? diagnostic : diagnostic.at(span);
  }

  private static String words(Duration time) {
    double seconds = time.toMillis() / 1e3;
    String number = seconds == Math.rint(seconds) ? "" + (long) seconds : "" + seconds;
    return number + (number.equals("1") ? " second" : " seconds");
  }
}
