package dev.adjoint.bench;

import dev.adjoint.exec.Program;
import dev.adjoint.exec.Session;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
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

/// One function over a vector: `y = f(x)`, and `sum(f(x))`, which has no array to write.
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KernelBenchmark {
  @Param({"EXP", "LOG", "TANH", "SIGMOID", "RELU"})
  UnaryFunction function;

  @Param({"F32", "F64"})
  DType precision;

  @Param({"16", "1000", "1000000"})
  int size;

  private Session map;
  private Session sum;

  @Setup
  public void compile() {
    Node x = Node.input("x", precision, Dim.of(size));
    Map<Node, Tensor> values =
        Map.of(x, Tensor.generate(precision, Shape.of(size), i -> 0.5 + (double) i / size));
    map = Program.compile(function.of(x)).start(values);
    sum = Program.compile(function.of(x).sum()).start(values);
  }

  @Benchmark
  public double map() {
    map.compute();
    return map.item(0);
  }

  @Benchmark
  public double sum() {
    sum.compute();
    return sum.item(0);
  }
}
