package dev.adjoint.cli;

import dev.adjoint.lang.check.Builtins;
import dev.adjoint.lang.check.Value;
import dev.adjoint.lang.run.Workspace;
import dev.adjoint.lang.syntax.Keywords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jline.reader.Candidate;
import org.jline.reader.ParsedLine;

/// What a word that has begun may become: the names and dimensions of the program, what the
/// language provides, with its documentation, its keywords, and the commands.
final class Completion {
  private Completion() {}

  /// All that could stand in the place of the word; the editor leaves out what does not fit.
  static List<Candidate> of(ParsedLine line, Workspace workspace) {
    String word = line.word();
    boolean isFirst = line.line().substring(0, line.cursor()).strip().equals(word);
    if (isFirst && word.startsWith(":")) {
      return ReplAction.ALL.stream()
          .map(action -> candidate(":" + action.name(), "commands", action.doc()))
          .toList();
    }
    int dot = word.lastIndexOf('.');
    if (dot >= 0) {
      return fields(word.substring(0, dot), workspace.names());
    }
    List<Candidate> all = new ArrayList<>();
    workspace.names().forEach((name, value) -> all.add(candidate(name, "names", value.kind())));
    Builtins.rows().stream()
        .filter(row -> !workspace.names().containsKey(row.name()))
        .forEach(
            row -> all.add(candidate(row.name(), "functions", row.usage() + ": " + row.doc())));
    Keywords.ALL.forEach(keyword -> all.add(candidate(keyword, "keywords", "")));
    return all;
  }

  /// What has a name within a value: the parameters of a layer.
  private static List<Candidate> fields(String base, Map<String, Value> names) {
    List<Candidate> all = new ArrayList<>();
    if (names.get(base) instanceof Value.Fields(String what, Map<String, Value> values)) {
      values.forEach((name, value) -> all.add(candidate(base + "." + name, what, value.kind())));
    }
    if (names.get(base) instanceof Value.Layer layer) {
      layer
          .fields()
          .forEach((name, value) -> all.add(candidate(base + "." + name, "names", value.kind())));
    }
    if (names.get(base) instanceof Value.Tensor) {
      all.add(candidate(base + ".T", "names", "the transpose"));
      all.add(candidate(base + ".shape", "names", "the sizes of its axes"));
    }
    return all;
  }

  private static Candidate candidate(String name, String group, String doc) {
    return new Candidate(name, name, group, doc.isEmpty() ? null : doc, null, null, false);
  }
}
