package dev.adjoint.rewrite;

import static dev.adjoint.graph.UnaryFunction.COSH;
import static dev.adjoint.graph.UnaryFunction.EXP;
import static dev.adjoint.graph.UnaryFunction.EXPM1;
import static dev.adjoint.graph.UnaryFunction.LOG;
import static dev.adjoint.graph.UnaryFunction.LOG1P;
import static dev.adjoint.graph.UnaryFunction.RECIPROCAL;
import static dev.adjoint.graph.UnaryFunction.SIGMOID;
import static dev.adjoint.graph.UnaryFunction.SINH;
import static dev.adjoint.graph.UnaryFunction.SOFTPLUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.exec.Program;
import dev.adjoint.graph.AlongFunction;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Functions;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Origin;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.graph.Verifier;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.testing.ManyDigits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every row of [StableForm], in the spellings it knows: its two forms are one function, with one
/// derivative, and the stable one is right where the other fails.
class StableFormTest {
  private static final Dim THREE = Dim.of(3);
  private static final Dim FOUR = Dim.of(4);
  private static final Interpreter INTERPRETER = new Interpreter();

  /// A formula of two variables `[3, 4]` as somebody may write it.
  ///
  /// @param low the least value of `x` that it is defined for; the same for `high`
  private record Spelling(
      StableForm form, String text, BinaryOperator<Node> formula, double low, double high) {
    @Override
    public String toString() {
      return form + ": " + text;
    }

    Spelling within(double low, double high) {
      return new Spelling(form, text, formula, low, high);
    }
  }

  private static Spelling of(StableForm form, String text, BinaryOperator<Node> formula) {
    return new Spelling(form, text, formula, -1000, 1000);
  }

  private static Spelling of(StableForm form, String text, UnaryOperator<Node> formula) {
    return of(form, text, (x, _) -> formula.apply(x));
  }

  private static Node exp(Node x) {
    return EXP.of(x);
  }

  private static Node log(Node x) {
    return LOG.of(x);
  }

  private static Node sigmoid(Node x) {
    return SIGMOID.of(x);
  }

  private static Node one(Node x) {
    return x.number(1);
  }

  private static Node softmax(Node x) {
    return AlongFunction.SOFTMAX.of(x, 0);
  }

  static Stream<Spelling> spellings() {
    return Stream.of(logarithms(), products(), sigmoids(), differences()).flatMap(s -> s);
  }

