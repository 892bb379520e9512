package dev.adjoint.play;

import dev.adjoint.draw.page.Document;
import dev.adjoint.draw.page.Page;
import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.run.Drawings;
import dev.adjoint.lang.run.Values;
import dev.adjoint.source.SourceText;
import java.util.List;
import java.util.Optional;

/// What the page shows of the graph.
///
/// @param step the number of steps after which the values are, or -1 at the start
record PageDocument(Document document, long step) {
  private static final String NO_SCALAR =
      "There is no picture: the script computes no value that one could be of. `--of NAME` names"
          + " one.";

  /// Nothing yet.
  static PageDocument none(Project project, Optional<SourceText> text) {
    return new PageDocument(Document.empty(project.name(), text.stream().toList(), List.of()), -1);
  }

  /// The graph of a version's subject.
  ///
  /// @param place where its values are taken; at the start if there is none
  /// @throws dev.adjoint.source.AdjointException if they cannot be computed
  static PageDocument of(Project project, Version version, Optional<Tape.Entry> place) {
    Script script = version.script().orElseThrow();
    Optional<Node> subject = version.subject();
    long step = place.map(Tape.Entry::step).orElse(-1L);
    if (subject.isEmpty()) {
      List<SourceText> sources = version.text().stream().toList();
      return new PageDocument(Document.empty(project.name(), sources, List.of(NO_SCALAR)), step);
    }
    Values values =
        place.map(p -> p.place().values(script)).orElseGet(() -> new Values(script.definitions()));
    Document document = Document.of(Drawings.picture(subject.get(), values).scene());
    return new PageDocument(place.map(p -> document.remark(remark(p))).orElse(document), step);
  }

  private static String remark(Tape.Entry place) {
    return place.step() == 0
        ? "The numbers are those before the training."
        : "The numbers are those after %d %s of the training."
            .formatted(place.step(), place.unit() + (place.step() == 1 ? "" : "s"));
  }

  String json() {
    return document.json();
  }

  String html() {
    return Page.live(document);
  }
}
