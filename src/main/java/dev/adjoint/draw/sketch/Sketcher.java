package dev.adjoint.draw.sketch;

import dev.adjoint.draw.sketch.Sketch.Card;
import dev.adjoint.draw.sketch.Sketch.Frame;
import dev.adjoint.draw.sketch.Sketch.Role;
import dev.adjoint.draw.sketch.Sketch.Style;
import dev.adjoint.draw.sketch.Sketch.Text;
import dev.adjoint.draw.sketch.Sketch.Wire;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Fragment;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.Select;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes the sketch of a scene.
public final class Sketcher {
  private static final int LARGEST = 1000; // boxes; beyond, nobody can read it
  private static final int LINE = 48; // characters
  private static final int LINES = 4;
  private static final int NAME = 40;
  private static final int RANKS_ACROSS = 7; // what is longer goes down the page

  private static final Set<BinaryFunction> COMMUTATIVE =
      EnumSet.of(
          BinaryFunction.ADD,
          BinaryFunction.MUL,
          BinaryFunction.MAX,
          BinaryFunction.MIN,
          BinaryFunction.EQUAL,
          BinaryFunction.UNEQUAL,
          BinaryFunction.AND,
          BinaryFunction.OR);

  private final Scene scene;
  private final Folding folding;
  private final Map<Node, Card> cards = new LinkedHashMap<>();
  private final Map<Fragment, Frame> frames = new LinkedHashMap<>();

  private Sketcher(Scene scene) {
    this.scene = scene;
    this.folding = new Folding(scene.trace().graph(), scene.detail());
  }

  public static Sketch of(Scene scene) {
    return new Sketcher(scene).sketch();
  }

  private Sketch sketch() {
    List<Node> shown = scene.trace().graph().nodes().stream().filter(folding::isShown).toList();
    if (shown.size() > LARGEST) {
      throw DrawError.TOO_LARGE.thrown(
          "a picture of %d boxes cannot be read, and %d is the most we draw"
              .formatted(shown.size(), LARGEST),
          "draw a part: the graph of a value further up, or of one layer");
    }
    List<Wire> wires = new ArrayList<>();
    for (Node node : shown) {
      Card card = card(node);
      cards.put(node, card);
      List<Folding.Flow> flows = folding.into(node);
      for (Folding.Flow flow : flows) {
        wires.add(new Wire(cards.get(flow.from()), card, hint(node, flow, flows)));
      }
    }
    List<Card> all = List.copyOf(cards.values());
    List<Frame> boxes = List.copyOf(frames.values());
    boolean down =
        switch (scene.direction()) {
          case DOWN -> true;
          case RIGHT -> false;
          case AUTOMATIC -> ranks(all, wires) > RANKS_ACROSS;
        };
    List<Wire> order = Ordering.of(all, wires, boxes);
    return new Sketch(Glyphs.line(scene.title()), down, all, wires, order, boxes);
  }

  /// How many cards lie one behind the other along the longest way.
  private static int ranks(List<Card> cards, List<Wire> wires) {
    int[] rank = new int[cards.size()];
    for (Wire wire : wires) { // in the order of the cards they lead to
      int to = wire.to().index();
      rank[to] = Math.max(rank[to], rank[wire.from().index()] + 1);
    }
    return Arrays.stream(rank).max().orElse(0) + 1;
  }

  private Card card(Node node) {
    Fragment fragment = node.origin().fragment();
    return new Card(cards.size(), role(node), head(node), body(node), tip(node), frame(fragment));
  }

  private Frame frame(Fragment fragment) {
    if (fragment == null) {
      return null;
    }
    Frame known = frames.get(fragment);
    if (known != null) {
      return known;
    }
    Frame parent = frame(fragment.parent());
    Frame frame = new Frame(frames.size(), fragment.name(), fragment.kind(), parent);
    frames.put(fragment, frame);
    return frame;
  }

  private Role role(Node node) {
    return role(node, scene.trace());
  }

  /// What a value is to the one who wrote the program.
  public static Role role(Node node, Trace trace) {
    Op op = node.op();
    if (op instanceof Input) {
      return Role.DATA;
    }
    if (op instanceof Parameter) {
      return Role.PARAMETER;
    }
    if (op instanceof Constant) {
      return Role.CONSTANT;
    }
    return trace.graph().outputs().contains(node) ? Role.OUTPUT : Role.OPERATION;
  }

