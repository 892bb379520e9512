package dev.adjoint.draw.step;

import dev.adjoint.draw.sketch.Numbers;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Permute;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.graph.Unary;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.trace.Share;
import dev.adjoint.trace.Trace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Why a derivative is 0 throughout, where the nearest reason is plain.
record Zeros(Trace trace, Names names) {

  /// `, for the factor w is 0`, or nothing.
  ///
  /// @param shares what meets in the derivative by `node`
  String reason(Node node, List<Share> shares) {
    if (shares.isEmpty() || shares.stream().anyMatch(share -> share.value() == null)) {
      return "";
    }
    return shares.stream().allMatch(share -> isZero(share.value()))
        ? nothing(shares)
        : cancelled(trace.gradients().get(node), shares);
  }

  /// Where no share is anything: what each of them is multiplied by.
  private String nothing(List<Share> shares) {
    Set<String> reasons = new LinkedHashSet<>();
    for (Share share : shares) {
      Node box = share.box().node();
      Tensor arrived = trace.gradients().get(box);
      if (arrived.shape().count() == 0) {
        reasons.add(derivative(box) + " has " + Numbers.NONE);
      } else if (isZero(arrived)) {
        reasons.add(derivative(box) + " is");
      } else {
        reasons.add(factor(share).map(name -> "the factor " + name + " is 0").orElse(""));
      }
    }
    return reasons.contains("") ? "" : ", for " + String.join(", and ", reasons);
  }

  private String derivative(Node box) {
    return names.derivative(box, box.origin().fragment()).text();
  }

  /// A value that is 0 and that the share is a product with.
  private Optional<String> factor(Share share) {
    List<Node> factors = factors(share.formula());
    return share.box().leaves().entrySet().stream()
        .filter(entry -> factors.contains(entry.getValue()))
        .map(Map.Entry::getKey)
        .filter(operand -> trace.value(operand) != null && isZero(trace.value(operand)))
        .map(operand -> names.box(operand, share.box().node().origin().fragment()).text())
        .findFirst();
  }

  private static List<Node> factors(Node formula) {
    List<Node> factors = new ArrayList<>();
    Deque<Node> open = new ArrayDeque<>(List.of(formula));
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (isProduct(node)) {
        node.operands().forEach(open::push);
      } else {
        factors.add(node);
      }
    }
    return factors;
  }

  /// Whether one operand that is 0 is enough to make it 0.
  private static boolean isProduct(Node node) {
    return node.op() instanceof Contract
        || node.op() instanceof Broadcast
        || node.op() instanceof Permute
        || node.op() instanceof Binary(var function) && function == BinaryFunction.MUL
        || node.op() instanceof Unary(var unary) && unary == UnaryFunction.NEG
        || node.op() instanceof Reduce reduce && reduce.function() == ReduceFunction.SUM;
  }

  private static String cancelled(Tensor gradient, List<Share> shares) {
    int at = Figures.telling(gradient, shares);
    return ", for what comes back on several ways cancels: "
        + Element.place(gradient, Figures.index(gradient, at))
        + Steps.sum(shares, at, 0, gradient).map(Equation::toString).orElse("0");
  }

  private static boolean isZero(Tensor tensor) {
    return IntStream.range(0, tensor.shape().count()).allMatch(i -> tensor.at(i) == 0);
  }
}
