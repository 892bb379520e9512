package dev.adjoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What is said of failures that no program should be able to cause.
class EndingsTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void internalErrorGoesToALog() throws Exception {
    assertThat(status(new IllegalStateException("wires crossed"))).isEqualTo(Status.INTERNAL);
    Matcher matcher =
        Pattern.compile(
                """
                adjoint: internal error: java.lang.IllegalStateException: wires crossed
                  = help: this is a mistake of ours: please report it as an issue of the project, with (.*)
                """)
            .matcher(said());
    assertThat(matcher.matches()).isTrue();
    Path log = Path.of(matcher.group(1));
    try {
      assertThat(Files.readString(log))
          .startsWith("adjoint ")
          .contains("[run, a.adj]", "wires crossed", "\tat " + EndingsTest.class.getName());
    } finally {
      Files.delete(log);
    }
  }

  @Test
  void memoryRunsOutOnAnyThread() {
    assertThat(status(new IllegalStateException(new ExecutionException(new OutOfMemoryError()))))
        .isEqualTo(Status.WRONG);
    assertThat(said())
        .startsWith("adjoint: out of memory: ")
        .contains("JDK_JAVA_OPTIONS=-Xmx")
        .doesNotContain("Exception");
  }

  @Test
  void stackRunsOut() {
    assertThat(status(new StackOverflowError())).isEqualTo(Status.WRONG);
    assertThat(said()).startsWith("adjoint: out of stack: ").contains("JDK_JAVA_OPTIONS=-Xss");
  }

  private int status(Throwable thrown) {
    var nothing = new ByteArrayInputStream(new byte[0]);
    var streams = Streams.plain(nothing, new ByteArrayOutputStream(), err);
    var console = new Console(streams, new Interruption());
    return Endings.of(thrown, List.of("run", "a.adj"), console);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