  private List<Text> head(Node node) {
    List<Text> lines = new ArrayList<>();
    String name = Formula.name(node, node.origin().fragment());
    if (name != null) {
      lines.add(new Text(Glyphs.cut(name, NAME), Style.NAME));
    }
    Role role = role(node);
    if (role == Role.DATA || role == Role.PARAMETER) {
      String type = node.rank() == 0 ? "scalar " + role.label : role.label + " " + shape(node);
      lines.add(new Text(type, Style.TYPE));
      return lines;
    }
    if (role != Role.CONSTANT || node.rank() > 0) { // the formula of a number is its value
      Style style = name == null ? Style.OPERATION : Style.FORMULA;
      wrap(Formula.of(node, folding)).forEach(line -> lines.add(new Text(line, style)));
    }
    if (node.rank() > 0) {
      lines.add(new Text(shape(node), Style.TYPE));
    }
    return lines;
  }

  /// Text in lines that break at spaces, the last with an ellipsis if it is too long.
  private static List<String> wrap(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int count = Math.ceilDiv(text.length(), LINE);
    int longest = Math.min(LINE, text.length() / Math.max(1, count) + LINE / 8); // of like length
    for (String word : text.split(" ")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > longest) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(Glyphs.cut(word, LINE));
    }
    lines.add(line.toString());
    if (lines.size() <= LINES) {
      return lines;
    }
    List<String> cut = new ArrayList<>(lines.subList(0, LINES));
    cut.set(LINES - 1, cut.getLast() + " …");
    return cut;
  }

  /// `[n, m] = [12288, 209]`, or `[n, m]` where nothing has bound the names.
  private String shape(Node node) {
    String symbols = node.type().toString();
    Tensor value = value(node);
    boolean bound = node.type().dims().stream().allMatch(dim -> dim.value().isPresent());
    String sizes =
        value != null
            ? value.shape().toString()
            : bound ? node.type().shape(Map.of()).toString() : symbols;
    return sizes.equals(symbols) ? symbols : symbols + " = " + sizes;
  }

  private Tensor value(Node node) {
    Tensor value = scene.trace().values().get(node);
    return value == null && node.op() instanceof Constant constant ? constant.value() : value;
  }

  private List<Text> body(Node node) {
    List<Text> lines = new ArrayList<>();
    Tensor value = value(node);
    if (value != null) {
      lines.addAll(numbers("", value, Style.VALUE));
    } else if (!scene.trace().values().isEmpty()) {
      lines.add(new Text("value not computed", Style.MISSING));
    }
    if (!scene.trace().gradients().isEmpty()) {
      Tensor gradient = scene.trace().gradients().get(node);
      String derivative = derivative(node);
      if (gradient != null) {
        lines.addAll(numbers(derivative, gradient, Style.GRADIENT));
      } else {
        lines.add(new Text(derivative + " not computed", Style.MISSING));
      }
    }
    return lines;
  }

  private static List<Text> numbers(String what, Tensor value, Style style) {
    Style sound = Numbers.isSound(value) ? style : Style.ALARM;
    return Numbers.of(what, value).stream()
        .flatMap(line -> wrap(line).stream())
        .map(line -> new Text(line, sound))
        .toList();
  }

  private String derivative(Node node) {
    String name = Formula.name(node, node.origin().fragment());
    String of = Glyphs.cut(scene.trace().of(), NAME);
    return name == null ? "∂" + of : "∂" + of + "/∂" + Glyphs.cut(name, NAME);
  }

  private static String tip(Node node) {
    String name = node.origin().name();
    String text = (name == null ? "" : name + " = ") + node.op().name() + ": " + node.type();
    return Glyphs.line(node.origin().place().map(place -> text + " at " + place).orElse(text));
  }

  /// Which operand a wire brings, where the formula does not show it: between two values without a
  /// name, neither told from the other.
  public static String hint(Node node, Folding.Flow flow, List<Folding.Flow> flows) {
    Op op = node.op();
    long unnamed = flows.stream().filter(other -> other.from().origin().name() == null).count();
    if (flow.from().origin().name() != null
        || unnamed < 2
        || op instanceof Binary binary && COMMUTATIVE.contains(binary.function())) {
      return "";
    }
    int count = node.operands().size();
    if (op instanceof Select) {
      return List.of("if", "then", "else").get(flow.index());
    }
    return count == 2 ? (flow.index() == 0 ? "left" : "right") : Integer.toString(flow.index() + 1);
  }
}
