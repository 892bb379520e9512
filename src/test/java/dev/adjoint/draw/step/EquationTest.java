package dev.adjoint.draw.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.draw.sketch.Scene;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.lang.check.Elaborator;
import dev.adjoint.lang.check.Setup;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.source.SourceText;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.testing.RandomGraphs;
import dev.adjoint.trace.Trace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// Equations in steps are true as they are printed: who reads the left side as a program, and runs
/// it, gets the right side to the digits shown.
class EquationTest {
  private static final Pattern PLACE = Pattern.compile("^(.*; )?at \\[[\\d, ]*]: ");
  private static final Pattern NAME = Pattern.compile("[\\p{L}∂•_][\\p{L}\\d_]*(?!\\w*\\()");
  private static final Pattern WORDS = Pattern.compile("\\b(if|then|else|not|and|or)\\b");

  @Provide
  Arbitrary<RandomGraphs.Sample> samples() {
    return Arbitraries.of(DType.class).flatMap(RandomGraphs::any);
  }

  @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
  void holdInAnyGraph(@ForAll("samples") RandomGraphs.Sample sample) {
    Trace trace =
        Trace.of(
            sample.cost().named("J"),
            nodes -> new Interpreter().run(Graph.of(nodes), sample.leaves()));
    hold(Steps.of(Scene.of(trace)), 4);
  }

  /// Numbers of all sizes, and such as lie near a whole number.
  @Provide
  Arbitrary<Double> numbers() {
    Arbitrary<Double> mantissas = Arbitraries.doubles().between(1, 9.999).ofScale(12);
    Arbitrary<Double> any =
        Combinators.combine(mantissas, Arbitraries.integers().between(-14, 14))
            .as((x, power) -> x * Math.pow(10, power));
    Arbitrary<Double> near =
        Combinators.combine(
                mantissas,
                Arbitraries.integers().between(-15, -2),
                Arbitraries.integers().between(0, 3))
            .as((x, power, whole) -> whole + x * Math.pow(10, power));
    return Combinators.combine(Arbitraries.oneOf(any, near), Arbitraries.of(-1, 1))
        .as((x, sign) -> sign * x);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void holdAtAnyNumbers(
      @ForAll("numbers") double a,
      @ForAll("numbers") double b,
      @ForAll UnaryFunction unary,
      @ForAll BinaryFunction binary) {
    Node x = Node.input("x");
    Node y = Node.input("y");
    Node u = Node.of(new dev.adjoint.graph.Unary(unary), x).named("u");
    Node v = Node.of(new dev.adjoint.graph.Binary(binary), x, y).named("v");
    Node j = u.plus(v.times(x)).named("J");
    Map<Node, Tensor> leaves = Map.of(x, Tensor.scalar(a), y, Tensor.scalar(b));
    Trace trace = Trace.of(j, nodes -> new Interpreter().run(Graph.of(nodes), leaves));
    hold(Steps.of(Scene.of(trace)), 7);
  }

  private static int hold(Steps steps, int digits) {
    int held = 0;
    for (Step step : steps.all()) {
      for (String text : texts(step)) {
        held += holds(text, digits) ? 1 : 0;
      }
    }
    return held;
  }

  private static List<String> texts(Step step) {
    List<String> texts = new ArrayList<>();
    texts.add(step.forward().numbers());
    if (step.backward() != null) {
      texts.add(step.backward().arrives().sum());
      step.backward().arrives().terms().forEach(term -> texts.add(term.text()));
      for (Step.Local local : step.backward().locals()) {
        texts.add(local.line());
        texts.add(local.contribution() == null ? null : local.contribution().text());
      }
    }
    texts.removeIf(text -> text == null);
    return texts;
  }

  /// Whether there was an equation of numbers.
  private static boolean holds(String text, int digits) {
    String plain = PLACE.matcher(text).replaceFirst("");
    String[] sides = plain.split(" = ");
    if (sides.length < 2 || plain.contains("in a form")) {
      return false;
    }
    String right = sides[sides.length - 1];
    String left = sides[sides.length - 2];
    boolean isCalculation =
        !left.contains("…")
            && !left.contains("[")
            && !NAME.matcher(WORDS.matcher(left).replaceAll("")).find()
            && left.replace("(", "").length() == left.replace(")", "").length()
            && right.matches("-?[\\d.]+(e[-+]?\\d+)?");
    if (!isCalculation) {
      return false;
    }
    double expected = Double.parseDouble(right);
    double unit =
        expected == 0 ? 0 : Math.pow(10, Math.floor(Math.log10(Math.abs(expected))) - digits + 1);
    Tensor value = value(left);
    if (value.shape().rank() > 0) {
      return false; // a whole tensor, of which one element is told
    }
    assertThat(value.item()).as(text).isCloseTo(expected, within(unit * 1.001));
    return true;
  }

  private static Tensor value(String formula) {
    SourceText source = new SourceText("equation", "v = " + formula.replace("·", "*") + " + 0\n");
    Node node =
        Elaborator.elaborate(Parser.parse(source), Setup.in(Path.of("."))).tensors().get("v");
    return new Interpreter().run(Graph.of(node), Map.of()).getFirst();
  }

  @Test
  void showsDigitsWhereTheyMatter() {
    Node a = Node.parameter("A");
    Node j = Node.of(new dev.adjoint.graph.Unary(UnaryFunction.LOG), a).named("J");
    Map<Node, Tensor> leaves = Map.of(a, Tensor.scalar(1 - 2.5e-13));
    Steps steps =
        Steps.of(Scene.of(Trace.of(j, nodes -> new Interpreter().run(Graph.of(nodes), leaves))));
    assertThat(steps.of(j).forward().numbers())
        .isEqualTo("J = log(0.99999999999975) = -2.500222e-13");
    assertThat(hold(steps, 7)).isPositive();
  }

  @Test
  void saysWhatIsOnlyNearlySo() {
    Node a = Node.parameter("a", dev.adjoint.graph.Dim.of(1));
    Node b = Node.parameter("b", dev.adjoint.graph.Dim.of(1));
    Node j = a.times(b).named("J");
    Map<Node, Tensor> leaves = Map.of(a, Tensor.vector(1.2345), b, Tensor.vector(2.3455));
    Steps steps = Steps.of(Scene.of(Trace.of(j, leaves)));
    assertThat(steps.of(j).forward().numbers()).isEqualTo("J = 1.234 * 2.345 ≈ 2.896");
  }

  @Test
  void saysNoCalculationThatComesToSomethingElse() {
    Equation.Side side = new Equation.Side("log(1 - 1)", OptionalDouble.of(Math.log(0)));
    assertThat(Equation.of(_ -> Optional.of(side), -40, Tensor.scalar(0))).isEmpty();
  }
}
