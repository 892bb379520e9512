package dev.adjoint.draw.step;

import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Fragment;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.notation.Phrase;
import dev.adjoint.notation.Strength;
import dev.adjoint.rewrite.Rewriting;
import dev.adjoint.rewrite.algebra.Simplify;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.trace.Share;
import dev.adjoint.trace.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// What is said of one operand's share in the derivative by a box.
final class ShareText {
  private final Trace trace;
  private final Names names;
  private final Share share;
  private final Node box;
  private final Fragment within;

  ShareText(Trace trace, Names names, Share share) {
    this.trace = trace;
    this.names = names;
    this.share = share;
    this.box = share.box().node();
    this.within = box.origin().fragment();
  }

  Step.Local local() {
    String symbol = names.local(box, share.operand(), within);
    String by =
        "d(%s)/d(%s)"
            .formatted(
                names.formula(box, within).text(), names.box(share.operand(), within).text());
    if (!share.flows()) {
      return new Step.Local(share.operand(), symbol, "0", "0", by + " = 0", null, null);
    }
    if (share.local() == null) {
      return new Step.Local(share.operand(), symbol, null, null, by, null, contribution());
    }
    Node simple = simple(share.local());
    String derivative = written(simple).text();
    List<String> parts = new ArrayList<>(List.of(by, derivative));
    Optional<Element> element = element();
    element.ifPresent(
        at -> {
          add(parts, plugged(simple, at));
          OptionalDouble value = at.of(share.local());
          value.ifPresent(v -> add(parts, Figures.of(v)));
        });
    boolean isScalar = share.box().node().rank() == 0;
    String value = isScalar && element.isPresent() ? parts.getLast() : null;
    return new Step.Local(
        share.operand(),
        symbol,
        derivative,
        value,
        String.join(" = ", parts),
        null,
        contribution());
  }

  private static void add(List<String> parts, String part) {
    if (!parts.getLast().equals(part)) {
      parts.add(part);
    }
  }

  Step.Term term() {
    String symbol =
        names.derivative(box, within).text() + " · " + names.local(box, share.operand(), within);
    return new Step.Term(box, symbol, numbers(), share.value());
  }

  private Step.Contribution contribution() {
    return new Step.Contribution(formula(), numbers(), share.value());
  }

  private String formula() {
    Phrase arrived = names.derivative(box, within);
    if (share.local() == null || share.isRepeated()) {
      return written(simple(share.formula())).text();
    }
    Phrase local = written(simple(share.local()));
    return switch (local.text()) {
      case "1" -> arrived.text();
      case "-1" -> "-" + arrived.text();
      default -> arrived.text() + " · " + local.at(Strength.SIGN);
    };
  }

  /// `3 · 2 = 6`
  private String numbers() {
    Tensor gradient = trace.gradients().get(box);
    if (share.local() == null || share.isRepeated() || share.value() == null) {
      return null;
    }
    return element()
        .flatMap(
            at -> {
              OptionalDouble local = at.of(share.local());
              return local.isEmpty()
                  ? Optional.empty()
                  : Optional.of(
                      place(at)
                          + Figures.of(at.of(gradient))
                          + " · "
                          + Figures.inside(local.getAsDouble())
                          + " = "
                          + Figures.of(at.of(share.value())));
            })
        .orElse(null);
  }

  private String place(Element at) {
    return trace.gradients().get(box).shape().count() == 1 ? "" : Figures.at(at.index());
  }

  /// The element that is worked out, if there are numbers.
  private Optional<Element> element() {
    Tensor gradient = trace.gradients().get(box);
    if (gradient.shape().count() == 0 || share.value() == null) {
      return Optional.empty();
    }
    Tensor telling = share.isRepeated() ? gradient : share.value();
    Map<Node, Tensor> values = new HashMap<>();
    share
        .box()
        .leaves()
        .forEach(
            (operand, leaf) -> {
              if (trace.values().containsKey(operand)) {
                values.put(leaf, trace.values().get(operand));
              }
            });
    if (trace.values().containsKey(box)) {
      values.put(share.box().cut(), trace.values().get(box));
    }
    return Optional.of(new Element(Figures.index(gradient, Figures.telling(telling)), values));
  }

  // As formulas.

  private Node cut = null; // what simplifying has made of the box itself

  private Node simple(Node node) {
    Rewriting simple = new Simplify().apply(Graph.of(node));
    Node own = share.box().cut();
    cut = Graph.of(node).contains(own) ? simple.image(own) : own;
    Node image = simple.image(node);
    return image.op() instanceof Broadcast && image != cut ? image.operand(0) : image;
  }

  private Phrase written(Node node) {
    return Writer.write(node, this::atom);
  }

  private Optional<Phrase> atom(Node node) {
    if (node == share.cotangent()) {
      return Optional.of(names.derivative(box, within));
    }
    if (node == cut && box.origin().name() != null) {
      return Optional.of(names.box(box, within));
    }
    return share.box().leaves().entrySet().stream()
        .filter(entry -> entry.getValue() == node)
        .findFirst()
        .map(entry -> names.box(entry.getKey(), within));
  }

  private String plugged(Node node, Element at) {
    return Writer.write(
            node,
            x -> {
              Node known = x == cut ? share.box().cut() : x;
              Tensor value = at.values().get(known);
              return value == null
                  ? Optional.empty()
                  : Optional.of(Writer.number(Figures.of(at.of(value))));
            })
        .text();
  }
}
