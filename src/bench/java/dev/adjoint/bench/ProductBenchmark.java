package dev.adjoint.bench;

import dev.adjoint.exec.Program;
import dev.adjoint.exec.Session;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.TensorType;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Matrix products `A @ B` and `A @ B.T`, of the sizes that the models have and of square ones.
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ProductBenchmark {
  /// Rows of the result, inner size, columns of the result.
  @Param({
    "1x12288x209",
    "4x2x400",
    "20x12288x209",
    "20x209x12288",
    "512x784x128",
    "512x784x1024",
    "4x4x4",
    "64x64x64",
    "1024x1024x1024"
  })
  String sizes;

  @Param({"F32", "F64"})
  DType precision;

  private Session plain;
  private Session transposed;

  @Setup
  public void compile() {
    int[] size = Arrays.stream(sizes.split("x")).mapToInt(Integer::parseInt).toArray();
    plain = session(size, false);
    transposed = session(size, true);
  }

  private Session session(int[] size, boolean turned) {
    Shape right = turned ? Shape.of(size[2], size[1]) : Shape.of(size[1], size[2]);
    Tensor a = numbers(Shape.of(size[0], size[1]));
    Tensor b = numbers(right);
    Node left = Node.of(new Input("A", TensorType.of(precision, a.shape())));
    Node other = Node.of(new Input("B", TensorType.of(precision, right)));
    return Program.compile(left.matmul(turned ? other.transpose() : other))
        .start(Map.of(left, a, other, b));
  }

  private Tensor numbers(Shape shape) {
    return Tensor.generate(precision, shape, Math::sin);
  }

  @Benchmark
  public void plain() {
    plain.compute();
  }

  @Benchmark
  public void transposed() {
    transposed.compute();
  }
}
