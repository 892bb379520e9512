package dev.adjoint.lang.check;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.rewrite.Resizing;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `gradcheck(J, wrt = [w, b])`: derivatives held against differences.
final class GradCheckBuiltin {
  static final Builtin ROW =
      Builtin.of(
          "gradcheck",
          "cost, wrt = all, gradient = ours, over = none, cases = 200",
          Builtin.Group.ACTIONS,
          "holds derivatives, ours or a gradient derived by hand, against differences of the cost's"
              + " values; fails the program if they differ",
          GradCheckBuiltin::check);

  private static final int USUAL_CASES = 200;

  private GradCheckBuiltin() {}

  private static Value check(Invocation i) {
    Node cost = i.node("cost");
    if (cost.rank() != 0) {
      throw LangCode.WRONG_KIND.thrown(
          i.span("cost"),
          "a gradient is of one number, and this is " + cost.type(),
          "`sum(…)` or `mean(…)` makes it one");
    }
    List<Node> wrt = wrt(i, cost);
    List<Value.Sizes> over = i.has("over") ? over(i, cost) : List.of();
    List<Node> claimed =
        i.has("gradient")
            ? given(i, wrt)
            : i.elaboration().build(i.span(), () -> Gradient.of(cost).wrt(wrt));
    requireFree(i, cost, claimed, over);
    return i.act(
        new Action.GradCheck(cost, wrt, claimed, !i.has("gradient"), over, cases(i), i.span()));
  }

  private static List<Node> wrt(Invocation i, Node cost) {
    Graph graph = Graph.of(cost);
    if (!i.has("wrt")) {
      List<Node> all = graph.nodes().stream().filter(n -> n.op() instanceof Parameter).toList();
      if (all.isEmpty()) {
        throw LangCode.WRONG_KIND.thrown(
            i.span("cost"),
            "this depends on no parameter",
            "`wrt = x` says what to differentiate by: any named value");
      }
      return all;
    }
    List<Node> wrt = DerivativeBuiltins.wrt(i);
    for (Node x : wrt) {
      if (!graph.contains(x)) {
        throw LangCode.NOT_DIFFERENTIABLE.thrown(
            i.span("wrt"),
            "`%s` does not depend on `%s`, so that its derivative is 0 everywhere"
                .formatted(i.span("cost").text(), x.label()),
            "leave it out of `wrt`");
      }
    }
    return wrt;
  }

  /// The author's own derivatives, in the shapes of what they are by.
  private static List<Node> given(Invocation i, List<Node> wrt) {
    boolean isOne = i.has("wrt") && i.value("wrt") instanceof Value.Tensor;
    List<Node> given = isOne ? List.of(i.node("gradient")) : i.nodes("gradient");
    if (given.size() != wrt.size()) {
      throw LangCode.WRONG_KIND.thrown(
          i.span("gradient"),
          "values differentiated by: %d; gradients given: %d".formatted(wrt.size(), given.size()),
          "one gradient for each, in the same order: `wrt = [w, b], gradient = [dw, db]`");
    }
    for (int k = 0; k < wrt.size(); k++) {
      if (!given.get(k).type().matches(wrt.get(k).type().dims())) {
        throw misshapen(i, wrt.get(k), given.get(k));
      }
    }
    return given;
  }

  private static AdjointException misshapen(Invocation i, Node x, Node given) {
    Diagnostic diagnostic =
        LangCode.DECLARED_SHAPE.at(
            i.span("gradient"),
            "the derivative by `%s` has its shape, %s, and this is %s"
                .formatted(x.label(), x.type(), given.type()));
    boolean isTransposed = given.type().matches(x.type().dims().reversed());
    return new AdjointException(
        isTransposed ? diagnostic.help("transposed, with `.T`, it has that shape") : diagnostic);
  }

  private static List<Value.Sizes> over(Invocation i, Node cost) {
    List<Value.Sizes> over = new ArrayList<>();
    Set<String> used = new HashSet<>();
    for (Node node : Graph.of(cost).nodes()) {
      node.type().dims().forEach(dim -> used.addAll(dim.names()));
    }
    for (Value value : i.list("over")) {
      if (!(value instanceof Value.Sizes sizes)) {
        throw LangCode.WRONG_KIND.thrown(
            i.span("over"),
            "this should be sizes of dimensions, and is " + value.kind(),
            "`over = [n in 1..6, m in 1..8]`");
      }
      if (!used.remove(sizes.dim())) {
        throw LangCode.WRONG_KIND.thrown(
            i.span("over"),
            over.stream().anyMatch(other -> other.dim().equals(sizes.dim()))
                ? "`%s` is given sizes twice".formatted(sizes.dim())
                : "nothing that the cost is computed of has the dimension `%s`"
                    .formatted(sizes.dim()));
      }
      over.add(sizes);
    }
    return over;
  }

  /// A formula with a number in it that happens to be a dimension's size fits no other.
  private static void requireFree(
      Invocation i, Node cost, List<Node> claimed, List<Value.Sizes> over) {
    List<Node> all = new ArrayList<>(List.of(cost));
    all.addAll(claimed);
    for (Value.Sizes sizes : over) {
      Map<String, Dim> free = new HashMap<>();
      free.put(sizes.dim(), Dim.named(sizes.dim()));
      try {
        Resizing.of(Graph.of(all), free);
      } catch (AdjointException misfit) {
        Diagnostic why = misfit.diagnostics().getFirst();
        throw new AdjointException(
            LangCode.WRONG_KIND
                .at(
                    i.span("over"),
                    "`%s` cannot take other sizes: a number in the formulas goes with the one it has"
                        .formatted(sizes.dim()))
                .note("for any size of `%s`, %s".formatted(sizes.dim(), why.message())));
      }
    }
  }

  private static int cases(Invocation i) {
    if (i.has("cases") && !i.has("over")) {
      throw LangCode.MISSING_ARGUMENT.thrown(
          i.span("cases"),
          "`cases` counts draws of sizes, and `over` says of which",
          "`over = [n in 1..6, m in 1..8], cases = 200`");
    }
    return i.has("cases") ? i.positive("cases") : USUAL_CASES;
  }
}
