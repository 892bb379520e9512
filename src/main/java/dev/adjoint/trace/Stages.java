package dev.adjoint.trace;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.exec.Program;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Origin;
import dev.adjoint.graph.Parameter;
import dev.adjoint.rewrite.Pass;
import dev.adjoint.rewrite.Renaming;
import dev.adjoint.rewrite.Rewriting;
import dev.adjoint.rewrite.Stabilise;
import dev.adjoint.rewrite.Stabilised;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.trace.Version.Bond;
import dev.adjoint.trace.Version.Kin;
import dev.adjoint.trace.Version.Mark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What becomes of a formula before it is computed: as it is written, in its stable form, with its
/// derivatives, and after each pass that [Program] applies when it compiles them. Passes that find
/// nothing to do are left out.
///
/// ```java
/// Picture.of(Graph.of(J)).versions(Stages.of(J)).write(Path.of("stages.html"));
/// ```
///
/// Each node of a stage says what became of it ([Version.Mark]), and by its kin it is found again in
/// the others ([Twins]).
public final class Stages {
  private final Node of;
  private final List<Node> by;
  private final List<Version> versions = new ArrayList<>();

  private Stages(Node of, List<Node> by) {
    this.of = of;
    this.by = by;
  }

  /// The stages of a value with its derivatives, if it is a scalar, by all parameters that it depends
  /// on; if there are none, by all that has a name and depends on nothing else.
  public static List<Version> of(Node of) {
    List<Node> nodes = Graph.of(of).nodes();
    List<Node> parameters = nodes.stream().filter(x -> x.op() instanceof Parameter).toList();
    List<Node> leaves = nodes.stream().filter(Stages::isLeaf).toList();
    return of(of, parameters.isEmpty() ? leaves : parameters);
  }

  private static boolean isLeaf(Node node) {
    return node.op() instanceof Input || node.op() instanceof Constant && !Belonging.isNumber(node);
  }

  /// The stages of a value with its derivatives, if it is a scalar.
  ///
  /// @param by what it is differentiated by
  public static List<Version> of(Node of, List<Node> by) {
    return new Stages(of, List.copyOf(by)).versions();
  }

  private List<Version> versions() {
    Graph written = Graph.of(of);
    versions.add(
        new Version(
            "forward",
            "As written",
            "The formulas as they are written, before anything is done to them.",
            Trace.of(written),
            Map.of()));
    Node stable = stabilise(written);
    Graph graph = Graph.of(stable);
    if (of.rank() == 0 && by.stream().anyMatch(graph::contains)) {
      graph = differentiate(stable);
    }
    for (Pass pass : Program.passes()) {
      Rewriting rewriting = pass.apply(graph);
      if (add(words(pass.name()), pass.summary(), graph, rewriting, Map.of())) {
        graph = rewriting.graph();
      }
    }
    return List.copyOf(versions);
  }

  /// `FoldConstants` is `Fold constants`.
  private static String words(String name) {
    String words = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    return words.substring(0, 1) + words.substring(1).toLowerCase(Locale.ROOT);
  }

  private Node stabilise(Graph written) {
    Stabilised stable = new Stabilise().of(written);
    if (!by.stream().allMatch(stable::keeps)) {
      stable = Stabilise.keeping(by).of(written); // as [Gradient] does
    }
    Map<Node, String> notes = new HashMap<>();
    stable.notesByNode().forEach((node, note) -> notes.put(node, note(note)));
    Pass pass = new Stabilise();
    add(words(pass.name()), pass.summary(), written, stable.rewriting(), notes);
    return stable.graph().outputs().getFirst();
  }

  private static String note(Diagnostic note) {
    String line = note.primary().map(at -> " at line " + at.line()).orElse("");
    return note.code() + line + ": " + note.message();
  }

  /// Adds what a pass has made, unless it is the same.
  private boolean add(
      String title, String summary, Graph from, Rewriting rewriting, Map<Node, String> notes) {
    if (rewriting.graph() == from || isSame(from, rewriting)) {
      return false;
    }
    Step step = Step.of(title, versions.getLast(), rewriting, notes);
    versions.set(versions.size() - 1, step.before());
    versions.add(step.after(summary));
    return true;
  }

  private static boolean isSame(Graph from, Rewriting rewriting) {
    return from.nodes().stream().allMatch(node -> rewriting.image(node) == node);
  }

  /// The stable form with its derivatives. Those of values with a name are named after them.
  private Graph differentiate(Node stable) {
    Graph forward = Graph.of(stable);
    List<Node> named =
        forward.nodes().stream().filter(x -> x.origin().name() != null || by.contains(x)).toList();
    // Of this very graph: it is stable.
    List<Node> cotangents = Origin.NONE.asWritten().within(() -> Gradient.of(stable).wrt(named));
    Map<Node, Node> all = new LinkedHashMap<>();
    for (int i = 0; i < named.size(); i++) {
      all.put(named.get(i), cotangents.get(i));
    }
    Map<Node, List<Node>> names = Belonging.named(all, by);
    List<Node> outputs = new ArrayList<>(List.of(stable));
    by.stream().filter(forward::contains).map(all::get).forEach(outputs::add);
    Map<Node, Node> renamed =
        Renaming.of(
            Graph.of(outputs.stream().distinct().toList()),
            ct -> names.containsKey(ct) ? Belonging.derivative(of.label(), names.get(ct)) : null,
            forward::contains);
    Graph graph = Graph.of(outputs.stream().map(renamed::get).distinct().toList());
    Set<Node> backward =
        graph.nodes().stream().filter(x -> !forward.contains(x)).collect(Collectors.toSet());
    Map<Node, List<Node>> owners = new HashMap<>();
    names.forEach(
        (ct, xs) -> {
          if (renamed.containsKey(ct)) {
            owners.put(renamed.get(ct), xs);
          }
        });
    addDifferentiated(graph, backward, owners, Belonging.all(graph, backward, forward, owners));
    return graph;
  }

  private void addDifferentiated(
      Graph graph, Set<Node> backward, Map<Node, List<Node>> exact, Map<Node, List<Node>> owners) {
    Version before = versions.getLast();
    Map<Node, Mark> marks = new HashMap<>();
    for (Node node : graph.nodes()) {
      if (!backward.contains(node)) {
        marks.put(node, new Mark(Version.Change.KEPT, "", before.mark(node).kin()));
        continue;
      }
      Bond bond = exact.containsKey(node) ? Bond.DERIVATIVE : Bond.PART;
      List<Kin> kin = new ArrayList<>(Mark.of(node).kin());
      owners.get(node).stream()
          .flatMap(x -> before.mark(x).kin().stream())
          .map(value -> new Kin(bond, value.of()))
          .forEach(kin::add);
      marks.put(node, new Mark(Version.Change.ADDED, "", kin));
    }
    versions.add(
        new Version(
            "differentiate",
            "Differentiate",
            "The derivatives are nodes of the same graph, made by the rule of each operation.",
            Trace.of(graph).backward(backward),
            marks));
  }
}