  private static Stream<Spelling> logarithms() {
    return Stream.of(
        of(StableForm.SOFTPLUS, "log(1 + exp(x))", x -> log(one(x).plus(exp(x)))),
        of(StableForm.SOFTPLUS, "log(exp(-x) + 1)", x -> log(exp(x.negate()).plus(1))),
        of(StableForm.SOFTPLUS, "log1p(exp(x))", x -> LOG1P.of(exp(x))),
        of(
            StableForm.SOFTPLUS,
            "log(1 + (exp(x) + exp(y)))",
            (x, y) -> log(one(x).plus(exp(x).plus(exp(y))))),
        of(StableForm.LOG_EXP, "log(exp(x))", x -> log(exp(x))),
        of(StableForm.LOG_SIGMOID, "log(sigmoid(x))", x -> log(sigmoid(x))),
        of(
            StableForm.LOG_SIGMOID,
            "log(1 / (1 + exp(-x)))",
            x -> log(one(x).over(one(x).plus(exp(x.negate()))))),
        of(
            StableForm.LOG_REST_OF_SIGMOID,
            "log(1 - sigmoid(x))",
            x -> log(one(x).minus(sigmoid(x)))),
        of(
            StableForm.LOG_REST_OF_SIGMOID,
            "log1p(-sigmoid(x))",
            x -> LOG1P.of(sigmoid(x).negate())),
        of(StableForm.LOG_SOFTMAX, "log(softmax(x))", x -> log(softmax(x))),
        of(
            StableForm.LOG_SOFTMAX,
            "log(exp(x) / sum(exp(x), axis = 0))",
            x -> log(exp(x).over(exp(x).sum(0)))),
        of(StableForm.LOG_SUM_EXP, "log(sum(exp(x)))", x -> log(exp(x).sum())),
        of(StableForm.LOG_SUM_EXP, "log(sum(exp(x), axis = 1))", x -> log(exp(x).sum(1))),
        of(
            StableForm.LOG_SUM_EXP,
            "log(sum(exp(x), axis = 0, keepdims = false))",
            x -> log(ReduceFunction.SUM.of(exp(x), List.of(0), false))),
        of(
            StableForm.LOG_SUM_EXP,
            "log(sum(sigmoid(y) * exp(x)))",
            (x, y) -> log(sigmoid(y).times(exp(x)).sum())),
        of(StableForm.LOG_MEAN_EXP, "log(mean(exp(x)))", x -> log(exp(x).mean())),
        of(StableForm.LOG_MEAN_EXP, "log(mean(exp(x), axis = 0))", x -> log(exp(x).mean(0))),
        of(StableForm.LOG_ADD_EXP, "log(exp(x) + exp(y))", (x, y) -> log(exp(x).plus(exp(y)))),
        of(
            StableForm.LOG_ADD_EXP,
            "log(0.3 * exp(x) + 0.7 * exp(y))",
            (x, y) -> log(x.number(0.3).times(exp(x)).plus(x.number(0.7).times(exp(y))))),
        of(
            StableForm.LOG_ADD_EXP,
            "log(2 + exp(x) + exp(y))",
            (x, y) -> log(x.number(2).plus(exp(x)).plus(exp(y)))),
        of(StableForm.LOG_REST_OF_EXP, "log(1 - exp(x))", x -> log(one(x).minus(exp(x))))
            .within(-1000, -1e-9),
        of(StableForm.LOG_REST_OF_EXP, "log1p(-exp(x))", x -> LOG1P.of(exp(x).negate()))
            .within(-1000, -1e-9),
        of(StableForm.LOG_REST_OF_EXP, "log(-expm1(-x))", x -> log(EXPM1.of(x.negate()).negate()))
            .within(1e-9, 1000),
        of(
                StableForm.LOG_DIFFERENCE,
                "log(exp(y + x) - exp(y))",
                (x, y) -> log(exp(y.plus(x)).minus(exp(y))))
            .within(1, 1000),
        of(StableForm.LOG_DIFFERENCE, "log(exp(x) - 1)", x -> log(exp(x).minus(1)))
            .within(1e-9, 1000),
        of(StableForm.LOG_DIFFERENCE, "log(expm1(x))", x -> log(EXPM1.of(x))).within(1e-9, 1000),
        of(StableForm.LOG_NEAR_ONE, "log(1 + x)", x -> log(one(x).plus(x))).within(-0.9, 1000),
        of(StableForm.LOG_NEAR_ONE, "log(1 - x)", x -> log(one(x).minus(x))).within(-1000, 0.9),
        of(StableForm.LOG_EXPM1, "log1p(exp(x) - 1)", x -> LOG1P.of(exp(x).minus(1))));
  }

  private static Stream<Spelling> products() {
    StableForm form = StableForm.LOG_PRODUCT;
    return Stream.of(
        of(form, "log(sigmoid(x) * exp(y))", (x, y) -> log(sigmoid(x).times(exp(y)))),
        of(form, "log(exp(x) / softmax(y))", (x, y) -> log(exp(x).over(softmax(y)))),
        of(form, "log(prod(sigmoid(x)))", x -> log(ReduceFunction.PROD.of(sigmoid(x)))),
        of(
            form,
            "log(prod(sigmoid(x)^2 * (1 - sigmoid(x))^y))",
            (x, y) ->
                log(
                    ReduceFunction.PROD.of(
                        sigmoid(x).pow(2).times(one(x).minus(sigmoid(x)).pow(y))))),
        of(form, "log(reciprocal(sigmoid(x)))", x -> log(RECIPROCAL.of(sigmoid(x)))),
        of(form, "log(sigmoid(x)^2)", x -> log(sigmoid(x).square())),
        of(form, "log((1 + exp(x))^3)", x -> log(one(x).plus(exp(x)).pow(3))),
        of(
            form,
            "log(softmax(x)[1:2, :])",
            x ->
                log(
                    dev.adjoint.graph.Slice.along(
                        softmax(x), 0, new dev.adjoint.graph.Range(Dim.ONE, 1, Dim.ONE)))),
        of(form, "log(x * sigmoid(y))", (x, y) -> log(x.times(sigmoid(y)))).within(0.1, 1000),
        of(form, "log(sigmoid(y) / (1 + x))", (x, y) -> log(sigmoid(y).over(one(x).plus(x))))
            .within(-0.9, 1000),
        of(
            StableForm.LOG_WEIGHTED_SUM,
            "log(sum((y * y + 1) * exp(x)))",
            (x, y) -> log(y.times(y).plus(1).times(exp(x)).sum())),
        of(
            StableForm.LOG_WEIGHTED_SUM,
            "log(sum(exp(x) * (y * y + 1), axis = 1))",
            (x, y) -> log(exp(x).times(y.times(y).plus(1)).sum(1))));
  }

