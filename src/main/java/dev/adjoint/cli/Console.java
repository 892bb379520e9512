package dev.adjoint.cli;

import dev.adjoint.lang.run.Host;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.DiagnosticRenderer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// How commands speak: results go to standard output; diagnostics, messages and the progress of
/// long work to standard error. All of it is UTF-8 with `\n` at the ends of lines, on every
/// machine.
///
/// A terminal is shown each line as it comes. To a file or a pipe results go in larger pieces, but
/// the first line after a pause goes at once, so that whoever follows a training sees it move.
///
/// Thread-safe: the bar is drawn from a thread of its own.
final class Console implements Host {
  private static final long PAUSE_NANOS = 100_000_000;

  private final Streams streams;
  private final Interruption interruption;
  private final Writer out;
  private final Writer err;
  private long flushed = System.nanoTime() - PAUSE_NANOS;
  private boolean reported;
  private boolean json;
  private String bar = "";

  Console(Streams streams, Interruption interruption) {
    this.streams = streams;
    this.interruption = interruption;
    this.out = writer(streams.out());
    this.err = writer(streams.err());
  }

  private static Writer writer(OutputStream stream) {
    return new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
  }

  /// Standard output cannot be written to.
  static final class OutputLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutputLost(IOException cause) {
      super(cause);
    }

    @Override
    public synchronized IOException getCause() {
      return (IOException) super.getCause();
    }
  }

  /// Standard input.
  InputStream in() {
    return streams.in();
  }

  @Override
  public void line(String text) {
    write(text + "\n");
  }

  /// Whole lines.
  synchronized void write(String lines) {
    String hidden = hideBar();
    try {
      out.write(lines);
      if (streams.terminal() || System.nanoTime() - flushed >= PAUSE_NANOS) {
        flush();
      }
    } catch (IOException e) {
      throw new OutputLost(e);
    }
    showBar(hidden);
  }

  /// Sends what has been written on its way.
  ///
  /// @throws OutputLost if it cannot be
  synchronized void flush() {
    try {
      out.flush();
      flushed = System.nanoTime();
    } catch (IOException e) {
      throw new OutputLost(e);
    }
  }

  /// Sends what has been written on its way, if anybody takes it.
  void flushOrLose() {
    try {
      flush();
    } catch (OutputLost _) {
      // The writer of the next line is told; after the last, nobody is left to tell.
    }
  }

  /// Has diagnostics and messages written as JSON from now on, one object a line.
  void speakJson() {
    json = true;
  }

  @Override
  public void report(Diagnostic diagnostic) {
    report(List.of(diagnostic));
  }

  /// Diagnostics, with an empty line between them.
  synchronized void report(List<Diagnostic> diagnostics) {
    if (json) {
      diagnostics.forEach(diagnostic -> tell(DiagnosticJson.of(diagnostic) + "\n"));
      return;
    }
    DiagnosticRenderer renderer =
        streams.coloured() ? DiagnosticRenderer.coloured() : DiagnosticRenderer.plain();
    String text = renderer.render(diagnostics) + "\n";
    tell(reported ? "\n" + text : text);
    reported = true;
  }

  /// A message of ours that has no place in a program.
  ///
  /// @param helps what to do, one line each
  void say(String message, String... helps) {
    if (json) {
      tell(DiagnosticJson.message(message, List.of(helps)) + "\n");
      return;
    }
    StringBuilder text = new StringBuilder("adjoint: " + message + "\n");
    for (String help : helps) {
      text.append("  = help: ").append(help).append('\n');
    }
    tell(text.toString());
  }

  /// Whole lines for standard error, after the results so far.
  synchronized void tell(String text) {
    String hidden = hideBar();
    flushOrLose();
    writeError(text);
    showBar(hidden);
  }

  @Override
  public Host.Progress progress(String what, long steps) {
    interruption.learning();
    return new ProgressLine(this, what, steps, System::nanoTime);
  }

  @Override
  public boolean isStopped() {
    return interruption.isRequested();
  }

  @Override
  public void leftOut(String lines) {
    say("left out: " + lines + ", which would learn more, or expect it");
  }

  /// Whatever was stopped, more may begin.
  void goOn() {
    interruption.clear();
  }

  /// Loops are to end; the second time, when none listens, the process.
  void interrupt() {
    if (interruption.isRequested()) {
      Runtime.getRuntime().halt(Status.INTERRUPTED);
    }
    interruption.stopLoops();
  }

  /// Whether a person sees the results as they are written, and types what is read.
  boolean isTerminal() {
    return streams.terminal();
  }

  /// Whether the process is to end.
  boolean isEnd() {
    return interruption.isEnd();
  }

  /// Whether a line may move.
  boolean isLively() {
    return streams.lively();
  }

  /// Shows a text in the last line of the terminal, below what is written from now on, in place of
  /// the one before; nothing if it is empty.
  synchronized void showBar(String text) {
    if (text.isEmpty()) {
      hideBar();
    } else {
      // Without wrapping, so that it stays one line in a narrow window.
      writeError("\r\u001b[?7l" + text + "\u001b[K\u001b[?7h");
      bar = text;
    }
  }

  private String hideBar() {
    String hidden = bar;
    if (!hidden.isEmpty()) {
      writeError("\r\u001b[K");
      bar = "";
    }
    return hidden;
  }

  private void writeError(String text) {
    try {
      err.write(text);
      err.flush();
    } catch (IOException _) {
      // There is nobody left to tell.
    }
  }
}
