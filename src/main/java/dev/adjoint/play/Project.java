package dev.adjoint.play;

import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.check.Setup;
import dev.adjoint.source.SourceText;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// A script to play, and what it is given from outside.
///
/// @param file where it is
/// @param setup what comes to it from outside
/// @param reader reads it as it is now, or throws a [dev.adjoint.source.AdjointException]
/// @param subject the value that the picture is of, if there is one; it may throw the same
/// @param writes whether its actions write their files, which else go to the page alone
public record Project(
    Path file,
    Setup setup,
    Supplier<SourceText> reader,
    Function<Script, Optional<Node>> subject,
    boolean writes) {

  /// A script by itself, as it is without a command line.
  ///
  /// @param subject the value that the picture is of, if there is one
  public static Project of(
      Path file, Supplier<SourceText> reader, Function<Script, Optional<Node>> subject) {
    return new Project(file, Setup.in(folder(file)), reader, subject, false);
  }

  String name() {
    return file.getFileName().toString();
  }

  Path folder() {
    return folder(file);
  }

  private static Path folder(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }
}
