package dev.adjoint.trace;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Operand;
import dev.adjoint.graph.Size;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.rewrite.Stabilise;
import dev.adjoint.rewrite.Stabilised;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.trace.Meeting.Verdict;
import dev.adjoint.trace.Share.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// The chain rule at every box of a graph, with the numbers of a trace: what each box hands on to its
/// operands of the derivative that has arrived at it, and what meets where a value is used several
/// times.
///
/// Each share is made of the values and of the derivative by its box as the trace has them, so that
/// it says what the box does and nothing else.
public final class BackwardPass {
  private static final Interpreter INTERPRETER = new Interpreter(new FastProduct());

  private final Trace trace;
  private final Predicate<Node> isBox;
  private final Stabilised stable;
  private final Graph differentiated;
  private final double largest; // of all derivatives
  private final Set<String> names; // of dimensions whose sizes are known
  private final Map<Node, List<Share>> from = new HashMap<>();
  private final Map<Node, List<Share>> to = new HashMap<>();
  private final Map<Node, Meeting> meetings = new HashMap<>();
  private final Map<Node, Tensor> sizes = new LinkedHashMap<>();

  private BackwardPass(Trace trace, Predicate<Node> isBox) {
    this.trace = trace;
    this.isBox = isBox;
    this.stable = new Stabilise().of(trace.graph());
    this.differentiated = trace.toResults();
    this.largest = trace.largestGradient();
    this.names = trace.sizes().keySet();
    // A formula may need a size that no operand has: vectors tell the interpreter all of them.
    trace
        .sizes()
        .forEach(
            (name, size) ->
                sizes.put(
                    Node.input(name, Dim.named(name)), Tensor.full(DType.F64, Shape.of(size), 0)));
  }

  /// @param isBox which nodes are boxes
  public static BackwardPass of(Trace trace, Predicate<Node> isBox) {
    BackwardPass pass = new BackwardPass(trace, isBox);
    trace.graph().nodes().stream()
        .filter(node -> isBox.test(node) && trace.gradients().containsKey(node))
        .forEach(node -> pass.add(Box.of(node, isBox)));
    pass.limit();
    return pass;
  }

  /// What a box hands on, for each of its operand boxes; none where no derivative has arrived.
  public List<Share> from(Node box) {
    return from.getOrDefault(box, List.of());
  }

  /// What arrives at a box from those that use its value.
  ///
  /// @throws IllegalArgumentException if the derivative by it is not known
  public Meeting at(Node box) {
    return meetings.computeIfAbsent(box, this::meeting);
  }

  private Meeting meeting(Node box) {
    Tensor gradient = trace.gradients().get(box);
    if (gradient == null) {
      throw new IllegalArgumentException("no derivative by " + box);
    }
    List<Share> shares = to.getOrDefault(box, List.of()).reversed();
    Verdict verdict = isWhole(box) ? Meeting.judge(shares, gradient, largest) : Verdict.OPEN;
    boolean isBypassed = shares.stream().anyMatch(share -> !stable.keeps(share.box().node()));
    List<Diagnostic> forms =
        verdict != Verdict.EQUAL && isBypassed && stable.keeps(box) ? forms(shares) : List.of();
    return new Meeting(shares, verdict, forms);
  }

  private List<Diagnostic> forms(List<Share> shares) {
    return shares.stream()
        .flatMap(share -> stable.notesPast(share.box().node()).stream())
        .distinct()
        .toList();
  }

  /// Whether the derivatives by all that use a value are known.
  private boolean isWhole(Node box) {
    Set<Node> met = new HashSet<>(Set.of(box));
    List<Node> open = new ArrayList<>(List.of(box));
    while (!open.isEmpty()) {
      for (Operand use : trace.graph().usesOf(open.removeLast())) {
        Node user = use.consumer();
        if (!differentiated.contains(user)) {
          continue;
        }
        if (isBox.test(user) && !trace.gradients().containsKey(user)) {
          return false;
        }
        if (!isBox.test(user) && met.add(user)) {
          open.add(user);
        }
      }
    }
    return true;
  }

  private void add(Box box) {
    Map<Node, Tensor> known = known(box);
    List<Share> shares = Shares.of(box).stream().map(share -> evaluated(share, known)).toList();
    from.put(box.node(), shares);
    shares.stream()
        .filter(Share::flows)
        .forEach(share -> to.computeIfAbsent(share.operand(), _ -> new ArrayList<>()).add(share));
  }

  /// Behind a choice a derivative is 0 where the choice fell the other way, and it stays 0 whatever
  /// comes next (as [dev.adjoint.autodiff.Gradient] has it). Where that makes shares add up, so be it.
  private void limit() {
    for (Map.Entry<Node, List<Share>> entry : to.entrySet()) {
      Tensor gradient = trace.gradients().get(entry.getKey());
      if (gradient == null
          || Meeting.judge(entry.getValue(), gradient, largest) != Verdict.DIFFERENT) {
        continue;
      }
      List<Share> limited =
          entry.getValue().stream()
              .map(share -> share.limited(trace.gradients().get(share.box().node()), slope(share)))
              .toList();
      if (Meeting.judge(limited, gradient, largest) != Verdict.DIFFERENT) {
        for (int i = 0; i < limited.size(); i++) {
          replace(entry.getValue().get(i), limited.get(i));
        }
        entry.setValue(limited);
      }
    }
  }

  /// The local derivative at each element of a box, where the operand is repeated to it.
  private Tensor slope(Share share) {
    return share.kind() == Kind.REPEATED ? value(share.local(), known(share.box())) : null;
  }

  private void replace(Share old, Share now) {
    from.computeIfPresent(
        old.box().node(),
        (_, shares) -> shares.stream().map(share -> share == old ? now : share).toList());
  }

  private Share evaluated(Share share, Map<Node, Tensor> known) {
    if (!share.flows()) {
      return share;
    }
    Map<Node, Tensor> leaves = new LinkedHashMap<>(known);
    leaves.put(share.cotangent(), trace.gradients().get(share.box().node()));
    Tensor slope = share.kind() == Kind.REDUCED ? value(share.local(), leaves) : null;
    return share.with(value(share.formula(), leaves), slope);
  }

  /// The value of a formula, or null if it takes a value or a size that is not known.
  private Tensor value(Node formula, Map<Node, Tensor> leaves) {
    Graph graph = Graph.of(formula);
    boolean isKnown = graph.nodes().stream().allMatch(node -> isKnown(node, leaves));
    return isKnown ? INTERPRETER.run(graph, leaves).getFirst() : null;
  }

  private boolean isKnown(Node node, Map<Node, Tensor> leaves) {
    boolean isSized =
        names.containsAll(Dim.product(node.type().dims()).names())
            && !(node.op() instanceof Size(var dim, _) && !names.containsAll(dim.names()));
    return isSized && (leaves.containsKey(node) || !(node.op() instanceof Input));
  }

  /// The box's own value is taken as it is, too: it may have been found in a better way than by the
  /// formula.
  private Map<Node, Tensor> known(Box box) {
    Map<Node, Tensor> known = new LinkedHashMap<>(sizes);
    box.leaves().forEach((operand, leaf) -> put(known, leaf, trace.value(operand)));
    put(known, box.cut(), trace.value(box.node()));
    return known;
  }

  private static void put(Map<Node, Tensor> known, Node node, Tensor value) {
    if (value != null) {
      known.put(node, value);
    }
  }
}
