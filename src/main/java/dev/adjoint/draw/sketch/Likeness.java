package dev.adjoint.draw.sketch;

import dev.adjoint.draw.sketch.Outline.Group;
import dev.adjoint.draw.sketch.Outline.Run;
import dev.adjoint.graph.Along;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Gather;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Iota;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Pad;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.Permute;
import dev.adjoint.graph.Random;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.Scatter;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Size;
import dev.adjoint.graph.Slice;
import dev.adjoint.graph.Unary;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Finds the runs of an outline.
final class Likeness {
  private final Outline outline;
  private final Graph graph;

  private Likeness(Outline outline) {
    this.outline = outline;
    this.graph = outline.graph();
  }

  static List<Run> runs(Outline outline) {
    Likeness likeness = new Likeness(outline);
    List<List<Group>> runs = new ArrayList<>();
    for (List<Group> alike : candidates(outline)) {
      Map<List<Object>, List<Group>> byForm = new LinkedHashMap<>();
      for (Group group : alike) {
        byForm.computeIfAbsent(likeness.form(group), _ -> new ArrayList<>()).add(group);
      }
      byForm.values().stream().filter(Likeness::isRun).map(likeness::apart).forEach(runs::addAll);
    }
    runs.sort(Comparator.comparing(run -> run.getFirst().index()));
    List<Run> numbered = new ArrayList<>();
    runs.forEach(groups -> numbered.add(new Run(numbered.size(), groups)));
    return List.copyOf(numbered);
  }

  private static boolean isRun(List<Group> groups) {
    return groups.size() >= Run.SHORTEST;
  }

  /// What groups of a run have in common at sight.
  private record Look(Group parent, String kind, boolean derivative, int size) {}

  /// Groups that may be alike; only they are looked at closely. Of `n` nodes in groups within groups
  /// those that have two fellows are at most `n` at each level, and each holds at most a third of
  /// what the one around it holds.
  private static List<List<Group>> candidates(Outline outline) {
    int[] sizes = new int[outline.groups().size()];
    for (Group group : outline.groups().reversed()) {
      sizes[group.index()] +=
          (int) outline.members(group).stream().filter(node -> !isLeaf(node)).count();
      if (group.parent() != null) {
        sizes[group.parent().index()] += sizes[group.index()];
      }
    }
    Map<Look, List<Group>> looks = new LinkedHashMap<>();
    for (Group group : outline.groups()) {
      Look look = new Look(group.parent(), group.kind(), group.derivative(), sizes[group.index()]);
      looks.computeIfAbsent(look, _ -> new ArrayList<>()).add(group);
    }
    return looks.values().stream().filter(Likeness::isRun).toList();
  }

  /// Whether a node is what a group works on, rather than what it does: it may lie within the first
  /// of some groups that share it, and is told apart from other values by its place alone.
  private static boolean isLeaf(Node node) {
    return node.op() instanceof Input
        || node.op() instanceof Parameter
        || node.op() instanceof Constant && node.rank() > 0;
  }

  /// All that like groups have in common: their operations in the order in which a walk from the
  /// results comes upon them, each with the numbers of its operands. What comes from outside has no
  /// number: to the first turn of a loop, two such values are often one.
  private List<Object> form(Group group) {
    List<Object> form = new ArrayList<>();
    Map<Node, Integer> numbers = new HashMap<>();
    Map<Group, Integer> inner = new HashMap<>(Map.of(group, 0));
    for (Node result : outline.within(group)) {
      boolean isLast =
          graph.usesOf(result).stream().noneMatch(use -> isPart(use.consumer(), group));
      if (isLast && isPart(result, group)) {
        for (Node node : ordered(result, group, numbers)) {
          describe(node, group, numbers, inner, form);
        }
      }
    }
    return form;
  }

  private boolean isPart(Node node, Group group) {
    Group home = outline.of(node);
    return home != null && home.isIn(group) && !isLeaf(node);
  }

