package dev.adjoint.draw.step;

import dev.adjoint.draw.step.Equation.Side;
import dev.adjoint.draw.step.Figures.Digits;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Fragment;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Unary;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.notation.Phrase;
import dev.adjoint.notation.Strength;
import dev.adjoint.rewrite.Rewriting;
import dev.adjoint.rewrite.algebra.Simplify;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.trace.Meeting;
import dev.adjoint.trace.Share;
import dev.adjoint.trace.Share.Kind;
import dev.adjoint.trace.Trace;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// What is said of one operand's share in the derivative by a box.
final class ShareText {
  private final Trace trace;
  private final Names names;
  private final Map<String, Integer> sizes;
  private final Share share;
  private final Meeting meeting; // at the operand; null where the derivative by it is not known
  private final int telling; // the element that is worked out: the same of all that meet
  private final Node box;
  private final Fragment within;
  private final Rules rules;
  private final Optional<Larger> larger;
  private final Map<Node, Tensor> values = new HashMap<>();
  private final Map<Node, Phrase> atoms = new HashMap<>();
  private final Node formula; // simplified; null where the local derivative says it
  private final Node local;

  /// @param telling the element to work out
  ShareText(
      Trace trace,
      Names names,
      Map<String, Integer> sizes,
      Share share,
      Meeting meeting,
      int telling) {
    this.trace = trace;
    this.sizes = sizes;
    this.names = names;
    this.share = share;
    this.meeting = meeting;
    this.telling = telling;
    this.box = share.box().node();
    this.within = box.origin().fragment();
    share.box().leaves().forEach((operand, leaf) -> know(leaf, operand, trace.value(operand)));
    know(share.cotangent(), null, trace.gradients().get(box));
    atoms.put(share.cotangent(), names.derivative(box, within));
    this.formula = share.kind() == Kind.ELEMENTWISE ? null : simple(share.formula());
    this.local = simple(share.local());
    this.larger = Larger.of(share, trace);
    this.rules =
        new Rules(
            share,
            formula,
            trace.value(box),
            names.box(share.operand(), within).at(Strength.POSTFIX),
            names.box(box, within).at(Strength.POSTFIX));
  }

  private void know(Node node, Node shown, Tensor value) {
    if (value != null) {
      values.put(node, value);
    }
    if (shown != null) {
      atoms.put(node, names.box(shown, within));
    }
  }

  /// A formula as one would write it by hand, in which the box may stand by its name.
  private Node simple(Node node) {
    if (node == null) {
      return null;
    }
    Graph graph = Graph.of(node);
    Rewriting simple = new Simplify().apply(graph);
    Node own = share.box().cut();
    know(own, null, trace.value(box));
    if (graph.contains(own)) {
      know(simple.image(own), box.origin().name() == null ? null : box, trace.value(box));
    }
    Node image = simple.image(node);
    boolean isSpread = image.op() instanceof Broadcast && !values.containsKey(image);
    Node narrow = isSpread ? image.operand(0) : image;
    return isTruth(narrow) ? Select.of(narrow, narrow.number(1), narrow.number(0)) : narrow;
  }

  private static boolean isTruth(Node node) {
    return node.op() instanceof Binary(var function) && function.isCondition()
        || node.op() instanceof Unary(var unary) && unary == UnaryFunction.NOT;
  }

  private Phrase written(Node node) {
    return Writer.write(node, at -> Optional.ofNullable(atoms.get(at)));
  }

  /// The product along the chain; where that is none of elements, what is computed.
  Step.Term term() {
    String symbol =
        switch (share.kind()) {
          case NONE, ELEMENTWISE -> names.derivative(box, within).text() + " · " + symbol();
          case REPEATED, REDUCED, MIXED -> contributionFormula();
        };
    return new Step.Term(box, symbol, numbers(telling), share.value());
  }

  /// The local derivative in short, `∂u/∂b`; where that is how the whole derivative by the operand is
  /// written, to which other boxes contribute too, as what it is.
  private String symbol() {
    String symbol = names.local(box, share.operand(), within);
    Node operand = share.operand();
    String whole = names.derivative(operand, operand.origin().fragment()).text();
    boolean isPart = meeting != null && meeting.shares().size() > 1;
    return isPart && symbol.equals(whole) ? by() : symbol;
  }

  /// `d(b * c)/d(b)`
  private String by() {
    return "d(%s)/d(%s)"
        .formatted(names.formula(box, within).text(), names.box(share.operand(), within).text());
  }

  Step.Local local() {
    Node operand = share.operand();
    String symbol = symbol();
    String by = by();
    return switch (share.kind()) {
      case NONE -> new Step.Local(operand, symbol, "0", "0", by + " = 0", rules.text(), null);
      case MIXED ->
          new Step.Local(operand, symbol, null, null, gets(), rules.text(), contribution());
      case ELEMENTWISE, REPEATED, REDUCED -> {
        String derivative = derivative().text();
        Optional<Equation> numbers = slope();
        boolean isScalar = box.rank() == 0 && operand.rank() == 0;
        yield new Step.Local(
            operand,
            symbol,
            derivative,
            isScalar ? numbers.map(Equation::right).orElse(null) : null,
            by
                + " = "
                + derivative
                + numbers.map(slope -> worked(derivative, slope) + because()).orElse(""),
            rules.text(),
            contribution());
      }
    };
  }

