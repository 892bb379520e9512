package dev.adjoint.play;

import dev.adjoint.data.TensorFile;
import dev.adjoint.lang.check.Definition;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.lang.syntax.Statement;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The files that a version of a script was read from: the script, what it imports, and its data.
final class Watched {
  private static final Pattern STRING = Pattern.compile("\"([^\"\\n]+)\"");

  private final Project project;
  private final Set<Path> files = new LinkedHashSet<>();

  private Watched(Project project) {
    this.project = project;
    files.add(project.file());
  }

  static Set<Path> of(Version version, Project project) {
    Watched watched = new Watched(project);
    version.text().ifPresent(text -> watched.add(text, version));
    return watched.files;
  }

  private void add(SourceText text, Version version) {
    project.setup().bindings().values().forEach(files::add);
    if (version.isRight()) {
      data(version.script().orElseThrow());
      imports(text);
    } else {
      // What it would read is not known, and one of these may be what is wrong with it.
      Matcher strings = STRING.matcher(text.text());
      while (strings.find()) {
        file(strings.group(1));
      }
    }
  }

  private void data(Script script) {
    for (Definition definition : script.definitions().values()) {
      if (definition instanceof Definition.OfFile(TensorFile file)) {
        files.add(file.file().path());
      }
    }
  }

  private void imports(SourceText text) {
    Deque<SourceText> unread = new ArrayDeque<>(Set.of(text));
    while (!unread.isEmpty()) {
      for (Statement statement : statements(unread.remove())) {
        if (statement instanceof Statement.Import imported && file(imported.path())) {
          Path path = project.folder().resolve(imported.path());
          try {
            unread.add(new SourceText(imported.path(), Files.readString(path)));
          } catch (IOException _) {
            // gone since
          }
        }
      }
    }
  }

  private static Iterable<Statement> statements(SourceText text) {
    try {
      return Parser.parse(text).statements();
    } catch (AdjointException _) {
      return Set.of(); // changed since
    }
  }

  /// @return whether it is a new one
  private boolean file(String written) {
    try {
      return files.add(project.folder().resolve(written));
    } catch (InvalidPathException _) {
      return false; // a text that names no file
    }
  }
}
