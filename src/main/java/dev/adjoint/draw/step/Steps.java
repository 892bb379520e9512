package dev.adjoint.draw.step;

import dev.adjoint.draw.sketch.Folding;
import dev.adjoint.draw.sketch.Scene;
import dev.adjoint.graph.Node;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.trace.BackwardPass;
import dev.adjoint.trace.Share;
import dev.adjoint.trace.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What each box of a picture says in the forward pass and in the backward pass.
public final class Steps {
  private final Trace trace;
  private final Names names;
  private final BackwardPass pass;
  private final Map<Node, Step> steps = new LinkedHashMap<>();

  private Steps(Trace trace, Folding folding) {
    this.trace = trace;
    this.names = new Names(folding, trace.of());
    this.pass = BackwardPass.of(trace, folding::isShown);
    trace.graph().nodes().stream()
        .filter(folding::isShown)
        .forEach(node -> steps.put(node, step(node)));
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

  /// All steps by their boxes.
  public Map<Node, Step> byBox() {
    return Collections.unmodifiableMap(steps);
  }

  private Step step(Node node) {
    Step.Backward backward = trace.gradients().containsKey(node) ? backward(node) : null;
    return new Step(node, new ForwardText(trace, names).of(node), backward);
  }

  private Step.Backward backward(Node node) {
    List<Step.Local> locals = new ArrayList<>();
    for (Share share : pass.from(node)) {
      locals.add(new ShareText(trace, names, share).local());
    }
    return new Step.Backward(arrival(node), locals, null);
  }

  private Step.Arrival arrival(Node node) {
    Tensor gradient = trace.gradients().get(node);
    String symbol = names.derivative(node, node.origin().fragment()).text();
    List<Share> shares = pass.to(node);
    List<Step.Term> terms =
        shares.stream().map(share -> new ShareText(trace, names, share).term()).toList();
    return new Step.Arrival(
        terms, text(symbol, gradient), shares.size() < 2 ? null : sum(symbol, gradient, shares));
  }

  private static String text(String symbol, Tensor gradient) {
    return gradient.shape().count() == 1
        ? symbol + " = " + Figures.of(gradient.item())
        : Figures.at(Figures.index(gradient, Figures.telling(gradient)))
            + symbol
            + " = "
            + Figures.of(gradient.at(Figures.telling(gradient)));
  }

  private static String sum(String symbol, Tensor gradient, List<Share> shares) {
    if (shares.stream().anyMatch(share -> share.value() == null) || gradient.shape().count() == 0) {
      return null;
    }
    int at = Figures.telling(gradient);
    String terms =
        shares.stream()
            .map(share -> Figures.inside(share.value().at(at)))
            .collect(Collectors.joining(" + "));
    double sum = shares.stream().mapToDouble(share -> share.value().at(at)).sum();
    String place = gradient.shape().count() == 1 ? "" : Figures.at(Figures.index(gradient, at));
    return place + symbol + " = " + terms + " = " + Figures.of(sum);
  }
}
