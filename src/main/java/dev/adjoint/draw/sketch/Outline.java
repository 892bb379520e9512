package dev.adjoint.draw.sketch;

import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Fragment;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Operand;
import dev.adjoint.graph.Parameter;
import dev.adjoint.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// A graph by the layers and functions that its nodes were made in: a tree of groups, and the runs of
/// like groups side by side, which can be told as one.
///
/// A node belongs to the group of its fragment; what was made by differentiating a group is a group of
/// its own. A parameter belongs to the layer that declares it, where that uses it; else to the
/// innermost group that holds all matrix products it takes part in, or all its uses if there are none:
/// so `W[l]` lies in the turn of a loop that makes layer `l`, and a weight that all turns share lies
/// outside of them.
public final class Outline {
  private final Graph graph;
  private final List<Group> groups = new ArrayList<>();
  private final List<List<Node>> members = new ArrayList<>(); // of the groups themselves
  private final List<Run> runs;
  private final Group[] homes; // by the place of the node

  /// A layer, a function or a turn of a loop, with all that was made in it.
  ///
  /// @param index its place in [#groups]
  /// @param parent the group around it, or null
  /// @param name what this use is called: `hidden`, or `l = 3` of a turn
  /// @param kind the layer or function, or `for`
  /// @param derivative whether it holds what was made by differentiating that
  /// @param place the text that says it, if there is one
  public record Group(
      int index, Group parent, String name, String kind, boolean derivative, Optional<Span> place) {
    /// How many groups lie around this one.
    public int depth() {
      int depth = 0;
      for (Group at = parent; at != null; at = at.parent) {
        depth++;
      }
      return depth;
    }

    /// Whether it is a turn of a loop.
    public boolean isTurn() {
      return kind.equals(Fragment.FOR);
    }

    /// `hidden: dense`, or `l = 3`.
    public String label() {
      String label = isTurn() || name.equals(kind) ? name : name + ": " + kind;
      return Glyphs.line(derivative ? label + ", backward" : label);
    }

    /// Whether it is `other` or lies within it; all lie in null.
    public boolean isIn(Group other) {
      Group at = this;
      while (at != null && at != other) {
        at = at.parent;
      }
      return at == other;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return index;
    }
  }

  /// Like groups side by side: the same kind, the same operations wired in the same way, with tensors
  /// of the same ranks. Nothing leads from one of them over other nodes to another, so that they can
  /// be told as one box.
  ///
  /// @param index its place in [#runs]
  /// @param groups three or more, in the order that values flow
  public record Run(int index, List<Group> groups) {
    public static final int SHORTEST = 3;

    public Run {
      groups = List.copyOf(groups);
    }

    /// The group around them, or null.
    public Group parent() {
      return groups.getFirst().parent;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return index;
    }

    /// `12 × dense`, or `12 turns of l` of a loop.
    public String label() {
      Group first = groups.getFirst();
      String label =
          groups.size()
              + (first.isTurn()
                  ? " turns of " + first.name.split(" = ", 2)[0]
                  : " × " + first.kind);
      return Glyphs.line(first.derivative ? label + ", backward" : label);
    }

    /// Which ones: `hidden1 … hidden12`, `l = 1 … 12`, or nothing if all are called the same.
    public String span() {
      String first = groups.getFirst().name;
      String last = groups.getLast().name;
      if (first.equals(last)) {
        return "";
      }
      return Glyphs.line(
          first + " … " + (groups.getFirst().isTurn() ? last.split(" = ", 2)[1] : last));
    }
  }

  private Outline(Graph graph) {
    this.graph = graph;
    this.homes = new Group[graph.nodes().size()];
    Map<Box, List<Node>> boxes = boxes(graph);
    arrange(boxes);
    this.runs = Likeness.runs(this);
  }

  /// The groups of a graph, in time and space linear in its size.
  public static Outline of(Graph graph) {
    return new Outline(graph);
  }

  public Graph graph() {
    return graph;
  }

  /// All groups, each behind the one around it, and those in one in the order that values flow.
  public List<Group> groups() {
    return groups;
  }

  public List<Run> runs() {
    return runs;
  }

  /// The innermost group that a node lies in, or null at top level.
  public Group of(Node node) {
    return homes[graph.place(node)];
  }

  /// All nodes within a group and the groups in it, or of the graph for null, in the graph's order.
  public List<Node> within(Group group) {
    if (group == null) {
      return graph.nodes();
    }
    List<Node> all = new ArrayList<>();
    for (int i = group.index; i < groups.size() && groups.get(i).isIn(group); i++) {
      all.addAll(members.get(i));
    }
    all.sort(Comparator.comparingInt(graph::place));
    return all;
  }

