package dev.adjoint.lang.lint;

import dev.adjoint.data.TensorFile;
import dev.adjoint.graph.Along;
import dev.adjoint.graph.AlongFunction;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.Unary;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.lang.check.Definition;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is seldom meant in a cost.
final class CostRules {
  private final Node cost;
  private final Graph graph;
  private final Map<Node, Definition> definitions;
  private final List<Diagnostic> warnings = new ArrayList<>();

  private CostRules(Node cost, Map<Node, Definition> definitions) {
    this.cost = cost;
    this.graph = Graph.of(cost);
    this.definitions = definitions;
  }

  static List<Diagnostic> of(Node cost, Map<Node, Definition> definitions) {
    CostRules rules = new CostRules(cost, definitions);
    rules.sums();
    rules.graph.nodes().forEach(rules::squashed);
    rules.labels();
    return rules.warnings;
  }

  /// Follows the cost down to its sums, through signs, sums and products with numbers. A product
  /// with a number other than 1, 1/2 and 2 may be the mean.
  private void sums() {
    Set<Node> terms = new HashSet<>();
    List<Node> open = new ArrayList<>(List.of(cost));
    while (!open.isEmpty()) {
      Node term = open.removeLast();
      if (!terms.add(term)) {
        continue;
      }
      switch (term.op()) {
        case Unary(UnaryFunction f) when f == UnaryFunction.NEG -> open.add(term.operand(0));
        case Reshape _ -> open.add(term.operand(0));
        case Binary(BinaryFunction f) when f == BinaryFunction.ADD || f == BinaryFunction.SUB ->
            open.addAll(term.operands());
        case Binary(BinaryFunction f) when f == BinaryFunction.MUL -> {
          if (isHarmless(term.operand(0))) {
            open.add(term.operand(1));
          } else if (isHarmless(term.operand(1))) {
            open.add(term.operand(0));
          }
        }
        case Binary(BinaryFunction f) when f == BinaryFunction.DIV && isHarmless(term.operand(1)) ->
            open.add(term.operand(0));
        case Reduce(ReduceFunction f, List<Integer> axes, boolean _) when f == ReduceFunction.SUM ->
            sum(term, axes);
        case Object _ -> {}
      }
    }
  }

  private static boolean isHarmless(Node factor) {
    Graph formula = Graph.of(factor);
    boolean isNumber =
        factor.rank() == 0
            && formula.nodes().stream()
                .allMatch(
                    node ->
                        node.op() instanceof Constant
                            || node.op() instanceof Unary
                            || node.op() instanceof Binary);
    return isNumber
        && Set.of(1.0, 0.5, 2.0)
            .contains(Math.abs(new Interpreter().run(formula, Map.of()).getFirst().item()));
  }

  private void sum(Node sum, List<Integer> axes) {
    Node summed = sum.operand(0);
    int last = summed.rank() - 1;
    if (last < 1 || !axes.contains(last) || sum.origin().place().isEmpty()) {
      return;
    }
    Dim examples = summed.type().dim(last);
    boolean areExamples =
        examples.name().isPresent()
            && Graph.of(summed).nodes().stream()
                .anyMatch(
                    node ->
                        node.op() instanceof Input
                            && node.rank() == 2
                            && node.type().dim(1).equals(examples));
    if (areExamples) {
      warnings.add(
          LintCode.SUM_OF_EXAMPLES
              .at(
                  sum.origin().place().get(),
                  "this cost is a sum over %s, not a mean".formatted(examples.name().get()))
              .note("its gradient grows with the number of examples, and so must the rate shrink")
              .help("`mean(…)`, or `1/%s * sum(…)`".formatted(examples.name().get())));
    }
  }

