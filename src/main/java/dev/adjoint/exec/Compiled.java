package dev.adjoint.exec;

import dev.adjoint.graph.Node;
import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The programs that were compiled lately, by what they compute: whoever asks for the value of one
/// node again and again gets one program, with its plans. They go when memory is short.
///
/// Of large programs only the latest is kept: a collector copies what lives, and many that nobody asks
/// for again would take more time than they save.
final class Compiled {
  private static final int MOST = 32;
  private static final long MOST_NODES = 100_000; // of all that are kept, unless one has more

  private static SoftReference<Latest> latest = new SoftReference<>(new Latest());

  private record Key(List<Node> outputs, Map<Node, Node> updates) {}

  private static final class Latest extends LinkedHashMap<Key, Program> {
    private static final long serialVersionUID = 1L;

    Latest() {
      super(16, 0.75f, true);
    }

    private long nodes() {
      return values().stream().mapToLong(Program::nodes).sum();
    }

    void add(Key key, Program program) {
      put(key, program);
      while (size() > MOST || size() > 1 && nodes() > MOST_NODES) {
        pollFirstEntry();
      }
    }
  }

  private Compiled() {}

  /// The program of these outputs and updates: the one at hand, or the one that `compile` makes.
  static Program of(List<Node> outputs, Map<Node, Node> updates, Supplier<Program> compile) {
    Key key = new Key(List.copyOf(outputs), new LinkedHashMap<>(updates));
    synchronized (Compiled.class) {
      Program known = programs().get(key);
      if (known != null) {
        return known;
      }
    }
    Program made = compile.get(); // which may take long: others need not wait
    synchronized (Compiled.class) {
      programs().add(key, made);
    }
    return made;
  }

  private static Latest programs() {
    Latest programs = latest.get();
    if (programs == null) {
      programs = new Latest();
      latest = new SoftReference<>(programs);
    }
    return programs;
  }
}
