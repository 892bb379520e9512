package dev.adjoint.interpret;

import dev.adjoint.graph.Random;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;

/// Random numbers without state: element `i` of a stream is a function of the seed, the stream's
/// name and `i`.
///
/// The counter is mixed by the finaliser of SplitMix64 (Steele, Lea and Flood 2014, with Stafford's
/// constants), which passes BigCrush on consecutive counters. Normals come from pairs of uniforms by
/// Box and Muller's transform, with [StrictMath], so that they are the same on every machine.
final class CounterRandom {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private CounterRandom() {}

  static Tensor draw(Random random, Shape shape) {
    long key = mix(mix(random.seed() + GOLDEN) ^ hash(random.stream()));
    return switch (random.distribution()) {
      case UNIFORM -> uniform(random.type().dtype(), shape, key);
      case NORMAL -> Tensor.generate(random.type().dtype(), shape, i -> normal(key, i));
    };
  }

  // The nearest float of a double just below 1 is 1: what lies beyond 24 bits is cut off.
  private static Tensor uniform(DType dtype, Shape shape, long key) {
    return switch (dtype) {
      case F64 -> Tensor.generate(dtype, shape, i -> uniform(key, i));
      case F32 ->
          Tensor.generate(dtype, shape, i -> Math.floor(uniform(key, i) * 0x1p24) * 0x1p-24);
    };
  }

  /// A multiple of 2^-53 below 1.
  private static double uniform(long key, long counter) {
    return (mix(key + (counter + 1) * GOLDEN) >>> 11) * 0x1p-53;
  }

  private static double normal(long key, int i) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(key, 2L * i)));
    return radius * StrictMath.cos(2 * Math.PI * uniform(key, 2L * i + 1));
  }

  private static long hash(String stream) {
    long hash = 0;
    for (int i = 0; i < stream.length(); i++) {
      hash = mix(hash + stream.charAt(i) + GOLDEN);
    }
    return hash;
  }

  private static long mix(long z) {
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
