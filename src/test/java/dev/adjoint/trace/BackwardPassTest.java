package dev.adjoint.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.draw.sketch.Folding;
import dev.adjoint.draw.sketch.Scene;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.testing.RandomGraphs;
import dev.adjoint.trace.Meeting.Verdict;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class BackwardPassTest {
  @Provide
  Arbitrary<RandomGraphs.Sample> samples() {
    return RandomGraphs.any();
  }

  /// At every box, whatever is folded into the boxes, what arrives adds up to the derivative.
  @Property(tries = 200)
  void sharesAddUpToTheDerivative(
      @ForAll("samples") RandomGraphs.Sample sample, @ForAll Scene.Detail detail) {
    Node cost = sample.cost();
    Trace trace = Trace.of(cost, nodes -> new Interpreter().run(Graph.of(nodes), sample.leaves()));
    Folding folding = new Folding(trace.graph(), detail);
    BackwardPass pass = BackwardPass.of(trace, folding::isShown);
    for (Node box : trace.gradients().keySet()) {
      if (folding.isShown(box) && box != cost) {
        Meeting meeting = pass.at(box);
        assertSum(meeting, trace.gradients().get(box));
        assertThat(meeting.verdict()).isIn(Verdict.NOTHING, Verdict.EQUAL, Verdict.ROUNDED);
        assertThat(meeting.verdict() == Verdict.NOTHING).isEqualTo(meeting.shares().isEmpty());
      }
    }
  }

  private static void assertSum(Meeting meeting, Tensor gradient) {
    for (int i = 0; i < gradient.shape().count(); i++) {
      double sum = 0;
      double size = Math.abs(gradient.at(i));
      for (Share share : meeting.shares()) {
        assertThat(share.value().shape()).isEqualTo(gradient.shape());
        sum += share.value().at(i);
        size += Math.abs(share.value().at(i));
      }
      assertThat(Math.abs(sum - gradient.at(i))).isLessThanOrEqualTo(1e-6 * size + 1e-9);
    }
  }

  private static BackwardPass pass(Node cost, Map<Node, Tensor> leaves) {
    Trace trace = Trace.of(cost, leaves);
    return BackwardPass.of(trace, new Folding(trace.graph(), Scene.Detail.OPERATIONS)::isShown);
  }

  @Test
  void sharesOfTheNotes() {
    Node a = Node.constant(5).named("a");
    Node b = Node.constant(3).named("b");
    Node c = Node.constant(2).named("c");
    Node u = b.times(c).named("u");
    Node j = a.plus(u).times(3).named("J");
    BackwardPass pass = pass(j, Map.of());
    assertThat(pass.from(u).stream().map(share -> share.value().item())).containsExactly(6., 9.);
    assertThat(pass.from(u).stream().map(Share::operand)).containsExactly(b, c);
    assertThat(pass.at(u).sum(0)).isEqualTo(3);
    assertThat(pass.at(j).verdict()).isEqualTo(Verdict.NOTHING);
  }

  /// With Z = 40 the sigmoid is 1 to the last digit, and the chain through it ends at 0. The
  /// derivative is taken of a form that does not.
  @Test
  void saturatedSigmoidIsToldFromTheStableForm() {
    Node z = Node.input("Z", Dim.of(2));
    Node a = UnaryFunction.SIGMOID.of(z).named("A");
    Node j = UnaryFunction.LOG.of(a.number(1).minus(a)).sum().negate().named("J");
    Map<Node, Tensor> leaves = Map.of(z, Tensor.vector(40, 1));
    Meeting meeting = pass(j, leaves).at(z);
    assertThat(meeting.verdict()).isNotEqualTo(Verdict.EQUAL);
    assertThat(meeting.sum(0)).isZero();
    assertThat(meeting.forms()).extracting(Diagnostic::code).containsExactly("R0104");

    Meeting moderate = pass(j, Map.of(z, Tensor.vector(4, 1))).at(z);
    assertThat(moderate.verdict()).isEqualTo(Verdict.EQUAL);
    assertThat(moderate.forms()).isEmpty();
  }

  @Test
  void branchNotTakenHandsNothingOn() {
    Node x = Node.input("x", Dim.of(3));
    Node root = UnaryFunction.SQRT.of(x).named("root");
    Node j = Select.of(x.greater(0), root, x.number(0)).sum().named("J");
    BackwardPass pass = pass(j, Map.of(x, Tensor.vector(-1, 0, 4)));
    Share share = pass.from(root).getFirst();
    assertThat(share.value()).isEqualTo(Tensor.vector(0, 0, 0.25));
    assertThat(share.isLimited()).isTrue();
    assertThat(pass.at(x).verdict()).isEqualTo(Verdict.EQUAL);
    Node condition = j.operand(0).operand(0);
    assertThat(pass.from(j.operand(0)).getFirst().flows()).isFalse();
    assertThat(pass.at(condition).verdict()).isEqualTo(Verdict.NOTHING);
  }

  @Test
  void infiniteSlopeThatIsTakenStaysInfinite() {
    Node x = Node.input("x", Dim.of(2));
    Node j = UnaryFunction.SQRT.of(x).sum().named("J");
    Meeting meeting = pass(j, Map.of(x, Tensor.vector(0, 4))).at(x);
    assertThat(meeting.verdict()).isEqualTo(Verdict.EQUAL);
    assertThat(meeting.sum(0)).isInfinite();
  }

  @Test
  void sumIsOpenWhereADerivativeIsNotKnown() {
    Node x = Node.input("x");
    Node y = x.square().named("y");
    Node j = y.plus(x).named("J");
    Trace trace = Trace.of(j, Map.of(x, Tensor.scalar(2)));
    Map<Node, Tensor> some = new HashMap<>(trace.gradients());
    some.remove(y);
    BackwardPass pass = BackwardPass.of(trace.gradients(some, "J"), _ -> true);
    assertThat(pass.at(x).verdict()).isEqualTo(Verdict.OPEN);
    assertThat(pass.at(x).sum(0)).isEqualTo(1);
  }

  @Test
  void wrongDerivativesDoNotAddUp() {
    Node x = Node.input("x");
    Node j = x.square().named("J");
    Trace trace = Trace.of(j, Map.of(x, Tensor.scalar(2)));
    Map<Node, Tensor> wrong = Map.of(x, Tensor.scalar(5), j, Tensor.scalar(1));
    BackwardPass pass = BackwardPass.of(trace.gradients(wrong, "J"), _ -> true);
    assertThat(pass.at(x).verdict()).isEqualTo(Verdict.DIFFERENT);
    assertThat(pass.at(x).forms()).isEmpty();
  }
}
