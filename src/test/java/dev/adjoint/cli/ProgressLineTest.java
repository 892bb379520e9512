package dev.adjoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.lang.run.Host;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Streams files = Streams.plain(new ByteArrayInputStream(new byte[0]), out, err);
  private final Streams terminal = files.on(true, true, Map.of());

  @Test
  void showsABarWhenWorkIsLong() {
    work(terminal, Duration.ofSeconds(1));
    assertThat(shown()).contains("train ", "61%", "61/100");
    assertThat(shown()).endsWith("\r\u001b[K");
    assertThat(out.size()).isZero();
  }

  @Test
  void showsNoBarWhenWorkIsShort() {
    work(terminal, Duration.ofMillis(999));
    assertThat(shown()).isEmpty();
  }

  @Test
  void showsNoBarToAFile() {
    work(files, Duration.ofSeconds(1));
    assertThat(shown()).isEmpty();
  }

  private void work(Streams streams, Duration length) {
    Console console = new Console(streams, new Interruption());
    AtomicLong clock = new AtomicLong(Long.MAX_VALUE); // a clock of nanoseconds may pass over 0
    try (Host.Progress progress = new ProgressLine(console, "train", 100, clock::get)) {
      progress.at(50);
      clock.addAndGet(length.toNanos());
      progress.at(60);
      progress.at(61);
    }
  }

  private String shown() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
