package dev.adjoint.draw;

import dev.adjoint.draw.ink.Output;
import dev.adjoint.draw.ink.RasterInk;
import dev.adjoint.draw.ink.SvgInk;
import dev.adjoint.draw.layout.DotText;
import dev.adjoint.draw.layout.Layout;
import dev.adjoint.draw.layout.Painting;
import dev.adjoint.draw.page.Document;
import dev.adjoint.draw.page.Page;
import dev.adjoint.draw.sketch.Scene;
import dev.adjoint.draw.sketch.Sketch;
import dev.adjoint.draw.sketch.Sketcher;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.trace.Trace;
import dev.adjoint.trace.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A computation graph as a person reads it: names, formulas, shapes, and on the same boxes the
/// values of a forward pass and the derivatives of a backward pass.
///
/// ```java
/// Picture.of(Graph.of(J)).values(values).gradients(cotangents, "J").write(Path.of("graph.svg"));
/// ```
///
/// Data, parameters, constants, operations and outputs differ in shape and in colour. Each layer or
/// function has a frame around what was made in it. Broadcasts, transposes and numbers without a name
/// are told in the formula that uses them. What has no value or derivative says so; it never says 0.
///
/// The same picture gives the same bytes, on any machine that lays it out with the same program: the
/// `dot` of Graphviz where it is on the `PATH`, else one written in Java. The system property
/// `adjoint.dot` chooses: `java`, or the path of a `dot`.
///
/// @param scene what is drawn, and how much of it
/// @param versions other graphs of the same computation, which a page shows beside
public record Picture(Scene scene, List<Version> versions) {
  public Picture {
    versions = List.copyOf(versions);
  }

  /// The picture of one graph.
  public Picture(Scene scene) {
    this(scene, List.of());
  }

  /// The picture of a graph, without numbers.
  public static Picture of(Graph graph) {
    return of(Trace.of(graph));
  }

  /// The picture of a graph with the numbers of a run.
  public static Picture of(Trace trace) {
    return new Picture(Scene.of(trace));
  }

  /// This picture under a heading.
  public Picture title(String title) {
    return new Picture(scene.title(title), versions);
  }

  /// This picture with prose on it as a whole, such as when its numbers were taken.
  public Picture note(String note) {
    return new Picture(scene.note(note), versions);
  }

  /// This picture with the nodes' values.
  public Picture values(Map<Node, Tensor> values) {
    return new Picture(scene.trace(scene.trace().values(values)), versions);
  }

  /// This picture with the derivatives of the value called `of` by the nodes.
  public Picture gradients(Map<Node, Tensor> gradients, String of) {
    return new Picture(scene.trace(scene.trace().gradients(gradients, of)), versions);
  }

  /// This picture with boxes for other nodes.
  public Picture detail(Scene.Detail detail) {
    return new Picture(scene.detail(detail), versions);
  }

  /// This picture the other way round.
  public Picture direction(Scene.Direction direction) {
    return new Picture(scene.direction(direction), versions);
  }

  /// This picture with the layers and functions that `depth` others lie around closed: each is one
  /// box, and several like ones side by side are one box, `12 × dense`. At 0 the outermost are closed.
  /// Without this all are open, unless there would be too many boxes to read.
  public Picture depth(int depth) {
    return new Picture(scene.depth(depth), versions);
  }

  /// This picture with other versions of its graph, such as the [dev.adjoint.trace.Stages] of what it
  /// goes through. Only pages show them.
  public Picture versions(List<Version> versions) {
    return new Picture(scene, versions);
  }

  /// The picture in the language of Graphviz.
  ///
  /// @throws dev.adjoint.source.AdjointException if there are too many boxes to read
  public String dot() {
    return DotText.of(sketch());
  }

  /// The picture as an SVG document.
  ///
  /// @throws dev.adjoint.source.AdjointException if there are too many boxes to read, or the `dot`
  ///     that was asked for does not run
  public String svg() {
    return SvgInk.svg(painting());
  }

  /// The picture as a PNG image, two pixels to a point.
  ///
  /// @throws dev.adjoint.source.AdjointException as [#svg], and if the machine has no fonts
  public byte[] png() {
    return RasterInk.png(painting());
  }

  /// The picture as a page that needs nothing but itself: it folds and unfolds, and steps through
  /// both passes. See [dev.adjoint.draw.page].
  ///
  /// @throws dev.adjoint.source.AdjointException if there are too many boxes to read
  public String html() {
    return Page.of(Document.of(scene, versions));
  }

  private Sketch sketch() {
    return Sketcher.of(scene, new Slopes(scene));
  }

  private Painting painting() {
    Sketch sketch = sketch();
    return new Painting(sketch, Layout.chosen().place(sketch));
  }

  /// Writes the picture in the format that the file's name says: `.html`, `.svg`, `.png` or `.dot`.
  /// The file is there whole or not at all.
  ///
  /// @throws dev.adjoint.source.AdjointException as [#png], and if the name says another format, or
  ///     the file cannot be written
  public void write(Path file) {
    Output.write(
        file,
        Map.of(
            ".html", () -> Output.bytes(html()),
            ".dot", () -> Output.bytes(dot()),
            ".svg", () -> Output.bytes(svg()),
            ".png", this::png));
  }
}