  private static Stream<Spelling> sigmoids() {
    return Stream.of(
        of(StableForm.SIGMOID, "1 / (1 + exp(-x))", x -> one(x).over(one(x).plus(exp(x.negate())))),
        of(StableForm.SIGMOID, "y / (1 + exp(x))", (x, y) -> y.over(one(x).plus(exp(x)))),
        of(
            StableForm.SIGMOID,
            "reciprocal(1 + exp(-2 * x))",
            x -> RECIPROCAL.of(one(x).plus(exp(x.number(-2).times(x))))),
        of(StableForm.SIGMOID, "(1 + exp(-x))^-1", x -> one(x).plus(exp(x.negate())).pow(-1)),
        of(StableForm.SIGMOID_OF_EXP, "exp(x) / (1 + exp(x))", x -> exp(x).over(exp(x).plus(1))),
        of(
            StableForm.SIGMOID_OF_EXP,
            "exp(-x) / (1 + exp(-x))",
            x -> exp(x.negate()).over(one(x).plus(exp(x.negate())))),
        of(
            StableForm.SIGMOID_OF_TWO,
            "exp(x) / (exp(x) + exp(y))",
            (x, y) -> exp(x).over(exp(x).plus(exp(y)))),
        of(
            StableForm.SIGMOID_OF_TWO,
            "exp(x) / (exp(y) + exp(x))",
            (x, y) -> exp(x).over(exp(y).plus(exp(x)))),
        of(
            StableForm.SIGMOID_SLOPE,
            "exp(-x) / (1 + exp(-x))^2",
            x -> exp(x.negate()).over(one(x).plus(exp(x.negate())).square())),
        of(StableForm.SOFTMAX, "exp(x) / sum(exp(x), axis = 0)", x -> exp(x).over(exp(x).sum(0))),
        of(StableForm.SOFTMAX, "exp(x) / sum(exp(x), axis = 1)", x -> exp(x).over(exp(x).sum(1))),
        of(StableForm.SOFTMAX, "exp(x) / sum(exp(x))", x -> exp(x).over(exp(x).sum())),
        of(
            StableForm.TANH,
            "(exp(x) - exp(-x)) / (exp(x) + exp(-x))",
            x -> exp(x).minus(exp(x.negate())).over(exp(x).plus(exp(x.negate())))),
        of(
            StableForm.TANH,
            "(exp(2 * x) - 1) / (exp(2 * x) + 1)",
            x -> exp(x.number(2).times(x)).minus(1).over(exp(x.number(2).times(x)).plus(1))),
        of(
            StableForm.TANH,
            "(1 - exp(-2 * x)) / (1 + exp(-2 * x))",
            x ->
                one(x)
                    .minus(exp(x.number(-2).times(x)))
                    .over(one(x).plus(exp(x.number(-2).times(x))))),
        of(StableForm.TANH, "sinh(x) / cosh(x)", x -> SINH.of(x).over(COSH.of(x))),
        of(
                StableForm.ODDS,
                "sigmoid(x) / (1 - sigmoid(x))",
                x -> sigmoid(x).over(one(x).minus(sigmoid(x))))
            .within(-700, 700),
        of(
                StableForm.ODDS,
                "(1 - sigmoid(x)) / sigmoid(x)",
                x -> one(x).minus(sigmoid(x)).over(sigmoid(x)))
            .within(-700, 700),
        of(StableForm.EXP_PRODUCT, "exp(x) * exp(-x / 2)", x -> exp(x).times(exp(x.over(-2))))
            .within(-1300, 1300),
        of(StableForm.EXP_PRODUCT, "exp(x) / exp(y)", (x, y) -> exp(x).over(exp(y)))
            .within(-300, 300),
        of(StableForm.EXP_INVERSE, "y / exp(x)", (x, y) -> y.over(exp(x))).within(-600, 1000),
        of(StableForm.EXP_INVERSE, "reciprocal(exp(x))", x -> RECIPROCAL.of(exp(x)))
            .within(-600, 1000),
        of(StableForm.EXP, "e^x", x -> x.number(Math.E).pow(x)).within(-5, 5));
  }

