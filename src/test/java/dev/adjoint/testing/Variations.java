package dev.adjoint.testing;

import dev.adjoint.graph.Along;
import dev.adjoint.graph.AlongFunction;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Permute;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Slice;
import dev.adjoint.graph.Unary;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.rewrite.Rewriting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Other ways to write a graph, and graphs that are nearly the same and not equal.
public final class Variations {
  private Variations() {}

  /// A node written in another way, in a few places: equal wherever both are defined.
  public static Node equal(Node node, int places, SplittableRandom random) {
    Node result = node;
    for (int i = 0; i < places; i++) {
      result = changed(result, random, Variations::rewritten);
    }
    return result;
  }

  /// A node with one operation in it changed: mostly, but not always, of another value.
  public static Node mutant(Node node, SplittableRandom random) {
    return changed(node, random, Variations::mutated);
  }

  private interface Change {
    List<Node> of(Node node, SplittableRandom random);
  }

  private static Node changed(Node output, SplittableRandom random, Change change) {
    Graph graph = Graph.of(output);
    List<Node> inner = graph.nodes().stream().filter(node -> !node.operands().isEmpty()).toList();
    if (inner.isEmpty()) {
      return output;
    }
    Node node = inner.get(random.nextInt(inner.size()));
    List<Node> others =
        change.of(node, random).stream().filter(other -> other.type().equals(node.type())).toList();
    if (others.isEmpty()) {
      return output;
    }
    Node other = others.get(random.nextInt(others.size()));
    return Rewriting.replacing(graph, Map.of(node, other)).graph().outputs().getFirst();
  }

  private static List<Node> rewritten(Node node, SplittableRandom random) {
    List<Node> forms = new ArrayList<>();
    forms.add(node.negate().negate());
    forms.add(node.times(2).minus(node));
    switch (node.op()) {
      case Unary(UnaryFunction f) -> forms.addAll(unary(f, node.operand(0)));
      case Binary(BinaryFunction f) -> forms.addAll(binary(f, node.operand(0), node.operand(1)));
      case Contract contract -> forms.add(turned(contract, node));
      case Reduce reduce -> forms.addAll(reduced(reduce, node.operand(0)));
      case Along along -> forms.addAll(along(along, node.operand(0)));
      case Broadcast broadcast when node.operand(0).rank() == 0 ->
          forms.add(
              Broadcast.to(node.operand(0).number(1), broadcast.dims()).times(node.operand(0)));
      case Select _ -> {
        Node no = node.operand(0).equal(0);
        forms.add(Select.of(no, node.operand(2), node.operand(1)));
      }
      case Permute _ -> forms.add(node.transpose().transpose());
      default -> {}
    }
    return forms;
  }

  private static List<Node> unary(UnaryFunction f, Node x) {
    Node one = x.number(1);
    Node exp = UnaryFunction.EXP.of(x);
    return switch (f) {
      case NEG -> List.of(x.times(-1), x.number(0).minus(x));
      case SIGMOID ->
          List.of(
              one.over(UnaryFunction.EXP.of(x.negate()).plus(1)),
              one.minus(UnaryFunction.SIGMOID.of(x.negate())),
              UnaryFunction.TANH.of(x.over(2)).plus(1).over(2));
      case TANH ->
          List.of(
              UnaryFunction.SIGMOID.of(x.times(2)).times(2).minus(1),
              UnaryFunction.SINH.of(x).over(UnaryFunction.COSH.of(x)));
      case SOFTPLUS -> List.of(UnaryFunction.LOG.of(exp.plus(1)), UnaryFunction.LOG1P.of(exp));
      case RELU -> List.of(BinaryFunction.MAX.of(x, x.number(0)), x.times(x.greater(0)));
      case SQUARE -> List.of(x.times(x), x.pow(2));
      case RECIPROCAL -> List.of(x.pow(-1), one.over(x));
      case SQRT -> List.of(x.pow(0.5));
      case ABS -> List.of(BinaryFunction.MAX.of(x, x.negate()), x.times(UnaryFunction.SIGN.of(x)));
      case TAN -> List.of(UnaryFunction.SIN.of(x).over(UnaryFunction.COS.of(x)));
      case SIN -> List.of(UnaryFunction.SIN.of(x.negate()).negate());
      case COS -> List.of(UnaryFunction.COS.of(x.negate()));
      case EXPM1 -> List.of(exp.minus(1));
      case EXP -> List.of(one.over(UnaryFunction.EXP.of(x.negate())));
      case SILU -> List.of(x.times(UnaryFunction.SIGMOID.of(x)));
      default -> List.of();
    };
  }

