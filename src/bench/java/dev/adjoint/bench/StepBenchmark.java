package dev.adjoint.bench;

import dev.adjoint.tensor.DType;
import java.nio.file.Path;
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

/// The value of a model's cost alone, and with its gradient. The data are those that
/// `src/bench/compare` writes, which has to have run before.
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StepBenchmark {
  @Param({"logistic", "planar", "deep", "mlp-128", "mlp-1024", "elementwise"})
  String data;

  @Param({"F32", "F64"})
  DType precision;

  private Workload workload;

  @Setup
  public void load() {
    String model = data.replaceFirst("-.*", "");
    workload = Workload.of(model, Path.of("target/bench/data", data), precision);
  }

  @Benchmark
  public void value() {
    workload.evaluate(false);
  }

  @Benchmark
  public void valueAndGradient() {
    workload.evaluate(true);
  }
}
