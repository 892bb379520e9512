package dev.adjoint.rewrite.algebra;

import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Permute;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// What becomes of operations that are linear: sums, products of matrices, and those that move
/// elements.
///
/// | rewrite | |
/// |---|---|
/// | `sum(c * x)` → `c * sum(x)`, `(c * x) @ y` → `c * x @ y` for a scalar `c` | within rounding |
/// | the sum of one number repeated → the number times how often | within rounding |
/// | `x @ ones` → `sum(x, axis = 1)` | exact |
/// | `(x @ y).T` → `y.T @ x.T`, `x.T.T` → `x` | exact |
record Moves(Algebra algebra) {
  /// An operation that is linear in its first operand.
  Node linear(Node node) {
    Node x = node.operand(0);
    Form form = algebra.form(x);
    if (form.isZero()) {
      return algebra.constant(node.type(), 0);
    }
    if (form.single().isEmpty()) {
      return plain(node, x);
    }
    Term scalars = form.single().get().scalars();
    Term rest = form.single().get().over(scalars);
    if (rest.isNumber()) {
      return uniform(node, scalars);
    }
    if (scalars.equals(Term.of(Ratio.ONE))) {
      return plain(node, x);
    }
    Node inner = plain(node, algebra.write(Form.of(rest), x.type()));
    return algebra.write(times(scalars, inner), node.type());
  }

  /// A scalar times what stands for a node, which may have scalar factors of its own.
  private Form times(Term scalars, Node x) {
    return Form.of(scalars.times(algebra.factor(algebra.form(x), x.type())));
  }

  /// Of the same number everywhere.
  private Node uniform(Node node, Term number) {
    return switch (node.op()) {
      case Reduce reduce when reduce.function() == ReduceFunction.SUM ->
          algebra.write(Form.of(number.times(count(reduce, node.operand(0)))), node.type());
      case Reduce _, Permute _, Reshape _ -> algebra.write(Form.of(number), node.type());
      default -> algebra.keep(node);
    };
  }

  private Term count(Reduce reduce, Node x) {
    Dim count = Dim.product(reduce.axes().stream().map(x.type()::dim).toList());
    return count.literal().isPresent()
        ? Term.of(Ratio.of(count.literal().getAsInt()))
        : Term.of(algebra.make(new Size(count, x.type().dtype())));
  }

  private Node plain(Node node, Node x) {
    return switch (node.op()) {
      case Permute permute -> permute(permute, x);
      case Reshape reshape -> reshape(reshape, x);
      default -> {
        List<Node> operands = new ArrayList<>(node.operands());
        operands.set(0, x);
        yield algebra.make(node.op(), operands);
      }
    };
  }

  private Node permute(Permute permute, Node x) {
    if (!Algebra.isNamed(x)) {
      switch (x.op()) {
        case Contract(boolean left, boolean right) when permute.isTranspose() -> {
          return product(new Contract(!right, !left), x.operand(1), x.operand(0));
        }
        case Permute inner -> {
          List<Integer> order = permute.order().stream().map(inner.order()::get).toList();
          boolean isNone = order.equals(IntStream.range(0, order.size()).boxed().toList());
          return isNone ? x.operand(0) : algebra.make(new Permute(order), x.operand(0));
        }
        default -> {}
      }
    }
    return algebra.make(permute, x);
  }

  private Node reshape(Reshape reshape, Node x) {
    boolean isTwice =
        !Algebra.isNamed(x)
            && x.op() instanceof Reshape
            && x.operand(0).type().count().matches(x.type().count());
    Node from = isTwice ? x.operand(0) : x;
    return from.type().dims().equals(reshape.dims()) ? from : algebra.make(reshape, from);
  }

  /// A product of matrices.
  Node contract(Node node, Contract written) {
    Node a = untransposed(node.operand(0));
    Node b = untransposed(node.operand(1));
    Contract contract =
        new Contract(
            written.transposeLeft() ^ a != node.operand(0),
            written.transposeRight() ^ b != node.operand(1));
    if (algebra.form(a).isZero() || algebra.form(b).isZero()) {
      return algebra.constant(node.type(), 0);
    }
    Term left = scalars(a);
    Term right = scalars(b);
    Form restA = without(left, a);
    Form restB = without(right, b);
    Node product;
    if (restB.isNumber(1)) {
      product = summed(algebra.write(restA, a.type()), contract.transposeLeft(), true);
    } else if (restA.isNumber(1)) {
      product = summed(algebra.write(restB, b.type()), contract.transposeRight(), false);
    } else {
      product = product(contract, algebra.write(restA, a.type()), algebra.write(restB, b.type()));
    }
    return algebra.write(times(left.times(right), product), node.type());
  }

  private Term scalars(Node x) {
    return algebra.form(x).single().map(Term::scalars).orElse(Term.of(Ratio.ONE));
  }

  private Form without(Term scalars, Node x) {
    return algebra
        .form(x)
        .single()
        .map(term -> Form.of(term.over(scalars)))
        .orElse(algebra.form(x));
  }

  /// A matrix times one of ones: its sums along the axis that the product sums over.
  private Node summed(Node x, boolean isTransposed, boolean isLeft) {
    int axis = x.rank() - (isLeft == isTransposed ? 2 : 1);
    Node sum = algebra.make(new Reduce(ReduceFunction.SUM, List.of(axis), true), x);
    return isTransposed ? permute(transpose(x.rank()), sum) : sum;
  }

  private static Permute transpose(int rank) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
    Collections.swap(order, rank - 2, rank - 1);
    return new Permute(order);
  }

  private Node product(Contract contract, Node left, Node right) {
    Node a = untransposed(left);
    Node b = untransposed(right);
    Op op =
        new Contract(contract.transposeLeft() ^ a != left, contract.transposeRight() ^ b != right);
    return algebra.make(op, a, b);
  }

  private static Node untransposed(Node x) {
    boolean isTranspose =
        !Algebra.isNamed(x) && x.op() instanceof Permute permute && permute.isTranspose();
    return isTranspose ? x.operand(0) : x;
  }
}