  /// What a node of a group depends on within the group and has no number yet, operands first, each
  /// with a number now.
  private List<Node> ordered(Node last, Group group, Map<Node, Integer> numbers) {
    List<Node> ordered = new ArrayList<>();
    Deque<Node> path = new ArrayDeque<>(List.of(last));
    Deque<Iterator<Node>> rest = new ArrayDeque<>(List.of(last.operands().iterator()));
    while (!path.isEmpty()) {
      if (rest.getLast().hasNext()) {
        Node operand = rest.getLast().next();
        if (!numbers.containsKey(operand) && isPart(operand, group)) {
          path.addLast(operand);
          rest.addLast(operand.operands().iterator());
        }
      } else {
        rest.removeLast();
        Node node = path.removeLast();
        numbers.put(node, numbers.size());
        ordered.add(node);
      }
    }
    return ordered;
  }

  private void describe(
      Node node,
      Group group,
      Map<Node, Integer> numbers,
      Map<Group, Integer> inner,
      List<Object> form) {
    form.add(form(node.op(), group.isTurn()));
    form.add(node.type().dtype());
    form.add(node.rank());
    List<Group> around = new ArrayList<>();
    for (Group at = outline.of(node); !inner.containsKey(at); at = at.parent()) {
      around.add(at);
    }
    for (Group at : around.reversed()) {
      form.add(at.kind());
      form.add(inner.get(at.parent()));
      inner.put(at, inner.size());
    }
    form.add(inner.get(outline.of(node)));
    for (Node operand : node.operands()) {
      form.add(numbers.getOrDefault(operand, -1));
    }
  }

  /// An operation without the sizes in it; in a turn of a loop, without numbers that may follow from
  /// the loop's variable.
  private static Object form(Op op, boolean isTurn) {
    return switch (op) {
      case Constant(Tensor value) -> isTurn ? "number" : value;
      case Random random -> random.distribution();
      case Iota iota -> List.of("iota", iota.axis());
      case Scatter scatter -> List.of("scatter", scatter.axis());
      case Input _, Parameter _, Size _, Broadcast _, Reshape _, Slice _, Pad _ -> op.getClass();
      case Unary _,
          Binary _,
          Select _,
          Reduce _,
          Along _,
          Permute _,
          Concat _,
          Gather _,
          Contract _ ->
          op;
    };
  }

  /// Parts of a list of like groups such that no way leads out of a part and back into it. So a part
  /// told as one box is on no circle.
  private List<List<Group>> apart(List<Group> groups) {
    int[] back = returns(groups);
    List<List<Group>> parts = new ArrayList<>();
    int start = 0;
    for (int end = 0; end <= groups.size(); end++) {
      if (end == groups.size() || back[end] >= start) {
        parts.add(groups.subList(start, end));
        start = end < groups.size() && back[end] >= end ? end + 1 : end;
      }
    }
    return parts.stream().filter(Likeness::isRun).toList();
  }

  /// For each group the last one from which a way leads over other nodes to it, or -1.
  private int[] returns(List<Group> groups) {
    Map<Node, Integer> members = new HashMap<>();
    for (int i = 0; i < groups.size(); i++) {
      for (Node node : outline.within(groups.get(i))) {
        members.put(node, i);
      }
    }
    int[] places = members.keySet().stream().mapToInt(graph::place).sorted().toArray();
    int first = places[0];
    int[] latest = new int[places[places.length - 1] - first + 1]; // that a node depends on, or -1
    int[] back = new int[groups.size()];
    Arrays.fill(back, -1);
    for (int place = first; place < first + latest.length; place++) {
      Node node = graph.nodes().get(place);
      Integer member = members.get(node);
      int from = member == null ? -1 : member;
      for (Node operand : node.operands()) {
        int before = graph.place(operand) < first ? -1 : latest[graph.place(operand) - first];
        from = Math.max(from, before);
        if (member != null && !members.containsKey(operand)) {
          back[member] = Math.max(back[member], before);
        }
      }
      latest[place - first] = from;
    }
    return back;
  }
}
