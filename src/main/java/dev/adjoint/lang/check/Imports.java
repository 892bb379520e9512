package dev.adjoint.lang.check;

import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.lang.syntax.Statement;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Other programs' declarations.
final class Imports {
  private Imports() {}

  /// Takes note that the program itself need not be imported by what it imports.
  static void own(Elaboration elaboration, SourceText program) {
    String name = program.name().substring(program.name().lastIndexOf('/') + 1);
    try {
      elaboration.imported.add(elaboration.setup.folder().resolve(name).normalize());
    } catch (InvalidPathException _) {
      // a text that is no file
    }
  }

  /// Declares here what another file declares; its actions are left out. A file that has been
  /// imported is not imported again.
  static void bring(Elaboration elaboration, Statement.Import s, Statements into) {
    Path path = elaboration.setup.folder().resolve(s.path()).normalize();
    if (!elaboration.imported.add(path)) {
      return;
    }
    into.imported().run(Parser.parse(read(path, s)).statements());
  }

  private static SourceText read(Path path, Statement.Import s) {
    try {
      return new SourceText(s.path(), Files.readString(path));
    } catch (IOException _) {
      throw new AdjointException(
          LangCode.BAD_IMPORT
              .at(s.pathSpan(), "`" + s.path() + "` cannot be read")
              .note("paths are relative to the script's own folder"));
    }
  }
}
