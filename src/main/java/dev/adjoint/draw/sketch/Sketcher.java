package dev.adjoint.draw.sketch;

import dev.adjoint.draw.sketch.Boxes.Box;
import dev.adjoint.draw.sketch.Outline.Group;
import dev.adjoint.draw.sketch.Sketch.Card;
import dev.adjoint.draw.sketch.Sketch.Frame;
import dev.adjoint.draw.sketch.Sketch.Role;
import dev.adjoint.draw.sketch.Sketch.Wire;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.Select;
import dev.adjoint.trace.Trace;
import dev.adjoint.trace.Unknown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;

/// Makes the sketch of a scene.
public final class Sketcher {
  private static final int LARGEST = 1000; // boxes; beyond, nobody can read it
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
  private final Graph graph;
  private final Folding folding;
  private final Outline outline;
  private final int deepest;

  private final BiFunction<Node, Node, String> slopes;

  private Sketcher(Scene scene, BiFunction<Node, Node, String> slopes) {
    this.scene = scene;
    this.slopes = slopes;
    this.graph = scene.trace().graph();
    this.folding = new Folding(graph, scene.detail());
    this.outline = Outline.of(graph);
    this.deepest = outline.groups().stream().mapToInt(group -> group.depth() + 1).max().orElse(0);
  }

  /// The sketch of a scene: with all its groups open down to the depth that is asked for, or to the
  /// largest at which the boxes are few enough.
  public static Sketch of(Scene scene) {
    return of(scene, (_, _) -> "");
  }

  /// The same, with something to say of the derivative of a box by an operand of it.
  ///
  /// @param slopes of the box and the operand, in lines; nothing where it is empty
  public static Sketch of(Scene scene, BiFunction<Node, Node, String> slopes) {
    return new Sketcher(scene, slopes).sketch();
  }

  private Sketch sketch() {
    int asked = Math.min(scene.depth().orElse(deepest), deepest);
    Boxes wanted = boxes(asked);
    int depth = asked;
    if (isTooMuch(wanted)) {
      depth = deepestThatFits(asked);
    }
    Boxes boxes = depth == asked ? wanted : boxes(depth);
    if (isTooMuch(boxes)) {
      throw DrawError.TOO_LARGE.thrown(
          "a picture of %d boxes cannot be read, and %d is the most we draw"
              .formatted(boxes.all().size(), LARGEST),
          "draw a part: the graph of a value further up, or of one layer");
    }
    String remark =
        depth == asked
            ? scene.note()
            : "folded to depth %d: with %,d boxes it could not be read"
                .formatted(depth, wanted.all().size());
    return sketch(boxes, remark);
  }

  private Boxes boxes(int depth) {
    return Boxes.of(outline, folding, depth);
  }

  private static boolean isTooMuch(Boxes boxes) {
    return boxes.all().size() > LARGEST;
  }

  /// The largest depth below `limit` with few enough boxes, or 0: a smaller depth has no more boxes.
  private int deepestThatFits(int limit) {
    int fits = 0;
    int fails = limit;
    while (fails - fits > 1) {
      int middle = (fits + fails) / 2;
      if (isTooMuch(boxes(middle))) {
        fails = middle;
      } else {
        fits = middle;
      }
    }
    return fits;
  }

  /// A value that flows from one box into another.
  private record Flow(Box from, Box to, Node value, String hint, String tip) {}

  private Sketch sketch(Boxes boxes, String remark) {
    List<Flow> flows = flows(boxes);
    Map<Group, Frame> frames = frames(boxes);
    Map<Box, Card> cards = cards(boxes, flows, frames);
    List<Wire> wires = new ArrayList<>();
    flows.stream()
        .map(flow -> new Wire(cards.get(flow.from), cards.get(flow.to), flow.hint, flow.tip))
        .sorted(Comparator.comparingInt(wire -> wire.to().index()))
        .forEach(wires::add);
    List<Card> all = new ArrayList<>(cards.values());
    addUnknowns(boxes, cards, all, wires);
    boolean down =
        switch (scene.direction()) {
          case DOWN -> true;
          case RIGHT -> false;
          case AUTOMATIC -> ranks(all, wires) > RANKS_ACROSS;
        };
    List<Frame> drawn = frames.values().stream().filter(Objects::nonNull).distinct().toList();
    return new Sketch(
        Glyphs.line(scene.title()),
        remark,
        scene.trace().gradients().isEmpty() ? "" : Glyphs.line(scene.trace().of()),
        down,
        all,
        wires,
        Ordering.of(all, wires, drawn),
        drawn);
  }

