package dev.adjoint.exec;

import dev.adjoint.graph.Node;
import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The programs that were compiled lately, by what they compute: whoever asks for the value of one
/// node again and again gets one program, with its plans. They go when memory is short.
final class Compiled {
  private static final int MOST = 32;

  private static SoftReference<Latest> latest = new SoftReference<>(new Latest());

  private record Key(List<Node> outputs, Map<Node, Node> updates) {}

  private static final class Latest extends LinkedHashMap<Key, Program> {
    private static final long serialVersionUID = 1L;

    Latest() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, Program> eldest) {
      return size() > MOST;
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
      programs().put(key, made);
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