  /// `∂J/∂w gets X @ (∂J/∂Z).T`
  private String gets() {
    return "%s gets %s"
        .formatted(names.derivative(share.operand(), within).text(), contributionFormula());
  }

  private Phrase derivative() {
    String known = rules.derivative();
    return larger.isPresent()
        ? larger.get().derivative(this::written)
        : known == null ? written(local) : new Phrase(known, Strength.CHOICE);
  }

  /// The numbers of a derivative behind its symbols, if they say more.
  private String worked(String derivative, Equation slope) {
    boolean isSaid = slope.left().equals(derivative);
    if (isSaid && slope.isIdle()) {
      return "";
    }
    String place = slopePlace().map(at -> Element.place(slopeTensor(), at)).orElse("");
    return isSaid && place.isEmpty()
        ? slope.sign() + slope.right()
        : (place.isEmpty() ? " = " : "; " + place) + (isSaid ? slope.right() : slope);
  }

  private String because() {
    Element at = new Element(slopePlace().orElseThrow(), known());
    return larger.map(choice -> choice.because(at, this::written)).orElse("");
  }

  /// `0.731 * (1 - 0.731) = 0.197`, as far as it is known; where there is nothing to work out, the
  /// number on both sides.
  private Optional<Equation> slope() {
    if (slopePlace().isEmpty()) {
      return Optional.empty();
    }
    int[] place = slopePlace().get();
    OptionalDouble value = slope(new Element(place, known()));
    if (value.isEmpty()) {
      return Optional.empty();
    }
    String number = Figures.of(value.getAsDouble(), slopeTensor());
    Optional<Equation> worked =
        rules.derivative() != null || larger.isPresent()
            ? Optional.empty()
            : Equation.of(
                digits -> new Element(place, known().with(digits)).plugged(local),
                value.getAsDouble(),
                slopeTensor());
    return Optional.of(worked.orElseGet(() -> new Equation(number, true, number)));
  }

  private OptionalDouble slope(Element at) {
    return share.slope() == null ? at.of(share.local()) : OptionalDouble.of(at.of(share.slope()));
  }

  /// Where the local derivative is worked out; nothing where there are no numbers.
  private Optional<int[]> slopePlace() {
    Tensor tensor = slopeTensor();
    return tensor == null || share.value() == null || tensor.shape().count() == 0
        ? Optional.empty()
        : Optional.of(
            Figures.index(
                tensor, share.kind() == Kind.REPEATED ? Figures.telling(tensor) : telling));
  }

  /// A tensor of the shape of the local derivative.
  private Tensor slopeTensor() {
    return share.kind() == Kind.REPEATED ? trace.gradients().get(box) : share.value();
  }

  private Known known() {
    return new Known(values, sizes);
  }

  private Step.Contribution contribution() {
    return new Step.Contribution(contributionFormula(), numbers(telling), share.value());
  }

  private String contributionFormula() {
    Phrase arrived = names.derivative(box, within);
    return switch (share.kind()) {
      case NONE -> "0";
      case REPEATED, MIXED -> written(formula).text();
      case ELEMENTWISE, REDUCED -> arrived.text() + " · " + derivative().at(Strength.SIGN);
    };
  }

  /// `3 · 2 = 6`
  private String numbers(int offset) {
    Tensor value = share.value();
    if (value == null || value.shape().count() == 0) {
      return null;
    }
    int[] index = Figures.index(value, offset);
    double result = new Element(index, known()).of(value);
    return Element.place(value, index)
        + Equation.of(digits -> calculation(index, digits), result, value)
            .map(Equation::toString)
            .orElseGet(() -> Figures.of(result, value));
  }

  private Optional<Side> calculation(int[] index, Digits digits) {
    Known known = known().with(digits);
    Element at = new Element(index, known);
    return switch (share.kind()) {
      case NONE -> Optional.empty();
      case REPEATED, MIXED ->
          share.isLimited() ? Optional.empty() : new Worked(known).at(formula, index);
      case ELEMENTWISE -> product(at, at, digits);
      case REDUCED -> product(new Element(reduced(index), known), at, digits);
    };
  }

  private Optional<Side> product(Element arrived, Element at, Digits digits) {
    OptionalDouble slope = slope(at);
    if (slope.isEmpty()) {
      return Optional.empty();
    }
    Tensor gradient = trace.gradients().get(box);
    boolean isCutOff = arrived.of(gradient) == 0 && !Double.isFinite(slope.getAsDouble());
    if (share.isLimited() && isCutOff) {
      return Optional.empty(); // it is 0 by force
    }
    String left = Figures.of(arrived.of(gradient), gradient, digits);
    String right = Figures.of(slope.getAsDouble(), slopeTensor(), digits);
    return Optional.of(
        new Side(
            left + " · " + Figures.inside(right),
            OptionalDouble.of(Figures.read(left) * Figures.read(right))));
  }

  /// The place to which a place of the operand is reduced.
  private int[] reduced(int[] index) {
    Reduce reduce = (Reduce) share.box().cut().op();
    return IntStream.range(0, index.length)
        .filter(axis -> reduce.keepDims() || !reduce.axes().contains(axis))
        .map(axis -> reduce.axes().contains(axis) ? 0 : index[axis])
        .toArray();
  }
}