  private static Stream<Spelling> differences() {
    return Stream.of(
        of(
            StableForm.REST_TO_LOG_SUM,
            "x - logsumexp(x, axis = 0)",
            x -> x.minus(ReduceFunction.LOGSUMEXP.of(x, 0))),
        of(
            StableForm.REST_TO_LOG_SUM,
            "x - log(sum(exp(x), axis = 1))",
            x -> x.minus(log(exp(x).sum(1)))),
        of(StableForm.SOFTPLUS_BEYOND, "softplus(x) - x", x -> SOFTPLUS.of(x).minus(x)),
        of(StableForm.SOFTPLUS_BEYOND, "x - log(1 + exp(x))", x -> x.minus(log(exp(x).plus(1)))),
        of(
            StableForm.LOGIT,
            "softplus(x) - softplus(-x)",
            x -> SOFTPLUS.of(x).minus(SOFTPLUS.of(x.negate()))),
        of(
            StableForm.LOGIT,
            "log(sigmoid(x)) - log(1 - sigmoid(x))",
            x -> log(sigmoid(x)).minus(log(one(x).minus(sigmoid(x))))),
        of(StableForm.EXPM1, "exp(x) - 1", x -> exp(x).minus(1)).within(-1000, 300),
        of(StableForm.EXPM1, "-1 + exp(x)", x -> x.number(-1).plus(exp(x))).within(-1000, 300),
        of(StableForm.EXPM1, "1 - exp(x)", x -> one(x).minus(exp(x))).within(-1000, 300),
        of(StableForm.SINH, "(exp(x) - exp(-x)) / 2", x -> exp(x).minus(exp(x.negate())).over(2))
            .within(-300, 300),
        of(StableForm.REST_OF_SIGMOID, "1 - sigmoid(x)", x -> one(x).minus(sigmoid(x))),
        of(
            StableForm.TANH_OF_SIGMOID,
            "2 * sigmoid(2 * x) - 1",
            x -> x.number(2).times(sigmoid(x.number(2).times(x))).minus(1)),
        of(
            StableForm.TANH_OF_SIGMOID,
            "2 / (1 + exp(-2 * x)) - 1",
            x -> x.number(2).over(one(x).plus(exp(x.number(-2).times(x)))).minus(1)));
  }

  /// A formula with its derivatives by both variables, weighted so that none is lost in a sum.
  private record Formula(Node x, Node y, Node value, Node scalar) {
    static Formula of(Spelling spelling) {
      Node x = Node.parameter("x", THREE, FOUR);
      Node y = Node.parameter("y", THREE, FOUR);
      Node value = spelling.formula.apply(x, y);
      Tensor weights =
          Tensor.generate(DType.F64, value.type().shape(Map.of()), i -> 1 + 0.25 * (i % 3));
      return new Formula(x, y, value, value.times(Node.constant(weights)).sum());
    }

    List<Node> stable() {
      List<Node> wrt = Gradient.of(scalar).wrt(List.of(x, y));
      return List.of(
          new Stabilise().apply(Graph.of(value)).graph().outputs().getFirst(),
          wrt.get(0),
          wrt.get(1));
    }

    List<Node> asWritten() {
      List<Node> wrt = Origin.NONE.asWritten().within(() -> Gradient.of(scalar).wrt(List.of(x, y)));
      return List.of(value, wrt.get(0), wrt.get(1));
    }

    Map<Node, Tensor> at(Tensor xs, Tensor ys) {
      Map<Node, Tensor> leaves = new LinkedHashMap<>();
      leaves.put(x, xs);
      leaves.put(y, ys);
      return leaves;
    }
  }

