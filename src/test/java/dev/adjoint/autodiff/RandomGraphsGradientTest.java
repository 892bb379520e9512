package dev.adjoint.autodiff;

import dev.adjoint.testing.GradientCheck;
import dev.adjoint.testing.RandomGraphs;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RandomGraphsGradientTest {
  @Provide
  Arbitrary<RandomGraphs.Sample> graphs() {
    return RandomGraphs.any();
  }

  @Property(tries = 300)
  void derivativesAreDifferences(@ForAll("graphs") RandomGraphs.Sample sample) {
    GradientCheck.assertDerivatives(sample.outputs(), sample.variables(), sample.leaves(), 1);
  }

  @Property(tries = 100)
  void secondDerivativesAreDifferences(@ForAll("graphs") RandomGraphs.Sample sample) {
    GradientCheck.assertDerivatives(sample.outputs(), sample.variables(), sample.leaves(), 2);
  }
}
