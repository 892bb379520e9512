package dev.adjoint.lang.check;

import static dev.adjoint.lang.check.Builtin.Group.DERIVATIVES;

import dev.adjoint.autodiff.Derivatives;
import dev.adjoint.autodiff.Gradient;
import dev.adjoint.autodiff.PerExample;
import dev.adjoint.autodiff.Tangent;
import dev.adjoint.graph.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Derivatives of all kinds, as [dev.adjoint.autodiff] defines them. By a list of values each gives
/// a list.
final class DerivativeBuiltins {
  static final List<Builtin> ROWS =
      List.of(
          Builtin.of(
              "grad",
              "of, wrt",
              DERIVATIVES,
              "the derivative of a scalar by a named value, or by each of a list",
              i -> result(i, () -> Gradient.of(i.node("of")).wrt(wrt(i)))),
          Builtin.of(
              "jvp",
              "of, wrt, tangent",
              DERIVATIVES,
              "how a tensor changes as a named value moves by a tangent of its shape; of a list,"
                  + " each by its own",
              i ->
                  i.build(
                      () -> Tangent.of(i.node("of")).along(directions(i, "tangent")).getFirst())),
          Builtin.of(
              "vjp",
              "of, wrt, cotangent",
              DERIVATIVES,
              "the derivative of sum(of * cotangent), where the cotangent is constant",
              i -> result(i, () -> Gradient.of(i.node("of"), i.node("cotangent")).wrt(wrt(i)))),
          Builtin.of(
              "hvp",
              "of, wrt, vector",
              DERIVATIVES,
              "the Hessian of a scalar times a vector of the shape of the named value",
              i -> result(i, () -> hvp(i))),
          Builtin.of(
              "jacobian",
              "of, wrt",
              DERIVATIVES,
              "all derivatives of a tensor: of [a, b] by [c, d] it is [a, b, c, d]",
              i ->
                  result(
                      i,
                      () ->
                          wrt(i).stream()
                              .map(x -> Derivatives.jacobian(i.node("of"), x))
                              .toList())),
          Builtin.of(
              "hessian",
              "of, wrt",
              DERIVATIVES,
              "all second derivatives of a scalar: by [c, d] it is [c, d, c, d]",
              i -> i.build(() -> Derivatives.hessian(i.node("of"), single(i)))),
          Builtin.of(
              "per_example",
              "of, over",
              DERIVATIVES,
              "what each example of a dimension contributes to a gradient, or to another sum over"
                  + " examples: [m, …], which adds up to it",
              i -> i.build(() -> PerExample.of(i.node("of"), over(i)))));

  private DerivativeBuiltins() {}

  private static boolean isOne(Invocation i) {
    return i.value("wrt") instanceof Value.Tensor;
  }

  /// The dimension that counts the examples.
  private static String over(Invocation i) {
    return i.expressions()
        .known()
        .dim(i.value("over"), i.span("over"))
        .name()
        .orElseThrow(
            () ->
                LangCode.WRONG_KIND.thrown(
                    i.span("over"),
                    "`over` is the dimension that counts the examples, as `dim` declares it"));
  }

  /// What the derivatives are taken by.
  static List<Node> wrt(Invocation i) {
    List<Value> by =
        i.value("wrt") instanceof Value.Family family
            ? List.copyOf(family.members().values())
            : i.list("wrt");
    return by.stream().map(value -> i.expressions().wrt(value, i.valueSpan("wrt"))).toList();
  }

  private static Node single(Invocation i) {
    if (isOne(i)) {
      return wrt(i).getFirst();
    }
    throw LangCode.WRONG_KIND.thrown(
        i.span("wrt"),
        "`" + i.name() + "` is taken by one value, not by " + i.value("wrt").kind(),
        "`jacobian(d(J)/d(w), b)` gives the second derivatives by two");
  }

  /// One derivative, or a list of them, as it was asked for.
  private static Value result(Invocation i, Supplier<List<Node>> derivatives) {
    if (isOne(i)) {
      return i.build(() -> derivatives.get().getFirst());
    }
    List<Node> found = i.elaboration().build(i.span(), derivatives);
    return new Value.Items(found.stream().map(Expressions::tensor).toList());
  }

  /// The direction of each value.
  private static Map<Node, Node> directions(Invocation i, String name) {
    List<Node> wrt = wrt(i);
    List<Node> by = isOne(i) ? List.of(i.node(name)) : i.nodes(name);
    if (wrt.size() != by.size()) {
      throw LangCode.WRONG_KIND.thrown(
          i.span(name),
          "values to move: %d; directions to move them in: %d".formatted(wrt.size(), by.size()),
          "`wrt = [w, b], " + name + " = [u, v]` moves w by u and b by v");
    }
    Map<Node, Node> directions = new LinkedHashMap<>();
    for (int k = 0; k < wrt.size(); k++) {
      directions.put(wrt.get(k), by.get(k));
    }
    return directions;
  }

  private static List<Node> hvp(Invocation i) {
    return Tangent.of(Gradient.of(i.node("of")).wrt(wrt(i))).along(directions(i, "vector"));
  }
}
