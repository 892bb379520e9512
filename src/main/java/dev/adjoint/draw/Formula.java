package dev.adjoint.draw;

import dev.adjoint.graph.Along;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Fragment;
import dev.adjoint.graph.Gather;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Iota;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Pad;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.Permute;
import dev.adjoint.graph.Random;
import dev.adjoint.graph.Range;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.Scatter;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Size;
import dev.adjoint.graph.Slice;
import dev.adjoint.graph.TensorType;
import dev.adjoint.graph.Unary;
import dev.adjoint.graph.UnaryFunction;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a box computes, as the language writes it: `w.T @ X + b`. Values that come from other boxes
/// stand by their names, or by a bullet where they have none.
final class Formula {
  /// A value of another box that has no name.
  static final String UNNAMED = "•";

  // How tightly an expression holds together, from loose to tight.
  private static final int LOGIC = 1;
  private static final int COMPARISON = 3;
  private static final int SUM = 4;
  private static final int PRODUCT = 5;
  private static final int MATRIX_PRODUCT = 6;
  private static final int SIGN = 7;
  private static final int POWER = 8;
  private static final int POSTFIX = 9;
  private static final int ATOM = 10;

  private record Text(String text, int strength) {
    String at(int needed) {
      return strength < needed ? "(" + text + ")" : text;
    }
  }

  private final Folding folding;
  private final Fragment fragment;

  private Formula(Folding folding, Fragment fragment) {
    this.folding = folding;
    this.fragment = fragment;
  }

  static String of(Node node, Folding folding) {
    return new Formula(folding, node.origin().fragment()).apply(node).text;
  }

  /// The user's name for a node, or null. Within a layer its parameters go without its name.
  static String name(Node node, Fragment within) {
    String name = node.origin().name();
    for (Fragment at = within; name != null && at != null; at = at.parent()) {
      if (name.startsWith(at + ".")) {
        return name.substring(at.toString().length() + 1);
      }
    }
    return name;
  }

  private Text refer(Node node) {
    if (!folding.isShown(node)) {
      return apply(node);
    }
    String name = name(node, fragment);
    return new Text(name == null ? UNNAMED : name, ATOM);
  }

  private Text apply(Node node) {
    List<Node> x = node.operands();
    return switch (node.op()) {
      case Input _ -> new Text("data", ATOM);
      case Parameter _ -> new Text("parameter", ATOM);
      case Constant constant -> constant(constant);
      case Size size -> size(size.dim());
      case Random random -> new Text(random.name(), ATOM);
      case Iota iota -> new Text(iota.name(), ATOM);
      case Unary unary -> unary(unary.function(), x.getFirst());
      case Binary binary -> binary(binary.function(), x.get(0), x.get(1));
      case Select select -> call(select.name(), x);
      case Reduce reduce -> reduce(reduce, x.getFirst());
      case Along along -> call(along.name(), x, "axis = " + along.axis());
      case Broadcast _ -> refer(x.getFirst());
      case Reshape reshape -> call("reshape", x, TensorType.print(reshape.dims()));
      case Permute permute ->
          permute.isTranspose()
              ? new Text(refer(x.getFirst()).at(POSTFIX) + ".T", POSTFIX)
              : call("permute", x, permute.order().toString());
      case Slice slice -> slice(slice, x.getFirst());
      case Pad pad -> call(pad.name(), x, TensorType.print(pad.dims()));
      case Concat concat -> call(concat.name(), x, "axis = " + concat.axis());
      case Gather gather -> call(gather.name(), x, "axis = " + gather.axis());
      case Scatter scatter -> call(scatter.name(), x, "axis = " + scatter.axis());
      case Contract contract ->
          new Text(
              factor(x.get(0), contract.transposeLeft(), MATRIX_PRODUCT)
                  + " @ "
                  + factor(x.get(1), contract.transposeRight(), MATRIX_PRODUCT + 1),
              MATRIX_PRODUCT);
    };
  }

  private static Text constant(Constant constant) {
    return constant.value().shape().rank() > 0
        ? new Text("constant", ATOM)
        : number(Numbers.print(constant.value().item()));
  }

  private static Text number(String text) {
    return new Text(text, text.startsWith("-") ? SIGN : ATOM);
  }

  private static Text size(Dim dim) {
    return dim.name().isPresent() ? new Text(dim.toString(), ATOM) : new Text(dim.toString(), SUM);
  }

  private Text unary(UnaryFunction function, Node x) {
    return switch (function) {
      case NEG -> new Text("-" + refer(x).at(SIGN + 1), SIGN);
      default -> call(function.toString(), List.of(x));
    };
  }

  private Text binary(BinaryFunction function, Node a, Node b) {
    int strength = strength(function);
    if (strength == ATOM) {
      return call(function.toString(), List.of(a, b));
    }
    // A chain of `+` or `*` reads from the left; powers group from the right; comparisons and mixed
    // logic do not chain. A matrix product within `*` is bracketed, as the language asks.
    boolean chains = strength == SUM || strength == PRODUCT;
    Text left = refer(a);
    Text right = refer(b);
    String text =
        (strength == PRODUCT && left.strength == MATRIX_PRODUCT
                ? "(" + left.text + ")"
                : left.at(chains ? strength : strength + 1))
            + " "
            + function
            + " "
            + (strength == PRODUCT && right.strength == MATRIX_PRODUCT
                ? "(" + right.text + ")"
                : right.at(strength == POWER ? strength : strength + 1));
    return new Text(text, strength);
  }

  private static int strength(BinaryFunction function) {
    return switch (function) {
      case ADD, SUB -> SUM;
      case MUL, DIV -> PRODUCT;
      case POW -> POWER;
      case EQUAL, UNEQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> COMPARISON;
      case AND, OR -> LOGIC;
      default -> function.isOperator() ? LOGIC : ATOM;
    };
  }

  private String factor(Node x, boolean transposed, int needed) {
    return transposed ? refer(x).at(POSTFIX) + ".T" : refer(x).at(needed);
  }

  private Text reduce(Reduce reduce, Node x) {
    boolean whole = reduce.axes().size() == x.rank() && !reduce.keepDims();
    if (whole) {
      return call(reduce.name(), List.of(x));
    }
    String axes =
        reduce.axes().size() == 1 ? reduce.axes().getFirst().toString() : reduce.axes().toString();
    return reduce.keepDims()
        ? call(reduce.name(), List.of(x), "axis = " + axes)
        : call(reduce.name(), List.of(x), "axis = " + axes, "keepdims = false");
  }

  private Text slice(Slice slice, Node x) {
    String ranges =
        IntStream.range(0, slice.ranges().size())
            .mapToObj(axis -> range(slice.ranges().get(axis), x.type().dim(axis)))
            .collect(Collectors.joining(", ", "[", "]"));
    return new Text(refer(x).at(POSTFIX) + ranges, POSTFIX);
  }

  private static String range(Range range, Dim size) {
    return range.equals(Range.all(size)) ? ":" : range.toString();
  }

  private Text call(String function, List<Node> operands, String... arguments) {
    String text =
        java.util.stream.Stream.concat(
                operands.stream().map(x -> refer(x).text), java.util.Arrays.stream(arguments))
            .collect(Collectors.joining(", ", function + "(", ")"));
    return new Text(text, ATOM);
  }
}
