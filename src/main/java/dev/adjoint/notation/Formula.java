package dev.adjoint.notation;

import dev.adjoint.graph.Along;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Gather;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Iota;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Pad;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.Permute;
import dev.adjoint.graph.Random;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.Scatter;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Size;
import dev.adjoint.graph.Slice;
import dev.adjoint.graph.Unary;
import dev.adjoint.graph.UnaryFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a node computes, as the language writes it, from how its operands are written. Read again,
/// it is the same operation on the same operands, with as few parentheses as that takes.
public final class Formula {
  private final Function<Node, Phrase> operands;

  private Formula(Function<Node, Phrase> operands) {
    this.operands = operands;
  }

  /// @param operands how an operand is written, or an operand of an operand that is a [Broadcast]
  /// @return nothing for what the language can refer to by a name only: data, parameters and random
  ///     numbers
  public static Optional<Phrase> of(Node node, Function<Node, Phrase> operands) {
    return new Formula(operands).of(node);
  }

  private Optional<Phrase> of(Node node) {
    List<Node> x = node.operands();
    return switch (node.op()) {
      case Input _, Parameter _, Random _ -> Optional.empty();
      case Constant constant -> Optional.of(Literals.of(constant.value()));
      case Size size -> Optional.of(Literals.of(size.dim()));
      case Iota iota -> Optional.of(iota(iota));
      case Unary(var function) -> Optional.of(unary(function, x.getFirst()));
      case Binary(var function) -> Optional.of(binary(function, node));
      case Select _ -> Optional.of(choice(node));
      case Reduce reduce -> Optional.of(reduce(reduce, x.getFirst()));
      case Along along -> Optional.of(call(along.name(), x, "axis = " + along.axis()));
      case Broadcast to -> Optional.of(call("broadcast_to", x, Literals.shape(to.dims())));
      case Reshape reshape -> Optional.of(call("reshape", x, Literals.shape(reshape.dims())));
      case Permute permute -> Optional.of(permute(permute, x.getFirst()));
      case Slice slice -> Optional.of(slice(slice, x.getFirst()));
      case Pad pad -> Optional.of(Padding.of(pad, operands.apply(x.getFirst())));
      case Concat concat ->
          Optional.of(
              Phrase.atom(
                  "concat([%s], axis = %d)"
                      .formatted(
                          x.stream().map(this::text).collect(Collectors.joining(", ")),
                          concat.axis())));
      case Gather gather -> Optional.of(call(gather.name(), x, "axis = " + gather.axis()));
      case Scatter scatter ->
          Optional.of(
              call(
                  scatter.name(),
                  x,
                  Literals.of(scatter.size()).text(),
                  "axis = " + scatter.axis()));
      case Contract contract -> Optional.of(contract(contract, x.get(0), x.get(1)));
    };
  }

  private String text(Node x) {
    return operands.apply(x).text();
  }

  private String at(Node x, Strength strength) {
    return operands.apply(x).at(strength);
  }

  private Phrase call(String function, List<Node> operands, String... arguments) {
    return Phrase.atom(
        Stream.concat(operands.stream().map(this::text), Stream.of(arguments))
            .collect(Collectors.joining(", ", function + "(", ")")));
  }

  private static Phrase iota(Iota iota) {
    List<Dim> dims = iota.type().dims();
    String numbers = "arange(%s)".formatted(Literals.of(dims.get(iota.axis())).text());
    if (dims.size() == 1) {
      return Phrase.atom(numbers);
    }
    List<Dim> along =
        IntStream.range(0, dims.size())
            .mapToObj(axis -> axis == iota.axis() ? dims.get(axis) : Dim.ONE)
            .toList();
    return Phrase.atom(
        "broadcast_to(reshape(%s, %s), %s)"
            .formatted(numbers, Literals.shape(along), Literals.shape(dims)));
  }

  private Phrase unary(UnaryFunction function, Node x) {
    return switch (function) {
      case NEG -> new Phrase("-" + at(x, Strength.POWER), Strength.SIGN);
      case NOT -> new Phrase("not " + at(x, Strength.NOT), Strength.NOT);
      default -> call(function.toString(), List.of(x));
    };
  }

