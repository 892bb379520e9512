package dev.adjoint.draw.sketch;

import dev.adjoint.draw.sketch.Outline.Group;
import dev.adjoint.draw.sketch.Outline.Run;
import dev.adjoint.graph.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which boxes a picture has: one for a node, or one for all nodes of a group that is closed, or of a
/// run of them. Groups are closed from some depth on.
final class Boxes {
  /// A box, with the nodes it stands for that would have boxes of their own if all were open.
  ///
  /// @param group the group around it, which is open, or null
  record Box(Content content, Group group, List<Node> nodes) {
    Node last() {
      return nodes.getLast();
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return last().hashCode();
    }
  }

  /// What a box stands for.
  sealed interface Content {}

  record One(Node node) implements Content {}

  record Closed(Group group) implements Content {}

  record Stack(Run run) implements Content {}

  private final List<Box> all;
  private final Map<Node, Box> byNode = new HashMap<>();

  private Boxes(List<Box> all) {
    this.all = all;
    all.forEach(box -> box.nodes.forEach(node -> byNode.put(node, box)));
  }

  /// The boxes where groups that `depth` others lie around, or more, are closed.
  static Boxes of(Outline outline, Folding folding, int depth) {
    Map<Group, Content> closed = closed(outline, depth);
    Map<Content, List<Node>> contents = new LinkedHashMap<>();
    for (Node node : outline.graph().nodes()) {
      if (folding.isShown(node)) {
        Group group = outline.of(node);
        Content content = group != null && closed.containsKey(group) ? closed.get(group) : null;
        contents
            .computeIfAbsent(content == null ? new One(node) : content, _ -> new ArrayList<>())
            .add(node);
      }
    }
    List<Box> boxes = new ArrayList<>();
    contents.forEach(
        (content, nodes) -> boxes.add(new Box(content, around(content, outline), nodes)));
    boxes.sort(Comparator.comparingInt(box -> outline.graph().place(box.last())));
    return new Boxes(List.copyOf(boxes));
  }

  /// What stands for the nodes of each group that is closed or lies in one that is.
  private static Map<Group, Content> closed(Outline outline, int depth) {
    Map<Group, Content> closed = new HashMap<>();
    for (Run run : outline.runs()) {
      if (run.groups().getFirst().depth() == depth) {
        run.groups().forEach(group -> closed.put(group, new Stack(run)));
      }
    }
    for (Group group : outline.groups()) {
      Content outer = closed.get(group.parent());
      if (outer != null) {
        closed.put(group, outer);
      } else if (group.depth() == depth) {
        closed.putIfAbsent(group, new Closed(group));
      }
    }
    return closed;
  }

  private static Group around(Content content, Outline outline) {
    return switch (content) {
      case One(Node node) -> outline.of(node);
      case Closed(Group group) -> group.parent();
      case Stack(Run run) -> run.parent();
    };
  }

  /// All boxes, in an order in which values flow where they do not go in circles.
  List<Box> all() {
    return all;
  }

  /// The box of a node that has one if all groups are open.
  Box of(Node node) {
    return byNode.get(node);
  }
}