  /// The nodes right in a group, not in one within it.
  List<Node> members(Group group) {
    return members.get(group.index);
  }

  /// The values of a group that are used outside of it, or are outputs of the graph.
  public List<Node> results(Group group) {
    Set<Node> outputs = Set.copyOf(graph.outputs());
    return within(group).stream()
        .filter(node -> outputs.contains(node) || isUsedOutside(node, group))
        .toList();
  }

  private boolean isUsedOutside(Node node, Group group) {
    return graph.usesOf(node).stream().anyMatch(use -> !isIn(use.consumer(), group));
  }

  private boolean isIn(Node node, Group group) {
    Group home = of(node);
    return home == null ? group == null : home.isIn(group);
  }

  /// A group in the making.
  private record Box(Fragment fragment, boolean derivative) {
    static Box of(Node node) {
      Fragment fragment = node.origin().fragment();
      return fragment == null ? null : new Box(fragment, node.origin().derivative());
    }

    Box parent() {
      return fragment.parent() == null ? null : new Box(fragment.parent(), derivative);
    }
  }

  /// What lies in which box, each box behind the one around it.
  private static Map<Box, List<Node>> boxes(Graph graph) {
    Map<Box, List<Node>> boxes = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      Box box = node.op() instanceof Parameter ? home(node, graph) : Box.of(node);
      List<Box> around = new ArrayList<>();
      for (Box at = box; at != null && !boxes.containsKey(at); at = at.parent()) {
        around.add(at);
      }
      around.reversed().forEach(at -> boxes.put(at, new ArrayList<>()));
      if (box != null) {
        boxes.get(box).add(node);
      }
    }
    return boxes;
  }

  /// Where a parameter belongs.
  private static Box home(Node parameter, Graph graph) {
    Set<Node> users = users(parameter, graph);
    Box own = Box.of(parameter);
    List<Node> products = users.stream().filter(user -> user.op() instanceof Contract).toList();
    List<Box> places = (products.isEmpty() ? users : products).stream().map(Box::of).toList();
    boolean usesItself = own != null && users.stream().anyMatch(user -> isIn(Box.of(user), own));
    return usesItself || places.isEmpty()
        ? own
        : places.stream().reduce(places.getFirst(), Outline::common);
  }

  /// What uses a value, in this or another arrangement.
  private static Set<Node> users(Node value, Graph graph) {
    Set<Node> users = new LinkedHashSet<>();
    List<Node> front = new ArrayList<>(List.of(value));
    while (!front.isEmpty()) {
      for (Operand use : graph.usesOf(front.removeLast())) {
        boolean isNew = users.add(use.consumer());
        if (isNew && Folding.isArrangement(use.consumer().op())) {
          front.add(use.consumer());
        }
      }
    }
    users.removeIf(user -> Folding.isArrangement(user.op()) && !graph.usesOf(user).isEmpty());
    return users;
  }

  private static boolean isIn(Box box, Box outer) {
    Box at = box;
    while (at != null && !at.equals(outer)) {
      at = at.parent();
    }
    return Objects.equals(at, outer);
  }

  /// The innermost box around both, or null.
  private static Box common(Box a, Box b) {
    Box at = a;
    while (at != null && !isIn(b, at)) {
      at = at.parent();
    }
    return at;
  }

  /// Makes groups of the boxes: those in one by the places of their last nodes, since what uses a
  /// group's result comes behind it.
  private void arrange(Map<Box, List<Node>> boxes) {
    Map<Box, Integer> last = new HashMap<>();
    Map<Box, List<Box>> inner = new HashMap<>();
    for (Box box : List.copyOf(boxes.keySet()).reversed()) {
      if (!boxes.get(box).isEmpty()) {
        last.merge(box, graph.place(boxes.get(box).getLast()), Math::max);
      }
      inner.computeIfAbsent(box.parent(), _ -> new ArrayList<>()).add(box);
      if (box.parent() != null) {
        last.merge(box.parent(), last.get(box), Math::max);
      }
    }
    inner.values().forEach(some -> some.sort(Comparator.comparing(last::get)));
    Map<Box, Group> made = new HashMap<>();
    List<Box> front = new ArrayList<>(inner.getOrDefault(null, List.of()).reversed());
    while (!front.isEmpty()) {
      Box box = front.removeLast();
      Fragment fragment = box.fragment;
      Group parent = made.get(box.parent());
      Group group =
          new Group(
              groups.size(),
              parent,
              fragment.name(),
              fragment.kind(),
              box.derivative,
              fragment.place());
      made.put(box, group);
      groups.add(group);
      members.add(boxes.get(box));
      boxes.get(box).forEach(node -> homes[graph.place(node)] = group);
      front.addAll(inner.getOrDefault(box, List.of()).reversed());
    }
  }
}
