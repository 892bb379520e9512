package dev.adjoint.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.adjoint.source.AdjointException;
import dev.adjoint.source.SourceText;
import dev.adjoint.source.Span;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What a Java caller reads when a builder refuses: the operands with their shapes, and the line of
/// the caller's own code.
class GraphErrorTest {
  private static final Dim N = Dim.named("n");
  private static final Dim M = Dim.named("m");

  private final Node w = Node.parameter("w", N, Dim.ONE);
  private final Node x = Node.input("X", N, M);
  private final Node y = Node.input("Y", Dim.ONE, M);
  private final Node v = Node.input("v", N);
  private final Node b = Node.parameter("b");

  /// The message, but for the caller's line, whose number changes with this file.
  private static void assertRefused(ThrowingCallable builder, String expected) {
    AdjointException refused = catchThrowableOfType(AdjointException.class, builder);
    assertThat(refused).isNotNull();
    assertThat(refused.getMessage().replaceAll("(\\(GraphErrorTest.java):\\d+\\)", "$1)"))
        .isEqualTo(expected.stripTrailing());
  }

  @Test
  void innerDimensions() {
    assertRefused(
        () -> w.matmul(x),
        """
        error[E0203]: `@` needs the inner dimensions to agree
           = w: [n, 1]
           = X: [n, m]
           = at dev.adjoint.graph.GraphErrorTest.lambda$innerDimensions$0(GraphErrorTest.java)
           = inner dimensions are 1 (columns of w) and n (rows of X)
        """);
  }

  @Test
  void products() {
    assertRefused(
        () -> b.matmul(x),
        """
        error[E0205]: `@` multiplies matrices, not scalar and [n, m]
           = b: scalar
           = X: [n, m]
           = at dev.adjoint.graph.GraphErrorTest.lambda$products$0(GraphErrorTest.java)
           = help: a scalar multiplies anything with `*`
        """);
    assertRefused(
        () -> v.matmul(v),
        """
        error[E0205]: `@` multiplies matrices, not [n] and [n]
           = v: [n]
           = v: [n]
           = at dev.adjoint.graph.GraphErrorTest.lambda$products$1(GraphErrorTest.java)
           = help: `dot(a, b)` is the product of two vectors to a number
        """);
    assertRefused(
        () -> v.matmul(x),
        """
        error[E0205]: `@` multiplies matrices, not [n] and [n, m]
           = v: [n]
           = X: [n, m]
           = at dev.adjoint.graph.GraphErrorTest.lambda$products$2(GraphErrorTest.java)
           = help: a vector is neither a row nor a column: `reshape(v, [-1, 1])` makes it a column
        """);
    assertRefused(
        () -> Contract.dot(v, Node.input("u", M)),
        """
        error[E0201]: `dot` takes two vectors of one length, not [n] and [m]; a product of matrices is `@`
           = v: [n]
           = u: [m]
           = at dev.adjoint.graph.GraphErrorTest.lambda$products$3(GraphErrorTest.java)
        """);
    assertRefused(
        () -> x.matmul(Node.input("Z", DType.F32, M, N)),
        """
        error[E0202]: `@` needs operands of one precision, not f64 and f32
           = X: [n, m]
           = Z: [m, n]
           = at dev.adjoint.graph.GraphErrorTest.lambda$products$4(GraphErrorTest.java)
        """);
    assertRefused(
        () -> Node.input("P", N, N, M).matmul(Node.input("Q", M, M, N)),
        """
        error[E0201]: `@` needs the same batch on both sides, not [n, n, m] and [m, m, n]
           = P: [n, n, m]
           = Q: [m, m, n]
           = at dev.adjoint.graph.GraphErrorTest.lambda$products$5(GraphErrorTest.java)
        """);
  }

  @Test
  void stretches() {
    assertRefused(
        () -> w.minus(y),
        """
        error[E0211]: this would stretch [n, 1] and [1, m] to [n, m]
           = w: [n, 1]
           = Y: [1, m]
           = at dev.adjoint.graph.GraphErrorTest.lambda$stretches$0(GraphErrorTest.java)
           = only one operand is ever stretched: both at once is mostly a mistake
        """);
    assertRefused(
        () -> y.minus(Node.input("A", M, Dim.ONE)),
        """
        error[E0211]: this would stretch [1, m] and [m, 1] to [m, m]
           = Y: [1, m]
           = A: [m, 1]
           = at dev.adjoint.graph.GraphErrorTest.lambda$stretches$1(GraphErrorTest.java)
           = only one operand is ever stretched: both at once is mostly a mistake
           = help: the second operand transposed, with `.T`, fits
        """);
  }

  @Test
  void differentShapes() {
    assertRefused(
        () -> v.plus(Node.input("u", M)),
        """
        error[E0201]: `+` needs operands of one shape, not [n] and [m]
           = v: [n]
           = u: [m]
           = at dev.adjoint.graph.GraphErrorTest.lambda$differentShapes$0(GraphErrorTest.java)
           = axis 0 is n in one and m in the other; named dimensions are never taken to be equal
        """);
    assertRefused(
        () -> x.times(v),
        """
        error[E0201]: `*` needs operands of one shape, not [n, m] and [n]
           = X: [n, m]
           = v: [n]
           = at dev.adjoint.graph.GraphErrorTest.lambda$differentShapes$1(GraphErrorTest.java)
           = one has 2 axes and the other 1 axis; only a scalar goes with any number of axes
        """);
    assertRefused(
        () -> Node.constant(Tensor.vector(1, 2)).plus(Node.constant(Tensor.vector(1, 2, 3))),
        """
        error[E0201]: `+` needs operands of one shape, not [2] and [3]
           = constant: [2]
           = constant: [3]
           = at dev.adjoint.graph.GraphErrorTest.lambda$differentShapes$2(GraphErrorTest.java)
           = axis 0 is 2 in one and 3 in the other
        """);
    assertRefused(
        () -> x.plus(x.transpose()),
        """
        error[E0201]: `+` needs operands of one shape, not [n, m] and [m, n]
           = X: [n, m]
           = .T: [m, n]
           = at dev.adjoint.graph.GraphErrorTest.lambda$differentShapes$3(GraphErrorTest.java)
           = axis 0 is n in one and m in the other; named dimensions are never taken to be equal
           = help: the second operand transposed, with `.T`, fits
        """);
  }