  /// Adds what is not known, with the boxes that it would be computed from.
  private void addUnknowns(Boxes boxes, Map<Box, Card> cards, List<Card> all, List<Wire> wires) {
    Map<String, Card> byName = new HashMap<>();
    for (Unknown unknown : scene.unknowns()) {
      Card card = Captions.of(unknown, all.size());
      all.add(card);
      unknown.operands().stream()
          .filter(node -> graph.contains(node) && folding.isShown(node))
          .map(node -> cards.get(boxes.of(node)))
          .distinct()
          .forEach(from -> wires.add(new Wire(from, card, "", "")));
      unknown.missing().stream()
          .map(byName::get)
          .filter(Objects::nonNull)
          .forEach(from -> wires.add(new Wire(from, card, "", "")));
      byName.putIfAbsent(unknown.name(), card);
    }
  }

  /// What flows between boxes: into a node's box each operand, and into that of a group each box's
  /// values once.
  private List<Flow> flows(Boxes boxes) {
    Set<Flow> flows = new LinkedHashSet<>();
    List<Flow> all = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (!folding.isShown(node)) {
        continue;
      }
      Box to = boxes.of(node);
      List<Folding.Flow> into = folding.into(node);
      for (Folding.Flow flow : into) {
        Box from = boxes.of(flow.from());
        if (from == to) {
          continue;
        }
        boolean isOne = to.content() instanceof Boxes.One;
        Flow one =
            isOne
                ? new Flow(from, to, flow.from(), hint(node, flow, into), tip(node, flow.from()))
                : new Flow(from, to, flow.from(), "", Captions.line(flow.from()));
        if (isOne || flows.add(one)) {
          all.add(one);
        }
      }
    }
    return all;
  }

  private String tip(Node box, Node operand) {
    String slope = slopes.apply(box, operand);
    return slope.isEmpty() ? "" : Captions.line(operand) + "\n" + slope;
  }

  private Map<Box, Card> cards(Boxes boxes, List<Flow> flows, Map<Group, Frame> frames) {
    Captions captions = new Captions(scene, folding);
    Map<Box, Set<Node>> leaving = new HashMap<>();
    flows.forEach(flow -> results(flow.from, leaving).add(flow.value));
    graph.outputs().forEach(node -> results(boxes.of(node), leaving).add(node));
    Map<Box, Card> cards = new LinkedHashMap<>();
    for (Box box : boxes.all()) {
      List<Node> results = box.nodes().stream().filter(results(box, leaving)::contains).toList();
      cards.put(
          box,
          new Card(
              cards.size(),
              Captions.role(box, scene),
              captions.head(box, results),
              captions.body(box, results),
              Captions.tip(box),
              frames.get(box.group())));
    }
    return cards;
  }

  private static Set<Node> results(Box box, Map<Box, Set<Node>> leaving) {
    return leaving.computeIfAbsent(box, _ -> new LinkedHashSet<>());
  }

  /// The frames of the groups that are open. A turn of a loop that is one box has none: its box lies
  /// in the frame around it.
  private Map<Group, Frame> frames(Boxes boxes) {
    Map<Group, Integer> counts = new HashMap<>();
    for (Box box : boxes.all()) {
      for (Group at = box.group(); at != null; at = at.parent()) {
        counts.merge(at, 1, Integer::sum);
      }
    }
    Map<Group, Frame> frames = new LinkedHashMap<>();
    int made = 0;
    for (Group group : outline.groups()) {
      int count = counts.getOrDefault(group, 0);
      if (count > 0) {
        Frame parent = frames.get(group.parent());
        boolean isDrawn = count > 1 || !group.isTurn();
        frames.put(group, isDrawn ? new Frame(made++, group, parent) : parent);
      }
    }
    return frames;
  }

  /// How many cards lie one behind the other along the longest way.
  private static int ranks(List<Card> cards, List<Wire> wires) {
    int[] rank = new int[cards.size()];
    for (Wire wire : wires) { // in the order of the cards they lead to
      int from = wire.from().index();
      int to = wire.to().index();
      rank[to] = Math.max(rank[to], from < to ? rank[from] + 1 : 0);
    }
    return Arrays.stream(rank).max().orElse(0) + 1;
  }

  /// What a value is to the one who wrote the program. What is known of a wrong program is not what
  /// it computes in the end, but for what its derivatives are of.
  public static Role role(Node node, Scene scene) {
    Role role = role(node, scene.trace());
    boolean isPart = !scene.unknowns().isEmpty() && scene.trace().of().isEmpty();
    return role == Role.OUTPUT && isPart ? Role.OPERATION : role;
  }

  private static Role role(Node node, Trace trace) {
    Op op = node.op();
    boolean isOutput = trace.results().contains(node);
    if (trace.backward().contains(node)) {
      return isOutput ? Role.DERIVATIVE : Role.BACKWARD;
    }
    if (op instanceof Input) {
      return Role.DATA;
    }
    if (op instanceof Parameter) {
      return Role.PARAMETER;
    }
    if (op instanceof Constant) {
      return Role.CONSTANT;
    }
    return isOutput ? Role.OUTPUT : Role.OPERATION;
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
