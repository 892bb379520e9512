package dev.adjoint.lang.check;

import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.lang.syntax.Statement;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.SourceText;
import dev.adjoint.source.Spelling;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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

  private static Diagnostic missing(Path path, Statement.Import s) {
    Diagnostic diagnostic =
        LangCode.BAD_IMPORT
            .at(s.pathSpan(), "there is no file `" + s.path() + "`")
            .note("a path starts at the folder of the program that imports it");
    Path folder = path.toAbsolutePath().getParent();
    try (Stream<Path> entries = Files.list(folder)) {
      List<String> names =
          entries
              .map(entry -> entry.getFileName().toString())
              .filter(n -> n.endsWith(".adj"))
              .toList();
      return Spelling.nearest(path.getFileName().toString(), names)
          .map(near -> diagnostic.help("did you mean `" + near + "`?"))
          .orElse(diagnostic);
    } catch (IOException _) {
      return diagnostic.note("there is no folder of that name either");
    }
  }

  private static SourceText read(Path path, Statement.Import s) {
    try {
      return new SourceText(s.path(), Files.readString(path));
    } catch (IOException e) {
      String name = "`" + s.path() + "`";
      boolean isText = !(e instanceof CharacterCodingException);
      throw new AdjointException(
          Files.exists(path)
              ? LangCode.BAD_IMPORT.at(
                  s.pathSpan(), name + (isText ? " cannot be read" : " is not text in UTF-8"))
              : missing(path, s));
    }
  }
}
