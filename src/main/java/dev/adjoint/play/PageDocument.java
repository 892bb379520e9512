package dev.adjoint.play;

import dev.adjoint.draw.Picture;
import dev.adjoint.draw.page.Document;
import dev.adjoint.draw.page.Page;
import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Partial;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.run.Drawings;
import dev.adjoint.lang.run.PartialDrawing;
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

  /// What there is to show of a version: the graph of its subject; of a wrong one what is known.
  ///
  /// @param place where the values are taken; at the start if there is none
  /// @return nothing if it has no value, known or not
  /// @throws dev.adjoint.source.AdjointException if the values cannot be computed
  static Optional<PageDocument> of(Project project, Version version, Optional<Tape.Entry> place) {
    return switch (version.reading()) {
      case Reading.Nothing _ -> Optional.empty();
      case Reading.Wrong(Partial known, Optional<Node> subject) ->
          PartialDrawing.of(known, subject, values(known.script(), place))
              .map(picture -> of(picture, place));
      case Reading.Right(Script script, Optional<Node> subject) ->
          Optional.of(
              subject
                  .map(node -> of(Drawings.picture(node, values(script, place)), place))
                  .orElseGet(() -> without(project, version, place)));
    };
  }

  private static Values values(Script script, Optional<Tape.Entry> place) {
    return place
        .map(p -> p.place().values(script))
        .orElseGet(() -> new Values(script.definitions()));
  }

  private static PageDocument of(Picture picture, Optional<Tape.Entry> place) {
    Document document = Document.of(picture.scene());
    return new PageDocument(
        place.map(p -> document.remark(remark(p))).orElse(document), step(place));
  }

  private static PageDocument without(
      Project project, Version version, Optional<Tape.Entry> place) {
    List<SourceText> sources = version.text().stream().toList();
    return new PageDocument(
        Document.empty(project.name(), sources, List.of(NO_SCALAR)), step(place));
  }

  private static long step(Optional<Tape.Entry> place) {
    return place.map(Tape.Entry::step).orElse(-1L);
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