  private static List<Node> binary(BinaryFunction f, Node a, Node b) {
    return switch (f) {
      case ADD -> List.of(b.plus(a), a.minus(b.negate()));
      case SUB -> List.of(a.plus(b.negate()), b.minus(a).negate());
      case MUL -> List.of(b.times(a), a.plus(1).times(b).minus(b));
      case DIV -> List.of(a.times(b.pow(-1)), a.negate().over(b.negate()));
      case MAX -> List.of(BinaryFunction.MAX.of(b, a), Select.of(greater(a, b), a, b));
      case MIN -> List.of(BinaryFunction.MIN.of(b, a), Select.of(greater(a, b), b, a));
      case LEAKY_RELU -> List.of(Select.of(a.greater(0), a, a.times(b)));
      case GREATER -> List.of(BinaryFunction.LESS.of(b, a), a.minus(b).greater(0));
      case XLOGY -> List.of(a.times(UnaryFunction.LOG.of(b)));
      default -> List.of();
    };
  }

  private static Node greater(Node a, Node b) {
    return BinaryFunction.GREATER.of(a, b);
  }

  /// A product as the transpose of the product of transposes.
  private static Node turned(Contract contract, Node node) {
    Contract other = new Contract(!contract.transposeRight(), !contract.transposeLeft());
    return Node.of(other, node.operand(1), node.operand(0)).transpose();
  }

  private static List<Node> reduced(Reduce reduce, Node x) {
    Dim count = Dim.product(reduce.axes().stream().map(x.type()::dim).toList());
    List<Node> forms = new ArrayList<>();
    switch (reduce.function()) {
      case MEAN -> forms.add(like(reduce, ReduceFunction.SUM, x).over(x.number(count)));
      case SUM -> {
        forms.add(like(reduce, ReduceFunction.MEAN, x).times(x.number(count)));
        forms.add(like(reduce, ReduceFunction.SUM, x.times(3)).over(3));
      }
      case LOGSUMEXP ->
          forms.add(
              UnaryFunction.LOG.of(like(reduce, ReduceFunction.SUM, UnaryFunction.EXP.of(x))));
      case NORM -> forms.add(UnaryFunction.SQRT.of(like(reduce, ReduceFunction.SUM, x.square())));
      case VAR ->
          forms.add(
              like(reduce, ReduceFunction.MEAN, x.square())
                  .minus(like(reduce, ReduceFunction.MEAN, x).square()));
      default -> {}
    }
    return forms;
  }

  private static Node like(Reduce reduce, ReduceFunction function, Node x) {
    return Node.of(new Reduce(function, reduce.axes(), reduce.keepDims()), x);
  }

  private static List<Node> along(Along along, Node x) {
    Node exp = UnaryFunction.EXP.of(x);
    return switch (along.function()) {
      case SOFTMAX ->
          List.of(
              exp.over(exp.sum(along.axis())),
              UnaryFunction.EXP.of(AlongFunction.LOG_SOFTMAX.of(x, along.axis())));
      case LOG_SOFTMAX -> List.of(x.minus(UnaryFunction.LOG.of(exp.sum(along.axis()))));
      case CUMSUM -> List.of(Node.of(along, x.times(2)).over(2));
    };
  }

  private static List<Node> mutated(Node node, SplittableRandom random) {
    List<Node> mutants = new ArrayList<>();
    mutants.add(node.negate());
    mutants.add(node.times(2));
    mutants.add(node.plus(1));
    for (Dim dim : node.type().dims()) {
      mutants.add(node.over(node.number(dim)));
    }
    if (node.rank() >= 2) {
      mutants.add(node.transpose());
      mutants.add(Slice.flip(node, 0));
      mutants.add(Reshape.to(node.transpose(), node.type().dims()));
    }
    switch (node.op()) {
      case Unary _ -> {
        UnaryFunction[] all = UnaryFunction.values();
        mutants.add(all[random.nextInt(all.length)].of(node.operand(0)));
        mutants.add(node.operand(0));
      }
      case Binary _ -> {
        BinaryFunction[] all = BinaryFunction.values();
        BinaryFunction other = all[random.nextInt(all.length)];
        mutants.add(other.of(node.operand(0), node.operand(1)));
        mutants.add(Node.of(node.op(), node.operand(1), node.operand(0)));
        mutants.add(node.operand(random.nextInt(2)));
      }
      case Select _ -> mutants.add(Select.of(node.operand(0), node.operand(2), node.operand(1)));
      case Reduce reduce -> {
        ReduceFunction[] all = ReduceFunction.values();
        mutants.add(like(reduce, all[random.nextInt(all.length)], node.operand(0)));
      }
      case Along along -> {
        AlongFunction[] all = AlongFunction.values();
        mutants.add(
            Node.of(new Along(all[random.nextInt(all.length)], along.axis()), node.operand(0)));
      }
      default -> {}
    }
    return mutants;
  }
}
