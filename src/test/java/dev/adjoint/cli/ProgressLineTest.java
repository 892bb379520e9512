package dev.adjoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.lang.run.Host;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Streams files = Streams.plain(new ByteArrayInputStream(new byte[0]), out, err);
  private final Streams terminal = files.on(true, true, Map.of());

  @Test
  void showsABarWhenWorkIsLong() throws Exception {
    work(terminal, 1100);
    assertThat(shown()).contains("train ", "61%", "61/100");
    assertThat(shown()).endsWith("\r\u001b[K");
    assertThat(out.size()).isZero();
  }

  @Test
  void showsNoBarWhenWorkIsShort() throws Exception {
    work(terminal, 10);
    assertThat(shown()).isEmpty();
  }

  @Test
  void showsNoBarToAFile() throws Exception {
    work(files, 1100);
    assertThat(shown()).isEmpty();
  }

  private void work(Streams streams, int millis) throws Exception {
    Console console = new Console(streams, new Interruption());
    try (Host.Progress progress = console.progress("train", 100)) {
      progress.at(50);
      Thread.sleep(millis);
      progress.at(60);
      progress.at(61);
    }
  }

  private String shown() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