  /// A sigmoid of a sigmoid, or of a softmax, also inside a cost that takes scores.
  private void squashed(Node node) {
    boolean takesScores =
        switch (node.op()) {
          case Unary(UnaryFunction f) -> f == UnaryFunction.SOFTPLUS || f == UnaryFunction.SIGMOID;
          case Along(AlongFunction f, int _) ->
              f == AlongFunction.LOG_SOFTMAX || f == AlongFunction.SOFTMAX;
          case Object _ -> false;
        };
    if (!takesScores || node.origin().place().isEmpty()) {
      return;
    }
    Node given = node.operand(0);
    if (given.op() instanceof Unary(UnaryFunction f) && f == UnaryFunction.NEG) {
      given = given.operand(0);
    }
    String squashed =
        switch (given.op()) {
          case Unary(UnaryFunction f) when f == UnaryFunction.SIGMOID -> "sigmoid";
          case Along(AlongFunction f, int _) when f == AlongFunction.SOFTMAX -> "softmax";
          case Object _ -> null;
        };
    boolean isSoftplus = node.op() instanceof Unary(UnaryFunction f) && f == UnaryFunction.SOFTPLUS;
    if (squashed != null && (!isSoftplus || node.origin().call() != null)) {
      warnings.add(
          LintCode.SQUASHED_TWICE
              .at(
                  node.origin().place().get(),
                  "this takes scores, and is given what `%s` has made of them".formatted(squashed))
              .note("between 0 and 1 its slope is nearly the same everywhere: it learns slowly")
              .help("give it the value before the `%s`".formatted(squashed)));
    }
  }

  /// `Y * log(A) + (1 - Y) * log(1 - A)`, and `Y * log(softmax(Z))`, take Y for probabilities.
  private void labels() {
    Map<Node, Node> logarithms = new HashMap<>(); // of what, by what they are multiplied with
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Binary(BinaryFunction f) && f == BinaryFunction.MUL) {
        for (int i = 0; i < 2; i++) {
          if (isLogarithm(node.operand(1 - i))) {
            logarithms.put(node.operand(i), node);
          }
        }
      }
    }
    logarithms.forEach(
        (factor, product) -> {
          boolean isPaired =
              product.operands().stream().anyMatch(o -> o.op() instanceof Along)
                  || logarithms.keySet().stream().anyMatch(other -> isComplement(other, factor));
          if (isPaired && factor.op() instanceof Input) {
            oddLabel(factor).ifPresent(label -> odd(factor, label));
          }
        });
  }

  private static boolean isLogarithm(Node node) {
    return switch (node.op()) {
      case Unary(UnaryFunction f) -> f == UnaryFunction.LOG || f == UnaryFunction.SOFTPLUS;
      case Along(AlongFunction f, int _) -> f == AlongFunction.LOG_SOFTMAX;
      case Object _ -> false;
    };
  }

  /// Whether one is 1 minus the other.
  private static boolean isComplement(Node one, Node other) {
    return one.op() instanceof Binary(BinaryFunction f)
        && f == BinaryFunction.SUB
        && one.operand(1) == other;
  }

  private void odd(Node labels, double label) {
    labels
        .origin()
        .place()
        .ifPresent(
            place ->
                warnings.add(
                    LintCode.ODD_LABELS
                        .at(
                            place,
                            "`%s` holds %s, and the cost takes it for a probability"
                                .formatted(labels.label(), Tensor.scalar(label)))
                        .note("labels are 0 and 1, or probabilities between")
                        .help(
                            "classes from 0 on become columns by `one_hot(classes, k)`; 1 and 2 by"
                                + " `classes - 1`")));
  }

  /// A label outside [0, 1], if all labels are known.
  private Optional<Double> oddLabel(Node labels) {
    Optional<Tensor> known = Optional.empty();
    try {
      known = value(labels);
    } catch (AdjointException _) {
      // what cannot be read is reported when it is
    }
    if (known.isEmpty()) {
      return Optional.empty();
    }
    Tensor value = known.get();
    for (int i = 0; i < value.shape().count(); i++) {
      if (value.at(i) < 0 || value.at(i) > 1) {
        return Optional.of(value.at(i));
      }
    }
    return Optional.empty();
  }

  private Optional<Tensor> value(Node input) {
    return switch (definitions.get(input)) {
      case Definition.OfFile(TensorFile file) -> Optional.of(file.read(input.type().dtype()));
      case Definition.OfGraph(Node graph) -> {
        Map<Node, Tensor> leaves = new HashMap<>();
        for (Node node : Graph.of(graph).nodes()) {
          if (node.op() instanceof Input) {
            Optional<Tensor> leaf = node == input ? Optional.empty() : value(node);
            if (leaf.isEmpty()) {
              yield Optional.empty();
            }
            leaves.put(node, leaf.get());
          }
        }
        yield Optional.of(new Interpreter().run(Graph.of(graph), leaves).getFirst());
      }
      case Definition.OfCaller _, Definition.OfAction _ -> Optional.empty();
      case null -> Optional.empty();
    };
  }
}
