package dev.adjoint.draw.step;

import dev.adjoint.draw.sketch.Formula;
import dev.adjoint.graph.Node;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.trace.Trace;

/// What a box says in the forward pass.
record ForwardText(Trace trace, Names names) {
  Step.Forward of(Node node) {
    String name = Formula.name(node, node.origin().fragment());
    String formula = names.formula(node, node.origin().fragment()).text();
    Tensor value = trace.values().get(node);
    String numbers =
        value == null || value.shape().count() != 1
            ? null
            : (name == null ? formula : name) + " = " + Figures.of(value.item());
    return new Step.Forward(name == null ? formula : name + " = " + formula, numbers);
  }
}
