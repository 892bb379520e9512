package dev.adjoint.draw.step;

import dev.adjoint.draw.sketch.Formula;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Fragment;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.trace.Box;
import dev.adjoint.trace.Trace;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a box says in the forward pass.
record ForwardText(Trace trace, Names names, Map<String, Integer> sizes) {
  private static final double DIGITS = 1e-3;

  Step.Forward of(Box box) {
    Node node = box.node();
    Fragment within = node.origin().fragment();
    String name = Formula.name(node, within);
    String formula = names.formula(node, within).text();
    Tensor value = trace.value(node);
    if (node.op() instanceof Input) {
      return new Step.Forward("data " + declared(name, node), given(name, value));
    }
    if (node.op() instanceof Parameter) {
      return new Step.Forward("param " + declared(name, node), given(name, value));
    }
    if (node.op() instanceof Constant && name != null) {
      boolean isNumber = value.shape().count() == 1;
      return new Step.Forward(
          isNumber ? name + " = " + Figures.of(value.item(), value) : declared(name, node), null);
    }
    String whole = name == null ? formula : name + " = " + formula;
    return new Step.Forward(whole, numbers(box, name, formula));
  }

  private static String declared(String name, Node node) {
    return name + ": " + node.type();
  }

  private static String given(String name, Tensor value) {
    return value != null && value.shape().count() == 1
        ? name + " = " + Figures.of(value.item(), value)
        : null;
  }

  /// `u = 3 * 2 = 6`
  private String numbers(Box box, String name, String formula) {
    Tensor value = trace.value(box.node());
    if (value == null || value.shape().count() == 0) {
      return null;
    }
    int[] index = Figures.index(value, Figures.telling(value));
    Known known = known(box);
    Element element = new Element(index, known);
    double result = element.of(value);
    Optional<Equation> worked =
        Equation.of(digits -> new Worked(known.with(digits)).at(box.cut(), index), result, value);
    String before = name != null ? name + " = " : worked.isEmpty() ? formula + " = " : "";
    return Element.place(value, index)
        + before
        + worked.map(Equation::toString).orElse(Figures.of(result, value))
        + (isAsWritten(element.of(box.cut()), result) ? "" : ", in a form that keeps its digits");
  }

  private static boolean isAsWritten(OptionalDouble formula, double value) {
    return formula.isEmpty()
        || Double.compare(formula.getAsDouble(), value) == 0
        || Math.abs(formula.getAsDouble() - value) <= DIGITS * Math.abs(value);
  }

  private Known known(Box box) {
    Map<Node, Tensor> values = new HashMap<>();
    box.leaves()
        .forEach(
            (operand, leaf) ->
                Optional.ofNullable(trace.value(operand))
                    .ifPresent(value -> values.put(leaf, value)));
    return new Known(values, sizes);
  }
}
