package dev.adjoint.draw.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.draw.Examples;
import dev.adjoint.draw.Picture;
import dev.adjoint.draw.sketch.Scene;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.lang.check.Elaborator;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.check.Setup;
import dev.adjoint.lang.run.Drawings;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.source.SourceText;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What steps say. `-Dadjoint.golden=write` rewrites the golden files.
class StepsTest {
  private static final Path SAMPLES = Path.of("samples");
  private static final Path GOLDEN = Path.of("src/test/resources/draw/steps");

  private static void assertGolden(String name, Steps steps) throws IOException {
    Path file = GOLDEN.resolve(name + ".txt");
    String text = Listing.of(steps);
    if ("write".equals(System.getProperty("adjoint.golden"))) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, text);
    }
    assertThat(text).isEqualTo(Files.readString(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"computation-graph", "logistic-step"})
  void stepsOfSamples(String sample) throws IOException {
    SourceText source = new SourceText(sample, Files.readString(SAMPLES.resolve(sample + ".adj")));
    Script script = Elaborator.elaborate(Parser.parse(source), Setup.in(SAMPLES));
    Picture picture = Drawings.picture(script, script.tensors().get("J"));
    assertGolden(sample, Steps.of(picture.scene()));
  }

  @Test
  void stepsOfLayers() throws IOException {
    assertGolden("layers", Steps.of(Examples.network().full().scene()));
  }

  @Test
  void derivativesByParametersOfOneNameAreToldApart() {
    Steps several = Steps.of(Examples.network().full().scene());
    assertThat(parameters(several))
        .containsExactlyInAnyOrder(
            "∂J/∂hidden1.W",
            "∂J/∂hidden1.b",
            "∂J/∂hidden2.W",
            "∂J/∂hidden2.b",
            "∂J/∂output.W",
            "∂J/∂output.b");
    Steps one = Steps.of(Examples.layers(1).plain().scene());
    assertThat(parameters(one)).containsExactlyInAnyOrder("∂/∂W", "∂/∂b");
  }

  private static List<String> parameters(Steps steps) {
    return steps.all().stream()
        .map(Step::node)
        .filter(node -> node.op() instanceof Parameter)
        .map(steps::symbol)
        .toList();
  }

  @Test
  void stepsOfNames() throws IOException {
    Scene scene = Examples.logistic().full().scene().detail(Scene.Detail.NAMES);
    assertGolden("logistic-names", Steps.of(scene));
  }

  @Test
  void withoutNumbersThereAreFormulas() {
    Picture plain = Examples.logistic().plain();
    assertThat(Steps.of(plain.scene()).all())
        .allSatisfy(step -> assertThat(step.backward()).isNull())
        .anySatisfy(
            step -> assertThat(step.forward()).isEqualTo(new Step.Forward("A = sigmoid(Z)", null)));
  }

  private static Steps steps(Node cost, Map<Node, Tensor> leaves) {
    Node j = cost.origin().name() == null ? cost.named("J") : cost;
    return Steps.of(Scene.of(Trace.of(j, leaves)));
  }

  private static String derivative(Node y, Node x, Tensor at) {
    return steps(y.sum(), Map.of(x, at)).of(y).backward().locals().getFirst().derivative();
  }

  @Test
  void localDerivativesAreWrittenAsByHand() {
    Node x = Node.input("x", Dim.of(2));
    Tensor at = Tensor.vector(0.5, 2);
    assertThat(derivative(UnaryFunction.SIGMOID.of(x).named("A"), x, at)).isEqualTo("A * (1 - A)");
    assertThat(derivative(UnaryFunction.TANH.of(x).named("A"), x, at)).isEqualTo("1 - A^2");
    assertThat(derivative(UnaryFunction.LOG.of(x), x, at)).isEqualTo("1 / x");
    assertThat(derivative(UnaryFunction.EXP.of(x).named("y"), x, at)).isEqualTo("y");
    assertThat(derivative(UnaryFunction.RELU.of(x), x, at)).isEqualTo("if x > 0 then 1 else 0");
    assertThat(derivative(x.square(), x, at)).isEqualTo("2 * x");
    assertThat(derivative(x.pow(3), x, at)).isEqualTo("3 * x^2");
    assertThat(derivative(UnaryFunction.SQRT.of(x).named("r"), x, at)).isEqualTo("1 / (2 * r)");
  }

  @Test
  void reductionsSayWhatEachElementCounts() {
    Node x = Node.input("x", Dim.named("n")).named("x");
    Tensor at = Tensor.vector(3, 4);
    Node norm = ReduceFunction.NORM.of(x).named("J");
    Step.Local local = steps(norm, Map.of(x, at)).of(norm).backward().locals().getFirst();
    assertThat(local.derivative()).isEqualTo("x / J");
    assertThat(local.contribution().text()).isEqualTo("at [0]: 1 · 0.6 = 0.6");
    Node mean = x.mean().named("J");
    Step.Local part = steps(mean, Map.of(x, at)).of(mean).backward().locals().getFirst();
    assertThat(part.line()).isEqualTo("d(mean(x))/d(x) = 1 / n; at [0]: 1 / 2 = 0.5");
  }

  @Test
  void oneSymbolMeansOneDerivative() {
    Node a = Node.parameter("a");
    Node b = Node.parameter("b");
    Node u = a.times(b).named("u");
    Node j = a.times(u).plus(a).named("J");
    Steps steps = steps(j, Map.of(a, Tensor.scalar(2), b, Tensor.scalar(3)));
    assertThat(steps.of(a).backward().arrives().text()).isEqualTo("∂J/∂a = 13");
    assertThat(steps.of(a).backward().arrives().terms())
        .extracting(Step.Term::symbol)
        .containsExactly("∂J/∂J · d(a * u + a)/d(a)", "∂J/∂(a * u) · ∂(a * u)/∂a", "∂J/∂u · ∂u/∂a");
    assertThat(steps.of(j).backward().locals())
        .extracting(Step.Local::symbol)
        .contains("d(a * u + a)/d(a)");
    assertThat(steps.of(j.operand(0)).backward().arrives().terms())
        .extracting(Step.Term::symbol)
        .containsExactly("∂J/∂J · ∂J/∂(a * u)");
  }

  @Test
  void termsOfASumAreWorkedOutAtOneElement() {
    Node x = Node.input("x", Dim.of(3)).named("x");
    Node a = UnaryFunction.EXP.of(x).named("A");
    Node y = Node.input("Y", Dim.of(3)).named("Y");
    Node left = a.times(y).named("left");
    Node right = a.times(a.number(1).minus(y)).named("right");
    Tensor at = Tensor.vector(0, 0, 0);
    Node either = left.plus(right.times(-2)).sum();
    Steps steps = steps(either, Map.of(x, at, y, Tensor.vector(0, 1, 1)));
    assertThat(steps.of(a).backward().arrives().sum()).isEqualTo("at [0]: ∂J/∂A = -2 + 0 = -2");
    assertThat(steps.of(a).backward().arrives().terms())
        .extracting(Step.Term::text)
        .containsExactly("at [0]: -2 · 1 = -2", "at [0]: 1 · 0 = 0");
    Steps both = steps(either, Map.of(x, at, y, Tensor.vector(0, 1, 0.5)));
    assertThat(both.of(a).backward().arrives().sum()).startsWith("at [2]: ∂J/∂A = -1 + 0.5");
    assertThat(both.of(left).backward().locals().getFirst().contribution().text())
        .isEqualTo("at [2]: 1 · 0.5 = 0.5");
    assertThat(both.of(right).backward().locals().getFirst().contribution().text())
        .isEqualTo("at [2]: -2 · 0.5 = -1");
  }

  private static Step.Local reduced(ReduceFunction function, double... elements) {
    Node x = Node.input("x", Dim.of(elements.length)).named("x");
    Node y = function.of(x).named("J");
    Map<Node, Tensor> leaves = Map.of(x, Tensor.vector(elements));
    return steps(y, leaves).of(y).backward().locals().getFirst();
  }

  @Test
  void reductionsOfEqualElementsAndOfZerosSayWhatIsTaken() {
    Step.Local max = reduced(ReduceFunction.MAX, 1, 2, 2);
    assertThat(max.derivative()).isEqualTo("if x == J then 1 / sum(x == J) else 0");
    assertThat(max.line()).endsWith("at [1]: 0.5");
    assertThat(reduced(ReduceFunction.MAX, 1, 2, 3).derivative())
        .isEqualTo("if x == J then 1 else 0");
    assertThat(reduced(ReduceFunction.NORM, 0, 0).derivative())
        .isEqualTo("if J == 0 then 0 else x / J");
    assertThat(reduced(ReduceFunction.STD, 2, 2).derivative())
        .startsWith("(if J == 0 then 0 else ");
    Step.Local product = reduced(ReduceFunction.PROD, 2, 0, 3);
    assertThat(product.derivative()).isEqualTo("the product of the others");
    assertThat(product.line()).endsWith("at [1]: 6");
    assertThat(reduced(ReduceFunction.PROD, 2, 3).derivative()).isEqualTo("J / x");
  }

  @Test
  void varianceAlongAnAxisIsAboutTheMeansAlongIt() {
    Node x = Node.input("x", Dim.of(2), Dim.of(3)).named("x");
    Tensor at = Tensor.matrix(new double[][] {{1, 2, 6}, {0, 0, 3}});
    assertThat(derivative(ReduceFunction.VAR.of(x, List.of(1), true).named("v"), x, at))
        .isEqualTo("2 * (x - mean(x, axis = 1)) / 3");
    assertThat(derivative(ReduceFunction.STD.of(x, List.of(1), true).named("s"), x, at))
        .isEqualTo("(x - mean(x, axis = 1)) / (3 * s)");
    assertThat(derivative(ReduceFunction.VAR.of(x).named("v"), x, at))
        .isEqualTo("2 * (x - mean(x)) / 6");
  }

  private static String remark(Node box, Node cost, Map<Node, Tensor> leaves) {
    return steps(cost, leaves).of(box).backward().remark();
  }

  @Test
  void remarkSaysWhichStableFormWasTaken() {
    Node z = Node.input("Z", Dim.of(2));
    Node a = UnaryFunction.SIGMOID.of(z).named("A");
    Node j = UnaryFunction.LOG.of(a.number(1).minus(a)).sum().negate();
    assertThat(remark(z, j, Map.of(z, Tensor.vector(40, 1))))
        .isEqualTo(
            "The formula as it is written runs out of digits: at [0] the terms along it add up to"
                + " 0. ∂J/∂Z is 1 there, for the derivative is taken of a form that keeps them:"
                + " Adjoint has stabilised `log(1 - A)` where A = sigmoid(Z), to `-softplus(Z)`"
                + " (R0104).");
    assertThat(remark(z, j, Map.of(z, Tensor.vector(4, 1)))).isNull();
  }

  @Test
  void remarksOnChoicesAndKinksAndWhatIsStopped() {
    Node x = Node.input("x", Dim.of(3)).named("x");
    Node root = UnaryFunction.SQRT.of(x).named("root");
    Node j = Select.of(x.greater(0), root, x.number(0)).sum();
    Map<Node, Tensor> leaves = Map.of(x, Tensor.vector(-1, 0, 4));
    assertThat(remark(root, j, leaves)).startsWith("A choice further on fell the other way");
    assertThat(remark(x, j, leaves)).isNull();
    Node infinite = root.sum();
    assertThat(remark(root, infinite, Map.of(x, Tensor.vector(1, 0, 4))))
        .isEqualTo(
            "Here the derivative stops being finite: at [1]: 1 arrives, and inf is handed on.");

    Node relu = UnaryFunction.RELU.of(x).named("relu");
    assertThat(remark(relu, relu.sum(), leaves))
        .isEqualTo(
            "1 of 3 elements lies at the kink of relu, at [1], where there is no derivative; 0 is"
                + " taken.");

    Node stop = UnaryFunction.STOP.of(x).named("stopped");
    Node stopped = stop.times(x).sum();
    Step.Local local = steps(stopped, leaves).of(stop).backward().locals().getFirst();
    assertThat(local.contribution()).isNull();
    assertThat(local.rule()).startsWith("stop(…) is a constant to differentiation");
    assertThat(remark(x, stop.sum(), leaves)).startsWith("Nothing flows back to x");
  }

  @Test
  void choiceOfTheLargerIsSaidInWords() {
    Node a = Node.parameter("a", Dim.of(3));
    Node x = Node.input("x", Dim.of(3));
    Node u = BinaryFunction.MAX.of(a, x).named("u");
    Map<Node, Tensor> clear = Map.of(a, Tensor.vector(4, 5, 2), x, Tensor.vector(1, 6, 3));
    assertThat(steps(u.sum(), clear).of(u).backward().locals())
        .extracting(Step.Local::line)
        .containsExactly(
            "d(max(a, x))/d(a) = if a > x then 1 else 0; at [0]: 1, because a is the larger",
            "d(max(a, x))/d(x) = if x > a then 1 else 0; at [1]: 1, because x is the larger");
    Node v = BinaryFunction.MIN.of(a, a.number(4)).named("v");
    assertThat(steps(v.sum(), clear).of(v).backward().locals().getFirst().line())
        .isEqualTo(
            "d(min(a, 4))/d(a) = if a < 4 then 1 else if a == 4 then 0.5 else 0; at [0]: 0.5,"
                + " because the two are equal");
    assertThat(remark(v, v.sum(), clear))
        .isEqualTo(
            "1 of 3 elements lies at the kink of min, at [0], where there is no derivative; a half"
                + " for each operand is taken.");
  }

  @Test
  void remarksOnATieForTheLargest() {
    Node x = Node.input("x", Dim.of(2), Dim.of(3));
    Node top = ReduceFunction.MAX.of(x, List.of(1), false).named("top");
    Tensor values = Tensor.matrix(new double[][] {{1, 2, 3}, {5, 4, 5}});
    assertThat(remark(top, top.sum(), Map.of(x, values)))
        .isEqualTo(
            "2 elements of x tie for the largest, the first at [1, 0]: there max has no derivative,"
                + " and equal ones share what arrives.");
    assertThat(
            remark(top, top.sum(), Map.of(x, Tensor.matrix(new double[][] {{1, 2, 3}, {6, 4, 5}}))))
        .isNull();
  }

  @Test
  void choiceCutsOffWhatARepeatedOperandGets() {
    Node x = Node.input("x", Dim.of(3));
    Node b = Node.parameter("b");
    Node q = Broadcast.to(b, x.type().dims()).over(x).named("q");
    Node j = Select.of(x.equal(0), x.number(0), q).sum();
    Map<Node, Tensor> leaves = Map.of(x, Tensor.vector(1, 0, 2), b, Tensor.scalar(3));
    assertThat(remark(q, j, leaves)).startsWith("A choice further on fell the other way");
    assertThat(remark(b, j, leaves)).isNull();
    Step.Contribution toB =
        steps(j, leaves).of(q).backward().locals().stream()
            .filter(local -> local.operand() == b)
            .findFirst()
            .orElseThrow()
            .contribution();
    assertThat(toB.text()).isEqualTo("1.5");
    assertThat(toB.value().item()).isEqualTo(1.5);
  }

  @Test
  void remarkSaysWhyADerivativeIsZero() {
    Node w = Node.parameter("w", Dim.of(2));
    Node x = Node.input("X", Dim.of(2));
    Node u = w.times(2).named("u");
    Node v = u.times(x).named("v");
    Map<Node, Tensor> leaves = Map.of(w, Tensor.vector(1, 2), x, Tensor.vector(0, 0));
    assertThat(remark(u, v.sum(), leaves))
        .isEqualTo("∂J/∂u is 0 throughout, for the factor X is 0.");
    assertThat(remark(w, v.sum(), leaves)).isEqualTo("∂J/∂w is 0 throughout, for ∂J/∂u is.");
    Map<Node, Tensor> still = Map.of(w, Tensor.vector(0, 0), x, Tensor.vector(1, 3));
    assertThat(remark(x, v.sum(), still)).isNull();
    Node both = u.times(3).named("p").plus(u.times(-3).named("q")).named("r");
    assertThat(remark(u, both.times(x).sum(), still))
        .isEqualTo(
            "∂J/∂u is 0 throughout, for what comes back on several ways cancels:"
                + " at [0]: -3 + 3 = 0.");
    Node squares = u.square().named("s");
    assertThat(remark(u, squares.times(x).sum(), still)).startsWith("∂J/∂u is 0 throughout");
  }

  @Test
  void whatIsEmptyHasNoElements() {
    Node w = Node.parameter("w", Dim.of(2), Dim.ONE);
    Node x = Node.input("X", Dim.of(0), Dim.of(2));
    Node u = x.matmul(w).named("u");
    Tensor none = Tensor.of(Shape.of(0, 2), new double[0]);
    Map<Node, Tensor> leaves = Map.of(w, Examples.wave(1, 2, 1), x, none);
    Node j = u.sum();
    assertThat(steps(j, leaves).of(u).backward().arrives().text())
        .isEqualTo("∂J/∂u has no elements");
    assertThat(remark(w, j, leaves)).isEqualTo("∂J/∂w is 0 throughout, for ∂J/∂u has no elements.");
  }

  @Test
  void notANumberHasNoSign() {
    Node c = Node.parameter("c");
    Node a = Node.parameter("a");
    Node q = c.negate().over(a).named("q");
    Map<Node, Tensor> leaves = Map.of(c, Tensor.scalar(Double.NaN), a, Tensor.scalar(0));
    Steps steps = steps(q.times(2), leaves);
    assertThat(Listing.of(steps)).contains("nan").doesNotContain("-nan", "- nan");
    assertThat(steps.of(a).backward().arrives().terms())
        .extracting(Step.Term::text)
        .allMatch(text -> text.endsWith("nan"));
  }
}
