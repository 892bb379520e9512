package dev.adjoint.draw.step;

import dev.adjoint.draw.sketch.Folding;
import dev.adjoint.draw.sketch.Numbers;
import dev.adjoint.draw.sketch.Scene;
import dev.adjoint.draw.step.Equation.Side;
import dev.adjoint.draw.step.Figures.Digits;
import dev.adjoint.graph.Node;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.trace.BackwardPass;
import dev.adjoint.trace.Box;
import dev.adjoint.trace.Marks;
import dev.adjoint.trace.Meeting;
import dev.adjoint.trace.Share;
import dev.adjoint.trace.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// What each box of a picture says in the forward pass and in the backward pass.
public final class Steps {
  private final Trace trace;
  private final Names names;
  private final Map<String, Integer> sizes;
  private final BackwardPass pass;
  private final Remarks remarks;
  private final Map<Share, ShareText> texts = new IdentityHashMap<>();
  private final Map<Node, Integer> telling = new HashMap<>(); // elements that are worked out
  private final Map<Node, Step> steps = new LinkedHashMap<>();

  private Steps(Trace trace, Folding folding) {
    Predicate<Node> isBox = folding::isShown;
    this.trace = trace;
    this.sizes = trace.sizes();
    this.names = new Names(trace.graph().nodes(), folding, trace.of());
    this.pass = BackwardPass.of(trace, isBox);
    this.remarks = new Remarks(trace, names, pass, Marks.of(trace));
    ForwardText forward = new ForwardText(trace, names, sizes);
    for (Node node : trace.graph().nodes()) {
      if (isBox.test(node)) {
        Step.Backward backward = trace.gradients().containsKey(node) ? backward(node) : null;
        steps.put(node, new Step(node, forward.of(Box.of(node, isBox)), backward));
      }
    }
  }

  /// @param folding which nodes of the trace's graph have a box
  public static Steps of(Trace trace, Folding folding) {
    return new Steps(trace, folding);
  }

  public static Steps of(Scene scene) {
    return of(scene.trace(), new Folding(scene.trace().graph(), scene.detail()));
  }

  /// All steps, in the order of the forward pass.
  public List<Step> all() {
    return List.copyOf(steps.values());
  }

  /// What a box says.
  ///
  /// @throws IllegalArgumentException if the node has no box
  public Step of(Node box) {
    Step step = steps.get(box);
    if (step == null) {
      throw new IllegalArgumentException("no box of this picture: " + box);
    }
    return step;
  }

  /// The derivative by a box as the steps write it: `∂J/∂u`.
  public String symbol(Node box) {
    return names.derivative(box, box.origin().fragment()).text();
  }

  private Step.Backward backward(Node node) {
    List<Step.Local> locals = new ArrayList<>();
    for (Share share : pass.from(node)) {
      locals.add(text(share).local());
    }
    return new Step.Backward(arrival(node), locals, remarks.of(node));
  }

  private ShareText text(Share share) {
    return texts.computeIfAbsent(
        share,
        _ -> new ShareText(trace, names, sizes, share, meeting(share.operand()), telling(share)));
  }

  private int telling(Share share) {
    if (share.value() == null) {
      return 0;
    }
    return meeting(share.operand()) == null
        ? Figures.telling(share.value())
        : telling(share.operand());
  }

  /// The element that is worked out of all that comes together at a box; found once, as there may be
  /// many.
  private int telling(Node node) {
    return telling.computeIfAbsent(
        node, _ -> Figures.telling(trace.gradients().get(node), pass.at(node).shares()));
  }

  private Meeting meeting(Node node) {
    return trace.gradients().containsKey(node) ? pass.at(node) : null;
  }

  private Step.Arrival arrival(Node node) {
    Tensor gradient = trace.gradients().get(node);
    Meeting meeting = pass.at(node);
    int at = telling(node);
    List<Step.Term> terms = meeting.shares().stream().map(share -> text(share).term()).toList();
    if (gradient.shape().count() == 0) {
      return new Step.Arrival(terms, symbol(node) + " has " + Numbers.NONE, null);
    }
    String start = Element.place(gradient, Figures.index(gradient, at)) + symbol(node) + " = ";
    return new Step.Arrival(
        terms, start + Figures.of(gradient.at(at), gradient), sum(node, meeting, at));
  }

  /// `∂J/∂b = 6 + 2 = 8`; of terms that do not add up to it, without its name.
  private String sum(Node node, Meeting meeting, int at) {
    List<Share> shares = meeting.shares();
    if (shares.size() < 2 || meeting.verdict() == Meeting.Verdict.OPEN) {
      return null;
    }
    Tensor gradient = trace.gradients().get(node);
    double total = meeting.sum(at);
    String sum = Figures.of(total, gradient);
    boolean isIt = sum.equals(Figures.of(gradient.at(at), gradient));
    return Element.place(gradient, Figures.index(gradient, at))
        + (isIt ? symbol(node) + " = " : "")
        + sum(shares, at, total, gradient).map(Equation::toString).orElse(sum);
  }

  /// `6 + 2 = 8`
  ///
  /// @param shares with their values
  /// @param like a tensor of their shape
  static Optional<Equation> sum(List<Share> shares, int at, double sum, Tensor like) {
    return Equation.of(
        digits ->
            Optional.of(
                Side.sum(
                    IntStream.range(0, shares.size())
                        .mapToObj(i -> term(shares.get(i).value().at(at), like, digits, i == 0))
                        .toList(),
                    true)),
        sum,
        like);
  }

  private static Side term(double value, Tensor like, Digits digits, boolean isFirst) {
    String text = Figures.of(value, like, digits);
    return new Side(isFirst ? text : Figures.inside(text), OptionalDouble.of(Figures.read(text)));
  }
}
