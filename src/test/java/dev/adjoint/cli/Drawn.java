package dev.adjoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Pages that the command `draw` makes.
public final class Drawn {
  private Drawn() {}

  /// The page of a script that is written here.
  ///
  /// @param folder where script and page are written to
  public static Path page(Path folder, String script, String... options) {
    try {
      return page(folder, Files.writeString(folder.resolve("script.adj"), script), options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The page of what is known of a script that is wrong.
  public static Path partialPage(Path folder, String script) {
    try {
      Path file = Files.writeString(folder.resolve("script.adj"), script);
      return page(Status.WRONG, folder, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The page of a script in a file.
  public static Path page(Path folder, Path script, String... options) {
    return page(Status.DONE, folder, script, options);
  }

  private static Path page(int status, Path folder, Path script, String... options) {
    Path page = folder.resolve("page.html");
    List<String> arguments =
        new ArrayList<>(List.of("draw", script.toString(), "--to", page.toString()));
    arguments.addAll(List.of(options));
    Adjoint.Outcome outcome = Adjoint.adjoint(arguments.toArray(String[]::new));
    assertThat(outcome.status()).as(outcome.err()).isEqualTo(status);
    return page;
  }
}
