package dev.adjoint.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.adjoint.draw.chart.Plot;
import dev.adjoint.draw.ink.Ink;
import dev.adjoint.draw.ink.RasterInk;
import dev.adjoint.draw.ink.SvgInk;
import dev.adjoint.draw.layout.JavaDot;
import dev.adjoint.draw.layout.Layout;
import dev.adjoint.draw.layout.Legend;
import dev.adjoint.draw.layout.Painting;
import dev.adjoint.draw.layout.Placement;
import dev.adjoint.draw.sketch.Scene;
import dev.adjoint.draw.sketch.Sketch;
import dev.adjoint.draw.sketch.Sketcher;
import dev.adjoint.graph.Fragment;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.Tensor;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// The documents, images and files that come out.
class DrawingTest {
  private static final String NASTY = "</script> & \"q\" 'a' <b>\\N\\n\n\t\u0000 漢字 😀 \ud800";
  private static final String CLEAN = "</script> & \"q\" 'a' <b>\\N\\n  \ufffd 漢字 😀 \ufffd";

  private static String javaSvg(Picture picture) {
    Sketch sketch = Sketcher.of(picture.scene());
    return SvgInk.svg(new Painting(sketch, new JavaDot().place(sketch)));
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> texts(Document document) {
    List<String> texts = new ArrayList<>();
    var elements = document.getElementsByTagName("text");
    for (int i = 0; i < elements.getLength(); i++) {
      texts.add(elements.item(i).getTextContent());
    }
    return texts;
  }

  private static Picture nasty() {
    Node x = Node.input(NASTY);
    return Picture.of(Graph.of(x.negate().named(NASTY + "2"))).title(NASTY);
  }

  @Test
  void namesAreEscapedInSvg() throws Exception {
    String svg = javaSvg(nasty());
    assertThat(texts(parse(svg))).contains(CLEAN, CLEAN + "2", "-" + CLEAN);
    assertThat(svg).doesNotContain("</script>");
  }

  @Test
  void namesAreEscapedInDot() throws Exception {
    assertThat(nasty().dot())
        .doesNotContain("</script>")
        .contains("&lt;b&gt;\\\\N\\\\n")
        .contains("&lt;/script&gt; &amp; &quot;q&quot; 'a' ");
    assumeTrue(Layout.onPath().isPresent(), "Graphviz is not installed: no `dot` on the PATH");
    Process dot = new ProcessBuilder(Layout.onPath().get().toString(), "-Tsvg").start();
    dot.getOutputStream().write(nasty().dot().getBytes(StandardCharsets.UTF_8));
    dot.getOutputStream().close();
    String svg = new String(dot.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(dot.waitFor()).isZero();
    String plain = svg.replaceFirst("<!DOCTYPE[^>]*>", "").replace("&#160;", " ");
    assertThat(texts(parse(plain))).contains(CLEAN + "2");
  }

  @Test
  void svgIsOneDocumentThatNeedsNothing() throws Exception {
    String svg = javaSvg(Examples.notes().full());
    Element root = parse(svg).getDocumentElement();
    assertThat(root.getAttribute("viewBox")).isNotEmpty();
    assertThat(svg).doesNotContain("href").doesNotContain("<script").doesNotContain("<!--");
    assertThat(texts(parse(svg)))
        .contains("J = 3 * (a + b * c)", "= 33", "∂J/∂b = 6", "b * c", "3 * v");
  }

  /// What is left of a drawing in black and white: for each kind of card its outlines, without
  /// their sizes.
  private static final class BlackAndWhite implements Ink {
    private final Map<String, String> looks = new HashMap<>();
    private final StringBuilder look = new StringBuilder();
    private String kind = "";

    @Override
    public void begin(String kind, String id, String tip) {
      this.kind = kind;
      look.setLength(0);
    }

    @Override
    public void end() {
      looks.put(kind, look.toString());
    }

    @Override
    public void draw(Shape shape, Pen pen) {
      Rectangle2D bounds = shape.getBounds2D();
      double[] start = new double[6];
      shape.getPathIterator(null).currentSegment(start);
      look.append(pen.width()).append(pen.dashes());
      look.append(" from ").append(start[0] - bounds.getX()).append(' ');
      look.append(start[1] - bounds.getY()).append('\n');
    }

    @Override
    public void draw(BufferedImage picture, Rectangle2D place) {}

    @Override
    public void write(Sketch.Text text, double x, double baseline, boolean centred) {}
  }

  @Test
  void rolesAreToldApartWithoutColour() {
    Node w = Node.parameter("w");
    Node c = Node.constant(3).named("c");
    Node cost = w.times(Node.input("x")).plus(c).named("J");
    Map<Node, Tensor> values = Map.of(w, Tensor.scalar(1));
    Sketch sketch = Sketcher.of(Picture.of(Graph.of(cost)).values(values).scene());
    BlackAndWhite ink = new BlackAndWhite();
    new Painting(sketch, new JavaDot().place(sketch)).draw(ink);
    assertThat(ink.looks.keySet())
        .containsExactlyInAnyOrder(
            "data", "parameter", "constant", "operation", "output", "legend");
    assertThat(ink.looks.values()).doesNotHaveDuplicates();
  }

  /// The name of a frame keeps out of the way of an arrow that enters below it.
  @Test
  void namesOfFramesAreClearOfArrows() {
    Node x = Node.input("x");
    Node y = Fragment.enter("a_name_as_wide_as_its_box", "f").around(x::negate).named("y");
    Sketch sketch = Sketcher.of(Picture.of(Graph.of(y)).direction(Scene.Direction.DOWN).scene());
    Rectangle2D frame = new Rectangle2D.Double(0, 100, 600, 90);
    for (double at : List.of(40.0, 560.0)) {
      Path2D wire = new Path2D.Double();
      wire.moveTo(at, 60);
      wire.lineTo(at, 120);
      var cards =
          List.<Rectangle2D>of(
              new Rectangle2D.Double(at - 20, 0, 40, 60),
              new Rectangle2D.Double(at - 20, 120, 40, 60));
      var placement =
          new Placement(
              600, 200, cards, List.of(wire), List.of(frame), new Legend(0, 190, List.of()));
      double name =
          texts(SvgInk.svg(new Painting(sketch, placement)), "a_name_as_wide_as_its_box: f");
      assertThat(name)
          .isCloseTo(at < 300 ? 600 - 7 - width("a_name_as_wide_as_its_box: f") : 7, within(0.02));
    }
  }

  private static double width(String name) {
    return Math.round(100 * new Sketch.Text(name, Sketch.Style.FRAME).width()) / 100.0;
  }

  /// Where a text begins.
  private static double texts(String svg, String text) {
    return svg.lines()
        .filter(line -> line.startsWith("<text") && line.contains(">" + text + "<"))
        .mapToDouble(line -> Double.parseDouble(line.replaceFirst(".* x=\"([^\"]*)\".*", "$1")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theSamePictureHasTheSameBytes() {
    Picture picture = Examples.network().full();
    assertThat(Examples.network().full().dot()).isEqualTo(picture.dot());
    assertThat(Examples.network().full().svg()).isEqualTo(picture.svg());
    assertThat(Examples.network().full().png()).isEqualTo(picture.png());
  }

  @Test
  void bytesDoNotDependOnIdentities() throws Exception {
    Set<String> outputs = new HashSet<>();
    for (int seed : List.of(0, 3, 5)) { // how the JVM makes up hash codes
      Process java =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UnlockExperimentalVMOptions",
                  "-XX:hashCode=" + seed,
                  "-Dadjoint.dot=java",
                  "-cp",
                  System.getProperty("java.class.path"),
                  DrawingTest.class.getName(),
                  Integer.toString(seed))
              .redirectErrorStream(true)
              .start();
      outputs.add(new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
      assertThat(java.waitFor()).isZero();
    }
    assertThat(outputs).hasSize(1);
    assertThat(outputs.iterator().next()).contains("</svg>");
  }

  /// Prints drawings.
  ///
  /// @param args how many nodes to make before: nodes have running numbers
  public static void main(String[] args) {
    IntStream.range(0, Integer.parseInt(args[0])).forEach(Node::constant);
    System.out.print(Examples.network().full().dot());
    System.out.print(Examples.network().full().svg());
    System.out.print(Examples.logistic().full().detail(Scene.Detail.NAMES).svg());
    System.out.print(Plot.of(Plot.Series.of("x", Tensor.vector(3, 1, 2))).svg());
  }

  @Test
  void pngHasTwoPixelsToAPoint() throws IOException {
    Sketch sketch = Sketcher.of(Examples.notes().full().scene());
    Painting painting = new Painting(sketch, new JavaDot().place(sketch));
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(RasterInk.png(painting)));
    assertThat((double) image.getWidth()).isEqualTo(2 * painting.width());
    assertThat((double) image.getHeight()).isEqualTo(2 * painting.height());
    Set<Integer> colours = new HashSet<>();
    for (int x = 0; x < image.getWidth(); x++) {
      colours.add(image.getRGB(x, image.getHeight() / 2));
    }
    assertThat(colours).hasSizeGreaterThan(10);
  }

  @Test
  void theNameSaysTheFormat(@TempDir Path folder) throws IOException {
    Picture picture = Examples.notes().full();
    picture.write(folder.resolve("graph.dot"));
    assertThat(folder.resolve("graph.dot")).content().isEqualTo(picture.dot());
    picture.write(folder.resolve("graph.SVG"));
    assertThat(folder.resolve("graph.SVG")).content().isEqualTo(picture.svg());
    picture.write(folder.resolve("graph.png"));
    assertThat(folder.resolve("graph.png")).binaryContent().startsWith(0x89, 'P', 'N', 'G');
    Files.writeString(folder.resolve("graph.dot"), "old");
    picture.write(folder.resolve("graph.dot"));
    assertThat(folder.resolve("graph.dot")).content().startsWith("digraph");
    assertThat(folder)
        .isDirectoryContaining("glob:**graph.*")
        .isDirectoryNotContaining("glob:**.*tmp");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void otherFormatsAndFoldersAreErrors(@TempDir Path folder) {
    Picture picture = Examples.notes().plain();
    assertFails("E0401", ".pdf", () -> picture.write(folder.resolve("graph.pdf")));
    assertFails("E0401", ".dot, .html, .png, .svg", () -> picture.write(folder.resolve("graph")));
    assertFails("E0402", "nowhere", () -> picture.write(folder.resolve("nowhere/graph.dot")));
    assertFails(
        "E0403",
        "is a folder",
        () -> {
          folder.resolve("x.dot").toFile().mkdir();
          picture.write(folder.resolve("x.dot"));
        });
  }

  private static void assertFails(String code, String text, Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining(code)
        .hasMessageContaining(text);
  }

  @Test
  void whatXmlCannotHoldIsReplaced() {
    assertThat(SvgInk.escape("a\u0001\t\uFFFE<")).isEqualTo("a\uFFFD\t\uFFFD&lt;");
  }
}