  @Test
  void axes() {
    assertRefused(
        () -> x.sum(2),
        """
        error[E0204]: there is no axis 2 in [n, m]: its axes are 0 to 1, or -1 to -2 from the end
           = X: [n, m]
           = at dev.adjoint.graph.GraphErrorTest.lambda$axes$0(GraphErrorTest.java)
        """);
    assertRefused(
        () -> AlongFunction.SOFTMAX.of(b, 0),
        """
        error[E0204]: there is no axis 0 in a scalar, which has none
           = b: scalar
           = at dev.adjoint.graph.GraphErrorTest.lambda$axes$1(GraphErrorTest.java)
        """);
    assertRefused(
        () -> Permute.of(x, List.of(0, 0)),
        """
        error[E0204]: [0, 0] does not name each axis of a tensor [n, m] once
           = X: [n, m]
           = at dev.adjoint.graph.GraphErrorTest.lambda$axes$2(GraphErrorTest.java)
        """);
    assertRefused(
        () -> Concat.stack(List.of(v, v), 2),
        """
        error[E0204]: tensors [n] have no place for a new axis 2
           = v: [n]
           = at dev.adjoint.graph.GraphErrorTest.lambda$axes$3(GraphErrorTest.java)
        """);
  }

  @Test
  void sizes() {
    Node five = Node.input("five", Dim.of(5));
    assertRefused(
        () -> x.reshape(N),
        """
        error[E0206]: a tensor [n, m] has m*n elements, and [n] would have n
           = X: [n, m]
           = at dev.adjoint.graph.GraphErrorTest.lambda$sizes$0(GraphErrorTest.java)
        """);
    assertRefused(
        () -> Slice.along(five, 0, new Range(Dim.of(3), 1, Dim.of(3))),
        """
        error[E0207]: axis 0 of a tensor [5] has no places 3:6
           = five: [5]
           = at dev.adjoint.graph.GraphErrorTest.lambda$sizes$1(GraphErrorTest.java)
        """);
    assertRefused(
        () -> Slice.along(five, 0, new Range(Dim.of(4), 1 << 30, Dim.of(5))),
        """
        error[E0207]: axis 0 of a tensor [5] has no places 4:5368709124:1073741824
           = five: [5]
           = at dev.adjoint.graph.GraphErrorTest.lambda$sizes$2(GraphErrorTest.java)
        """);
    assertRefused(
        () -> Slice.of(x, List.of(Range.all(N))),
        """
        error[E0205]: a tensor [n, m] is not sliced by 1 ranges: each axis takes one
           = X: [n, m]
           = at dev.adjoint.graph.GraphErrorTest.lambda$sizes$3(GraphErrorTest.java)
        """);
    assertRefused(
        () -> Pad.of(five, List.of(Dim.ZERO), List.of(Dim.of(-1))),
        """
        error[E0201]: [5] does not fit into the places [0:5] of [4]
           = five: [5]
           = at dev.adjoint.graph.GraphErrorTest.lambda$sizes$4(GraphErrorTest.java)
        """);
    assertRefused(
        () -> Broadcast.to(x, List.of(N, N)),
        """
        error[E0201]: [n, m] cannot be repeated to [n, n]: only a scalar, or axes of 1, are repeated
           = X: [n, m]
           = at dev.adjoint.graph.GraphErrorTest.lambda$sizes$5(GraphErrorTest.java)
        """);
  }

  @Test
  void joins() {
    assertRefused(
        () -> Concat.of(List.of(x, y, v), 0),
        """
        error[E0201]: to stand one behind the other along axis 0, [n, m] and [n] must agree in all other axes
           = X: [n, m]
           = v: [n]
           = at dev.adjoint.graph.GraphErrorTest.lambda$joins$0(GraphErrorTest.java)
        """);
    assertRefused(
        () -> Gather.of(x, y, 0),
        """
        error[E0205]: `gather` takes its indices as a vector, not as [1, m]
           = X: [n, m]
           = Y: [1, m]
           = at dev.adjoint.graph.GraphErrorTest.lambda$joins$1(GraphErrorTest.java)
        """);
    assertRefused(
        () -> Node.of(new Scatter(0, M), x, Node.input("places", M)),
        """
        error[E0201]: `scatter` takes one index for each slab of [n, m] along axis 0, not [m]
           = X: [n, m]
           = places: [m]
           = at dev.adjoint.graph.GraphErrorTest.lambda$joins$2(GraphErrorTest.java)
        """);
  }

  /// Whoever builds from text adds the places, and has no use for Java's.
  @Test
  void textHasPlacesOfItsOwn() {
    SourceText text = new SourceText("t.adj", "Z = w @ X");
    Origin origin = Origin.NONE.at(new Span(text, 4, 9));
    assertRefused(
        () -> origin.within(() -> w.matmul(x)),
        """
        error[E0203]: `@` needs the inner dimensions to agree
           = inner dimensions are 1 (columns of w) and n (rows of X)
        """);
  }

  @Test
  void codesAreUnique() {
    assertThat(GraphError.values()).extracting(GraphError::code).doesNotHaveDuplicates();
  }
}
