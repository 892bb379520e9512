package dev.adjoint.draw;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.tensor.Tensor;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

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
/// @param graph what is drawn
/// @param title the heading, or empty
/// @param values the values of nodes; if it is empty, no values are shown
/// @param gradients the derivatives by nodes; if it is empty, no derivatives are shown
/// @param gradientOf what `gradients` are the derivatives of, such as `J`
/// @param detail which nodes have a box
/// @param direction which way values flow
public record Picture(
    Graph graph,
    String title,
    Map<Node, Tensor> values,
    Map<Node, Tensor> gradients,
    String gradientOf,
    Detail detail,
    Direction direction) {

  /// Which nodes have a box of their own.
  public enum Detail {
    /// Every operation.
    OPERATIONS,
    /// What has a name; the operations between are told in its formula.
    NAMES
  }

  /// Which way values flow.
  public enum Direction {
    /// To the right if the graph is short, else down.
    AUTOMATIC,
    /// To the right.
    RIGHT,
    /// Down the page.
    DOWN
  }

  public Picture {
    Objects.requireNonNull(graph);
    Objects.requireNonNull(title);
    Objects.requireNonNull(gradientOf);
    Objects.requireNonNull(detail);
    Objects.requireNonNull(direction);
    values = Map.copyOf(values);
    gradients = Map.copyOf(gradients);
  }

  /// The picture of a graph, without numbers.
  public static Picture of(Graph graph) {
    return new Picture(graph, "", Map.of(), Map.of(), "", Detail.OPERATIONS, Direction.AUTOMATIC);
  }

  /// This picture under a heading.
  public Picture title(String title) {
    return new Picture(graph, title, values, gradients, gradientOf, detail, direction);
  }

  /// This picture with the nodes' values.
  public Picture values(Map<Node, Tensor> values) {
    return new Picture(graph, title, values, gradients, gradientOf, detail, direction);
  }

  /// This picture with the derivatives of the value called `of` by the nodes.
  public Picture gradients(Map<Node, Tensor> gradients, String of) {
    return new Picture(graph, title, values, gradients, of, detail, direction);
  }

  /// This picture with boxes for other nodes.
  public Picture detail(Detail detail) {
    return new Picture(graph, title, values, gradients, gradientOf, detail, direction);
  }

  /// This picture the other way round.
  public Picture direction(Direction direction) {
    return new Picture(graph, title, values, gradients, gradientOf, detail, direction);
  }

  /// The picture in the language of Graphviz.
  ///
  /// @throws dev.adjoint.source.AdjointException if there are too many boxes to read
  public String dot() {
    return DotText.of(Sketcher.of(this));
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

  private Painting painting() {
    Sketch sketch = Sketcher.of(this);
    return new Painting(sketch, Layout.chosen().place(sketch));
  }

  /// Writes the picture in the format that the file's name says: `.dot`, `.svg` or `.png`. The file
  /// is there whole or not at all.
  ///
  /// @throws dev.adjoint.source.AdjointException as [#png], and if the name says another format, or
  ///     the file cannot be written
  public void write(Path file) {
    Output.write(
        file,
        Map.of(
            ".dot", () -> Output.bytes(dot()),
            ".svg", () -> Output.bytes(svg()),
            ".png", this::png));
  }
}
