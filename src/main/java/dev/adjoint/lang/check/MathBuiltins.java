package dev.adjoint.lang.check;

import static dev.adjoint.lang.check.Builtin.Group.ELEMENTWISE;
import static dev.adjoint.lang.check.Builtin.Group.PRODUCTS;
import static dev.adjoint.lang.check.Builtin.Group.REDUCTIONS;

import dev.adjoint.graph.AlongFunction;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Functions;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.UnaryFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Functions of numbers, reductions and products.
final class MathBuiltins {
  static final List<Builtin> ROWS = rows();

  /// The second argument where a call leaves it out.
  private record Fallback(String name, double value) {}

  private MathBuiltins() {}

  private static List<Builtin> rows() {
    List<Builtin> rows = new ArrayList<>();
    Arrays.stream(UnaryFunction.values())
        .filter(f -> f != UnaryFunction.NEG && f != UnaryFunction.NOT)
        .forEach(f -> rows.add(unary(f)));
    Set<BinaryFunction> reductionsToo = Set.of(BinaryFunction.MAX, BinaryFunction.MIN);
    Arrays.stream(BinaryFunction.values())
        .filter(f -> !f.isOperator() && !reductionsToo.contains(f))
        .forEach(f -> rows.add(binary(f)));
    rows.add(
        Builtin.of("identity", "x", ELEMENTWISE, "x itself", i -> Expressions.tensor(i.node("x"))));
    rows.add(
        Builtin.of(
            "raw",
            "expression",
            ELEMENTWISE,
            "the expression, computed as it is written and in no stable form of it",
            i -> i.value("expression")));
    rows.add(
        Builtin.of(
            "where",
            "condition, x, y",
            ELEMENTWISE,
            "x where the condition is not 0, else y; as `if condition then x else y`",
            i -> i.build(() -> Select.of(i.node("condition"), i.node("x"), i.node("y")))));
    rows.add(
        Builtin.of(
            "clip",
            "x, low, high",
            ELEMENTWISE,
            "x, but not below low and not above high",
            i -> i.build(() -> Functions.clip(i.node("x"), i.node("low"), i.node("high")))));
    Arrays.stream(ReduceFunction.values()).forEach(f -> rows.add(reduce(f)));
    Arrays.stream(AlongFunction.values()).forEach(f -> rows.add(along(f)));
    rows.addAll(products());
    return List.copyOf(rows);
  }

  private static Builtin unary(UnaryFunction f) {
    return Builtin.of(
        f.toString(), "x", ELEMENTWISE, f.doc(), i -> i.build(() -> f.of(i.node("x"))));
  }

  private static Builtin binary(BinaryFunction f) {
    Map<BinaryFunction, Fallback> fallbacks =
        Map.of(
            BinaryFunction.LEAKY_RELU, new Fallback("slope", 0.01),
            BinaryFunction.ELU, new Fallback("alpha", 1));
    Fallback fallback = fallbacks.get(f);
    if (fallback == null) {
      return Builtin.of(
          f.toString(),
          "a, b",
          ELEMENTWISE,
          f.doc(),
          i -> i.build(() -> f.of(i.node("a"), i.node("b"))));
    }
    String second = fallback.name();
    return Builtin.of(
        f.toString(),
        "x, " + second + " = " + fallback.value(),
        ELEMENTWISE,
        f.doc(),
        i -> i.build(() -> f.of(i.node("x"), i.node(second, fallback.value()))));
  }

  private static Builtin reduce(ReduceFunction f) {
    if (f == ReduceFunction.MAX || f == ReduceFunction.MIN) {
      BinaryFunction pairs = f == ReduceFunction.MAX ? BinaryFunction.MAX : BinaryFunction.MIN;
      return Builtin.of(
          f.toString(),
          "x, y = none, axis = all, keepdims = true",
          REDUCTIONS,
          f.doc() + " of all elements of x; or " + pairs.doc() + " of x and y at each element",
          i -> i.has("y") ? i.build(() -> pairs.of(i.node("x"), i.node("y"))) : reduced(f, i));
    }
    return Builtin.of(
        f.toString(), "x, axis = all, keepdims = true", REDUCTIONS, f.doc(), i -> reduced(f, i));
  }

  private static Value reduced(ReduceFunction f, Invocation i) {
    Node x = i.node("x");
    boolean keepDims = i.has("axis") && i.truth("keepdims", true);
    return i.build(() -> f.of(x, i.axes("axis", x.rank()), keepDims));
  }

  private static Builtin along(AlongFunction f) {
    return Builtin.of(
        f.toString(),
        "x, axis = 0",
        REDUCTIONS,
        f.doc(),
        i -> i.build(() -> f.of(i.node("x"), i.integer("axis", 0))));
  }

  private static List<Builtin> products() {
    return List.of(
        Builtin.of(
            "dot",
            "a, b",
            PRODUCTS,
            "the sum of products of two vectors; for matrices the same as `a @ b`",
            i -> i.build(() -> dot(i.node("a"), i.node("b")))),
        Builtin.of(
            "matmul",
            "a, b",
            PRODUCTS,
            "`a @ b`",
            i -> i.build(() -> i.node("a").matmul(i.node("b")))),
        Builtin.of(
            "outer",
            "a, b",
            PRODUCTS,
            "all products of an element of a and an element of b: [n] and [m] give [n, m]",
            i -> i.build(() -> Contract.outer(i.node("a"), i.node("b")))));
  }

  private static Node dot(Node a, Node b) {
    return a.rank() == 2 && b.rank() == 2 ? a.matmul(b) : Contract.dot(a, b);
  }
}
