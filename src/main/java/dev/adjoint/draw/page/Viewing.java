package dev.adjoint.draw.page;

import dev.adjoint.draw.page.View.Box;
import dev.adjoint.draw.page.View.Edge;
import dev.adjoint.draw.page.View.Group;
import dev.adjoint.draw.page.View.Run;
import dev.adjoint.draw.sketch.DrawError;
import dev.adjoint.draw.sketch.Folding;
import dev.adjoint.draw.sketch.Formula;
import dev.adjoint.draw.sketch.Outline;
import dev.adjoint.draw.sketch.Scene;
import dev.adjoint.draw.sketch.Sketcher;
import dev.adjoint.draw.step.Step;
import dev.adjoint.draw.step.Steps;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Parameter;
import dev.adjoint.source.Span;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.trace.Absences;
import dev.adjoint.trace.Mark;
import dev.adjoint.trace.Marks;
import dev.adjoint.trace.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes the view of a scene.
final class Viewing {
  private static final int LARGEST = 20_000; // boxes; beyond, no browser lays it out

  private static final String NOT_GIVEN = "none was given";

  private final Scene scene;
  private final Trace trace;
  private final Graph differentiated;
  private final Folding folding;
  private final List<Node> shown;
  private final Map<Node, Integer> places = new HashMap<>();
  private final Outline outline;
  private final Map<Outline.Group, Integer> groups = new LinkedHashMap<>();
  private final Steps steps;
  private final Marks marks;
  private final Absences absences;
  private final int cells;

  Viewing(Scene scene) {
    this.scene = scene;
    this.trace = scene.trace();
    this.differentiated = trace.toResults();
    this.folding = new Folding(trace.graph(), scene.detail());
    this.shown = trace.graph().nodes().stream().filter(folding::isShown).toList();
    if (shown.size() > LARGEST) {
      throw DrawError.TOO_LARGE.thrown(
          "a page of %d boxes cannot be read, and %d is the most we draw"
              .formatted(shown.size(), LARGEST),
          "draw a part: the graph of a value further up, or of one layer");
    }
    shown.forEach(node -> places.put(node, places.size()));
    this.outline = Outline.of(trace.graph());
    Set<Outline.Group> inhabited = new HashSet<>();
    for (Node node : shown) {
      for (Outline.Group at = outline.of(node); at != null && inhabited.add(at); ) {
        at = at.parent();
      }
    }
    outline.groups().stream()
        .filter(inhabited::contains)
        .forEach(group -> groups.put(group, groups.size()));
    this.steps = Steps.of(trace, folding);
    this.marks = Marks.of(trace);
    this.absences = Absences.of(trace);
    this.cells = shown.size() <= 200 ? 16 : 5; // the page stays small
  }

  boolean isShown(Node node) {
    return places.containsKey(node);
  }

  View view(String id, String title, String caption) {
    List<Box> boxes = new ArrayList<>();
    List<Edge> edges = new ArrayList<>();
    for (Node node : shown) {
      boxes.add(box(node));
      List<Folding.Flow> flows = folding.into(node);
      for (Folding.Flow flow : flows) {
        edges.add(
            new Edge(
                places.get(flow.from()),
                places.get(node),
                flow.index(),
                Sketcher.hint(node, flow, flows)));
      }
    }
    Unknowns.add(scene.unknowns(), scene.problems(), places, boxes, edges);
    return new View(
        id,
        title,
        caption,
        boxes,
        places,
        edges,
        groups.keySet().stream().map(this::group).toList(),
        outline.runs().stream()
            .filter(run -> groups.keySet().containsAll(run.groups()))
            .map(this::run)
            .toList(),
        List.of());
  }

  private Box box(Node node) {
    Tensor value = trace.value(node);
    Tensor gradient = trace.gradients().get(node);
    String shape = node.type().toString();
    String sizes = sizes(node, value);
    Step step = steps.of(node);
    return new Box(
        Formula.name(node, node.origin().fragment()),
        node.op().name(),
        Titles.of(node),
        Sketcher.role(node, scene),
        isGiven(node.op()) ? null : Formula.of(node, folding),
        shape,
        shape.equals(sizes) ? null : sizes,
        groups.get(outline.of(node)),
        spans(node),
        value == null ? null : Digest.of(value, cells).dead(marks.deadUnits(node)),
        gradient == null ? null : gradient(node, gradient),
        trace.gradients().isEmpty() ? null : steps.symbol(node),
        value == null ? absences.ofValue(node).orElse(NOT_GIVEN) : null,
        gradient == null && isDifferentiated(node)
            ? absences.ofGradient(node).orElse(NOT_GIVEN)
            : null,
        null,
        step.forward(),
        step.backward());
  }

  /// Whether a derivative by the node is to be expected. Without any, the page says so once.
  private boolean isDifferentiated(Node node) {
    return !trace.gradients().isEmpty() && differentiated.contains(node);
  }

  private static boolean isGiven(Op op) {
    return op instanceof Input || op instanceof Parameter;
  }

  /// The sizes in numbers, or null.
  private static String sizes(Node node, Tensor value) {
    if (value != null) {
      return node.rank() == 0 ? null : value.shape().toString();
    }
    boolean isBound = node.type().dims().stream().allMatch(dim -> dim.value().isPresent());
    return isBound && node.rank() > 0 ? node.type().shape(Map.of()).toString() : null;
  }

  private Digest gradient(Node node, Tensor gradient) {
    Digest digest = Digest.of(gradient, cells);
    return marks.ofGradient(node).contains(Mark.VANISHED)
        ? digest.marked(Mark.VANISHED.toString())
        : digest;
  }

  /// Where a box is written: its own text first.
  private List<Span> spans(Node node) {
    Set<Span> spans = new LinkedHashSet<>();
    List<Node> front = new ArrayList<>(List.of(node));
    Set<Node> met = new LinkedHashSet<>(front);
    while (!front.isEmpty()) {
      Node at = front.removeLast();
      at.origin().place().ifPresent(spans::add);
      for (Node operand : at.operands().reversed()) {
        if (!folding.isShown(operand) && met.add(operand)) {
          front.add(operand);
        }
      }
    }
    return List.copyOf(spans);
  }

  private Group group(Outline.Group group) {
    return new Group(
        groups.get(group.parent()),
        group.name(),
        group.kind(),
        group.label(),
        group.place().stream().toList());
  }

  private Run run(Outline.Run run) {
    List<Integer> members = run.groups().stream().map(groups::get).toList();
    return new Run(groups.get(run.parent()), run.label(), members);
  }
}
