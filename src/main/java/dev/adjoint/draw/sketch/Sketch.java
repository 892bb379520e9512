package dev.adjoint.draw.sketch;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What a picture says, before anything has a place: cards with text, wires between them, and frames
/// around them. All lengths are in points.
///
/// @param title the heading, or empty
/// @param remark what there is to say of the picture itself, or empty
/// @param down whether values flow down the page rather than to the right
/// @param of what the derivatives in it are of, or empty if there are none
/// @param order further pairs of cards that should lie behind each other
/// @param frames each behind the one around it
public record Sketch(
    String title,
    String remark,
    String of,
    boolean down,
    List<Card> cards,
    List<Wire> wires,
    List<Wire> order,
    List<Frame> frames) {

  /// What a box is to the one who wrote the program. Each role has a shape and a colour.
  public enum Role {
    DATA("data", "data", "#e3eefa", "#1d5a96"),
    PARAMETER("parameter", "parameter", "#fdeed3", "#a85508"),
    CONSTANT("constant", "constant", "#f1f1f3", "#6b6b76"),
    OPERATION("operation", "operation", "#ffffff", "#4b5563"),
    OUTPUT("output", "output", "#e2f4e6", "#1a7036"),
    /// A layer, function or turn of a loop that is closed.
    GROUP("layer", "all of a layer or function", "#eceef3", "#374151"),
    /// Several of them.
    RUN("layers", "several alike", "#eceef3", "#374151"),
    /// A step of the backward pass.
    BACKWARD("backward", "operation of the backward pass", "#fdf1f4", "#a3123a"),
    /// What the backward pass is for: a derivative that was asked for.
    DERIVATIVE("derivative", "derivative", "#fadfe7", "#a3123a"),
    /// What is wrong.
    PROBLEM("problem", "what is wrong", "#fde3e0", "#c01818"),
    /// What is not known, because something else is wrong.
    UNKNOWN("unknown", "not known because of that", "#ffffff", "#c01818");

    public final String label;
    public final String legend;
    public final String fill;
    public final String stroke;

    Role(String label, String legend, String fill, String stroke) {
      this.label = label;
      this.legend = legend;
      this.fill = fill;
      this.stroke = stroke;
    }

    /// Whether this belongs to the backward pass.
    public boolean isBackward() {
      return this == BACKWARD || this == DERIVATIVE;
    }
  }

  /// How a line of text is set.
  public enum Style {
    TITLE(17, true, false, "#111827"),
    NAME(16, true, false, "#111827"),
    OPERATION(14, false, false, "#111827"),
    FORMULA(11.5, false, false, "#1f2937"),
    TYPE(10.5, false, false, "#555b66"),
    VALUE(11.5, false, false, "#111827"),
    GRADIENT(11.5, false, false, "#a3123a"),
    LEGEND(10.5, false, false, "#a3123a"),
    ALARM(11.5, true, false, "#a3123a"),
    MISSING(10.5, false, true, "#6b7280"),
    FRAME(11, true, false, "#4b5563"),
    HINT(9.5, false, true, "#4b5563");

    public final double size;
    public final boolean bold;
    public final boolean italic;
    public final String colour;

    Style(double size, boolean bold, boolean italic, String colour) {
      this.size = size;
      this.bold = bold;
      this.italic = italic;
      this.colour = colour;
    }

    public double height() {
      return size * 1.3;
    }
  }

  /// What stands in a box from its left to its right.
  public sealed interface Line {
    double width();

    double height();
  }

  /// One line of text.
  public record Text(String text, Style style) implements Line {
    public Text {
      text = Glyphs.line(text);
    }

    @Override
    public double width() {
      return Glyphs.width(text, style.size, style.bold);
    }

    @Override
    public double height() {
      return style.height();
    }
  }

  /// How many of a tensor's numbers lie in each part between its smallest and its largest.
  public record Bars(List<Integer> counts, Style style) implements Line {
    public static final double BAR = 4;

    @Override
    public double width() {
      return BAR * counts.size();
    }

    @Override
    public double height() {
      return 17;
    }

    /// How high a bar is, from 0 for none to 1 for the highest: at least a tenth if it is of
    /// anything.
    public double height(int bar) {
      int most = counts.stream().mapToInt(Integer::intValue).max().orElse(0);
      int count = counts.get(bar);
      return count == 0 ? 0 : Math.max(0.1, (double) count / most);
    }
  }

  /// One node of the graph, or several that are told as one. Its number says which: cards of one sketch with equal numbers are equal.
  ///
  /// @param head what it is: name, formula, shape
  /// @param body what is known of its numbers
  /// @param tip what there is to say when the pointer rests on it
  /// @param frame the frame it lies in, or null
  public record Card(
      int index, Role role, List<Text> head, List<Line> body, String tip, Frame frame) {
    private static final double PADDING = 10;
    private static final double MARGIN = 6;
    private static final double BARS = 6; // at both sides of a group
    public static final double SHEET = 4; // by which one sheet of a stack stands out behind another
    public static final int SHEETS = 2;
    public static final double RULE = 7; // the space around the line between head and body

    public String id() {
      return "n" + index;
    }

    public double width() {
      List<Line> lines = new ArrayList<>(head);
      lines.addAll(body);
      double text = lines.stream().mapToDouble(Line::width).max().orElse(0);
      return Math.ceil(Math.max(44, text + 2 * (PADDING + (isFolded() ? BARS : 0)))) + stack();
    }

    private boolean isFolded() {
      return role == Role.GROUP || role == Role.RUN;
    }

    private double stack() {
      return role == Role.RUN ? SHEETS * SHEET : 0;
    }

    public double height() {
      double rule = body.isEmpty() || head.isEmpty() ? 0 : RULE;
      return Math.ceil(height(head) + rule + height(body) + 2 * MARGIN) + stack();
    }

    /// The card's place if this is its middle.
    public Rectangle2D around(Point2D middle) {
      double x = middle.getX() - width() / 2;
      double y = middle.getY() - height() / 2;
      return new Rectangle2D.Double(x, y, width(), height());
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Card card && card.index == index;
    }

    @Override
    public int hashCode() {
      return index;
    }

    public static double height(List<? extends Line> lines) {
      return lines.stream().mapToDouble(Line::height).sum();
    }
  }

  /// One use of a value.
  ///
  /// @param hint which operand it is, where the formula does not tell, or empty
  /// @param tip what there is to say when the pointer rests on it, or empty
  public record Wire(Card from, Card to, String hint, String tip) {
    /// Which pass a use belongs to.
    public enum Kind {
      FORWARD,
      BACKWARD,
      /// The backward pass uses a value of the forward pass.
      ACROSS
    }

    public Kind kind() {
      return !to.role.isBackward()
          ? Kind.FORWARD
          : from.role.isBackward() ? Kind.BACKWARD : Kind.ACROSS;
    }

    public String colour() {
      return kind() == Kind.FORWARD ? "#6b7280" : "#b3446c";
    }
  }

  /// A layer, a function or a turn of a loop that is open, with all that was made in it.
  ///
  /// @param parent the frame around it, or null
  public record Frame(int index, Outline.Group group, Frame parent) {
    public static final int PADDING = 10;
    public static final int LABEL = 12; // the height of its name
    public static final int HEADING = PADDING + LABEL;

    /// How many frames lie around this one.
    public int depth() {
      return parent == null ? 0 : parent.depth() + 1;
    }

    public String name() {
      return group.name();
    }

    /// `hidden: dense`.
    public String label() {
      return group.label();
    }
  }

  /// The lines above the picture.
  public List<Text> heading() {
    return Stream.of(new Text(title, Style.TITLE), new Text(remark, Style.MISSING))
        .filter(line -> !line.text.isEmpty())
        .toList();
  }

  /// The cards that lie in this frame itself, or in none if it is null.
  public List<Card> in(Frame frame) {
    return cards.stream().filter(card -> card.frame == frame).toList();
  }

  /// The frames right within this one, or the outermost if it is null.
  public List<Frame> framesIn(Frame frame) {
    return frames.stream().filter(inner -> inner.parent == frame).toList();
  }
}
