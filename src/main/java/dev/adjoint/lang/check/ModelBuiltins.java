package dev.adjoint.lang.check;

import static dev.adjoint.lang.check.Builtin.Group.MODELS;
import static dev.adjoint.lang.check.Builtin.Group.OPTIMISERS;

import dev.adjoint.graph.Node;
import dev.adjoint.nn.Adam;
import dev.adjoint.nn.Costs;
import dev.adjoint.nn.Metrics;
import dev.adjoint.nn.Momentum;
import dev.adjoint.nn.Rate;
import dev.adjoint.nn.Sgd;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import java.util.List;
import java.util.function.BinaryOperator;

/// Costs, metrics and optimisers, as [dev.adjoint.nn] defines them.
final class ModelBuiltins {
  static final List<Builtin> ROWS =
      List.of(
          fragment(
              "logistic_cost",
              "A, Y",
              "-mean(Y * log(A) + (1 - Y) * log(1 - A)), for probabilities A",
              Costs::logisticCost),
          fragment(
              "logistic_cost_from_logits",
              "Z, Y",
              "the logistic cost of sigmoid(Z), finite for all Z",
              Costs::logisticCostFromLogits),
          fragment(
              "softmax_cross_entropy",
              "Z, Y",
              "-mean(sum(Y * log(softmax(Z)), axis = 0)), for scores Z [k, m]",
              Costs::softmaxCrossEntropy),
          fragment("mean_squared_error", "A, Y", "mean((A - Y)^2)", Costs::meanSquaredError),
          fragment(
              "accuracy",
              "A, Y",
              "the share of examples classified rightly: one row by the threshold 0.5, several by"
                  + " the largest",
              Metrics::accuracy),
          Builtin.of(
              "sgd",
              "rate",
              OPTIMISERS,
              "w := w - rate * dw",
              i -> new Value.Optimiser(new Sgd(rate(i)))),
          Builtin.of(
              "momentum",
              "rate, beta = 0.9",
              OPTIMISERS,
              "w := w - rate * v, where v := beta * v + (1 - beta) * dw",
              i -> new Value.Optimiser(new Momentum(rate(i), number(i, "beta", 0.9)))),
          Builtin.of(
              "adam",
              "rate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8",
              OPTIMISERS,
              "steps scaled by running means of dw and dw^2 (Kingma and Ba 2015)",
              i ->
                  new Value.Optimiser(
                      new Adam(
                          rate(i),
                          number(i, "beta1", 0.9),
                          number(i, "beta2", 0.999),
                          number(i, "epsilon", 1e-8)))));

  private ModelBuiltins() {}

  private static Builtin fragment(
      String name, String signature, String doc, BinaryOperator<Node> body) {
    String[] names = signature.split(", ");
    return Builtin.of(
        name,
        signature,
        MODELS,
        doc,
        i -> {
          Node a = i.node(names[0]);
          Node y = i.node(names[1]);
          return i.build(() -> inOwnWords(name, a, y, body));
        });
  }

  /// What a formula inside objects to is said of the call: its author did not write the formula.
  private static Node inOwnWords(String name, Node a, Node y, BinaryOperator<Node> body) {
    try {
      return body.apply(a, y);
    } catch (AdjointException refused) {
      Diagnostic said = refused.diagnostics().getFirst();
      throw new AdjointException(
          new Diagnostic(
              said.severity(),
              said.code(),
              "`%s` does not go with %s and %s".formatted(name, a.type(), y.type()),
              said.primary(),
              said.labels(),
              said.notes(),
              said.helps()));
    }
  }

  private static Rate rate(Invocation i) {
    Node rate = i.node("rate");
    if (rate.rank() != 0) {
      throw LangCode.WRONG_KIND.thrown(i.span("rate"), "a rate is one number, not " + rate.type());
    }
    return Static.number(rate).map(Rate::of).orElseGet(() -> Rate.of(rate));
  }

  private static double number(Invocation i, String name, double fallback) {
    return Static.number(i.node(name, fallback))
        .orElseThrow(
            () ->
                LangCode.NOT_STATIC.thrown(
                    i.span(name), "`" + name + "` must be known while the program is read"));
  }
}