  @Test
  void hasASpellingOfEachRow() {
    var forms = EnumSet.noneOf(StableForm.class);
    spellings().forEach(spelling -> forms.add(spelling.form));
    assertThat(forms).containsExactlyInAnyOrder(StableForm.values());
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void isFoundOnce(Spelling spelling) {
    Graph graph = Graph.of(Formula.of(spelling).value);
    Stabilised once = new Stabilise().of(graph);
    Verifier.verify(once.graph());
    assertThat(once.forms()).contains(spelling.form);
    assertThat(new Stabilise().of(once.graph()).forms()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void isLeftAloneWhereItsAuthorWantsIt(Spelling spelling) {
    Formula formula = Formula.of(spelling);
    Node raw = Functions.raw(() -> spelling.formula.apply(formula.x, formula.y));
    assertThat(new Stabilise().of(Graph.of(raw)).isSame()).isTrue();
  }

  /// At numbers that are no trouble to either form.
  @ParameterizedTest
  @MethodSource("spellings")
  void hasTheValuesAndDerivativesOfTheFormulaAsWritten(Spelling spelling) {
    Formula formula = Formula.of(spelling);
    List<Node> written = formula.asWritten();
    List<Node> stable = formula.stable();
    var random = new SplittableRandom(7);
    for (int i = 0; i < 20; i++) {
      Tensor x = uniform(random, Math.max(spelling.low, -3), Math.min(spelling.high, 3));
      if (spelling.low > 0) {
        x = uniform(random, 0.5, 3);
      } else if (spelling.high < 0) {
        x = uniform(random, -3, -0.5);
      }
      Map<Node, Tensor> at = formula.at(x, uniform(random, -3, 3));
      assertClose(
          INTERPRETER.run(Graph.of(stable), at), INTERPRETER.run(Graph.of(written), at), 1e-12);
    }
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void hasItsSecondDerivatives(Spelling spelling) {
    Formula formula = Formula.of(spelling);
    List<Node> wrt = List.of(formula.x, formula.y);
    Node slope = Gradient.of(formula.scalar).wrt(formula.x);
    List<Node> second = Gradient.of(slope.times(slope).sum()).wrt(wrt);
    List<Node> written =
        Origin.NONE
            .asWritten()
            .within(
                () -> {
                  Node rough = Gradient.of(formula.scalar).wrt(formula.x);
                  return Gradient.of(rough.times(rough).sum()).wrt(wrt);
                });
    var random = new SplittableRandom(8);
    Tensor x =
        uniform(
            random,
            spelling.low > 0 ? 0.5 : Math.max(spelling.low, -2),
            spelling.high < 0 ? -0.5 : Math.min(spelling.high, 2));
    Map<Node, Tensor> at = formula.at(x, uniform(random, -2, 2));
    assertClose(
        INTERPRETER.run(Graph.of(second), at), INTERPRETER.run(Graph.of(written), at), 1e-10);
  }

  /// Of large and small numbers of both signs, against hundreds of digits; by the interpreter and as
  /// programs compute it.
  @ParameterizedTest
  @MethodSource("spellings")
  void isRightWhereTheFormulaAsWrittenFails(Spelling spelling) {
    Formula formula = Formula.of(spelling);
    Map<Node, Tensor> at = formula.at(extremes(spelling), extremes(3));
    List<Tensor> truth = ManyDigits.run(Graph.of(formula.asWritten()), at);
    Graph stable = Graph.of(formula.stable());
    assertClose(INTERPRETER.run(stable, at), truth, 1e-12);
    assertClose(Program.compile(formula.stable()).run(at), truth, 1e-12);
  }

  private static Tensor extremes(Spelling spelling) {
    double[] all = {-1000, -40, -1e-7, 1000, 40, 1e-7, -750, 0.5, 300, -2, 2, -300};
    return Tensor.wrap(
        Shape.of(3, 4),
        Arrays.stream(all).map(x -> Math.clamp(x, spelling.low, spelling.high)).toArray());
  }

  private static Tensor extremes(int seed) {
    var random = new SplittableRandom(seed);
    return Tensor.generate(
        DType.F64, Shape.of(3, 4), i -> random.nextDouble(-1, 1) * (i % 2 == 0 ? 200 : 2));
  }

  private static Tensor uniform(SplittableRandom random, double low, double high) {
    return Tensor.generate(DType.F64, Shape.of(3, 4), _ -> random.nextDouble(low, high));
  }

  private static void assertClose(List<Tensor> found, List<Tensor> expected, double within) {
    List<String> wrong = new ArrayList<>();
    for (int k = 0; k < expected.size(); k++) {
      for (int i = 0; i < expected.get(k).shape().count(); i++) {
        double a = found.get(k).at(i);
        double b = expected.get(k).at(i);
        if (!(Math.abs(a - b) <= within * Math.max(1, Math.abs(b)))) {
          wrong.add("output %d at %d: %s, not %s".formatted(k, i, a, b));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }
}