  private Phrase binary(BinaryFunction function, Node node) {
    List<Node> x = narrow(node);
    Node a = x.get(0);
    Node b = x.get(1);
    return switch (function) {
      case POW -> new Phrase(at(a, Strength.POSTFIX) + "^" + at(b, Strength.SIGN), Strength.POWER);
      case MUL, DIV ->
          new Phrase(
              factor(a, b, Strength.PRODUCT)
                  + " "
                  + function
                  + " "
                  + factor(b, a, Strength.MATRIX_PRODUCT),
              Strength.PRODUCT);
      case ADD, SUB -> between(function, a, Strength.SUM, b, Strength.PRODUCT, Strength.SUM);
      case EQUAL, UNEQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL ->
          between(function, a, Strength.SUM, b, Strength.SUM, Strength.COMPARISON);
      case AND -> between(function, a, Strength.AND, b, Strength.NOT, Strength.AND);
      case OR -> between(function, a, Strength.OR, b, Strength.AND, Strength.OR);
      case MAX, MIN, MOD, LEAKY_RELU, ELU, XLOGY -> call(function.toString(), x);
    };
  }

  private Phrase between(
      BinaryFunction function, Node a, Strength left, Node b, Strength right, Strength whole) {
    return new Phrase(at(a, left) + " " + function + " " + at(b, right), whole);
  }

  /// A product of matrices beside `*` or `/` has two readings unless the other operand is a scalar.
  private String factor(Node x, Node other, Strength needed) {
    Phrase phrase = operands.apply(x);
    return phrase.strength() == Strength.MATRIX_PRODUCT && other.rank() > 0
        ? phrase.at(Strength.SIGN)
        : phrase.at(needed);
  }

  /// The operands without the broadcasts that the language makes by itself.
  private static List<Node> narrow(Node node) {
    List<Node> x = new ArrayList<>(node.operands());
    boolean isWide = x.stream().anyMatch(operand -> !isSpread(operand) && isLike(node, operand));
    for (int i = 0; i < x.size(); i++) {
      if (isSpread(x.get(i))) {
        // Where none has the whole shape, the first that is spread has to say it.
        x.set(i, isWide ? x.get(i).operand(0) : x.get(i));
        isWide = true;
      }
    }
    return x;
  }

  private static boolean isSpread(Node node) {
    return node.op() instanceof Broadcast && node.origin().name() == null;
  }

  private static boolean isLike(Node node, Node operand) {
    return operand.type().dims().equals(node.type().dims());
  }

  private Phrase choice(Node node) {
    List<Node> x = narrow(node);
    return new Phrase(
        "if %s then %s else %s"
            .formatted(
                at(x.get(0), Strength.OR), at(x.get(1), Strength.OR), at(x.get(2), Strength.OR)),
        Strength.CHOICE);
  }

  private Phrase reduce(Reduce reduce, Node x) {
    boolean isWhole = reduce.axes().size() == x.rank() && !reduce.keepDims();
    if (isWhole) {
      return call(reduce.name(), List.of(x));
    }
    String axes =
        "axis = "
            + (reduce.axes().size() == 1 ? reduce.axes().getFirst().toString() : reduce.axes());
    return reduce.keepDims()
        ? call(reduce.name(), List.of(x), axes)
        : call(reduce.name(), List.of(x), axes, "keepdims = false");
  }

  private Phrase permute(Permute permute, Node x) {
    return permute.isTranspose()
        ? new Phrase(at(x, Strength.POSTFIX) + ".T", Strength.POSTFIX)
        : call("permute", List.of(x), permute.order().toString());
  }

  private Phrase slice(Slice slice, Node x) {
    String ranges =
        IntStream.range(0, slice.ranges().size())
            .mapToObj(axis -> Literals.range(slice.ranges().get(axis), x.type().dim(axis)))
            .collect(Collectors.joining(", ", "[", "]"));
    return x.rank() == 0
        ? operands.apply(x)
        : new Phrase(at(x, Strength.POSTFIX) + ranges, Strength.POSTFIX);
  }

  private Phrase contract(Contract contract, Node a, Node b) {
    return new Phrase(
        matrix(a, contract.transposeLeft(), Strength.MATRIX_PRODUCT)
            + " @ "
            + matrix(b, contract.transposeRight(), Strength.SIGN),
        Strength.MATRIX_PRODUCT);
  }

  private String matrix(Node x, boolean isTransposed, Strength needed) {
    return isTransposed ? at(x, Strength.POSTFIX) + ".T" : at(x, needed);
  }
}
