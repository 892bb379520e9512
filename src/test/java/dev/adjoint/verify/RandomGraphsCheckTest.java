package dev.adjoint.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.graph.Node;
import dev.adjoint.testing.RandomGraphs;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RandomGraphsCheckTest {
  @Provide
  Arbitrary<RandomGraphs.Sample> graphs() {
    return RandomGraphs.any();
  }

  @Property(tries = 400)
  void rightDerivativesRaiseNoAlarm(@ForAll("graphs") RandomGraphs.Sample sample) {
    Node cost = sample.cost();
    List<Node> claimed = Gradient.of(cost).wrt(sample.variables());
    var effort = new GradientCheck.Effort(2, 4, 1);
    for (Finding finding :
        GradientCheck.check(cost, sample.variables(), claimed, sample.leaves(), effort)) {
      assertThat(finding.isRight()).as("%s in%n%s", finding, sample).isTrue();
      // Nearly always below 1e-9; what is judged right may be off by the measurement's doubt too.
      assertThat(finding.error()).as("%s in%n%s", finding, sample).isLessThan(1e-6);
      assertThat(finding.unmeasured()).as("%s in%n%s", finding, sample).isZero();
    }
  }
}
