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
  /// A program that a person wrote is smaller by far.
  private static final int MAX_BYTES = 16 << 20;

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
    Path path = FileAccess.of(elaboration.setup, s.path(), s.pathSpan()).normalize();
    if (!elaboration.imported.add(path)) {
      return;
    }
    elaboration.files.add(path);
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
      if (!Files.exists(path)) {
        throw new AdjointException(missing(path, s));
      }
      if (Files.isRegularFile(path) && Files.size(path) <= MAX_BYTES) {
        return new SourceText(s.path(), Files.readString(path));
      }
    } catch (CharacterCodingException _) {
      throw new AdjointException(
          LangCode.BAD_IMPORT.at(s.pathSpan(), "`" + s.path() + "` is not text in UTF-8"));
    } catch (IOException _) {
      // told below
    }
    throw new AdjointException(
        LangCode.BAD_IMPORT.at(s.pathSpan(), "`" + s.path() + "` cannot be read"));
  }
}
