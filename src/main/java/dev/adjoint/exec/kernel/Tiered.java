package dev.adjoint.exec.kernel;

import dev.adjoint.tensor.DType;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.PriorityBlockingQueue;

/// A body run in the way that pays by now: interpreted when it is new, by generated scalar code when
/// it has done some work, by generated vector code when it has done a lot.
///
/// Code is generated on a thread of its own, and run there, on numbers that nobody needs, until the
/// JVM has compiled it: before that, scalar code is some times slower than what is interpreted here,
/// and vector code some hundred times. All ways give the same bits, so the moment at which one takes
/// over does not matter.
final class Tiered implements Kernel {
  /// Work, in instructions times elements, from which scalar code is worth making.
  private static final long WARM = 200_000;

  /// Work from which vector code is.
  private static final long HOT = 50_000_000;

  /// Longer bodies are graphs of scalars, which are run a few times.
  private static final int LONGEST = 2_000;

  private static final int KEPT = 256;

  private static final long PATIENCE = 10_000_000_000L; // nanoseconds to compile code in

  private static final Map<Body, Tiered> LATEST =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Body, Tiered> eldest) {
          return size() > KEPT;
        }
      };

  private final Body body;
  private final int scratch; // for one element: no other way needs more
  private volatile Kernel current;
  private long work; // a guess: threads may overwrite what others add
  private long goal = WARM; // when the next way is asked for

  private Tiered(Body body) {
    Kernel interpreted = Interpreted.of(body);
    this.body = body;
    this.current = interpreted;
    this.scratch = interpreted.scratch(1);
  }

  static Kernel of(Body body) {
    if (body.instructions().size() > LONGEST) {
      return Interpreted.of(body);
    }
    synchronized (LATEST) {
      return LATEST.computeIfAbsent(body, Tiered::new);
    }
  }

  @Override
  public int scratch(int elements) {
    return Math.multiplyExact(scratch, elements);
  }

  @Override
  public void run(Object[] arrays, int[] starts, int length, Object scratch) {
    current.run(arrays, starts, length, scratch);
    work += (long) length * body.instructions().size();
    if (work > goal) {
      ask();
    }
  }

  private synchronized void ask() {
    if (goal == WARM) {
      goal = HOT;
      Background.run(new Background.Task(0, () -> tryOut(Generated.scalar(body))));
    } else if (goal == HOT) {
      goal = Long.MAX_VALUE;
      Background.run(new Background.Task(body.instructions().size(), this::vectors));
    }
  }

  private void vectors() {
    if (VectorModule.isPresent()) {
      tryOut(Generated.vectors(body));
    }
  }

  private void tryOut(Kernel kernel) {
    if (Warming.of(body).makesFaster(kernel, current, PATIENCE)) {
      current = kernel;
    }
  }

  /// The thread on which code is made.
  private static final class Background {
    private static final PriorityBlockingQueue<Task> TASKS =
        new PriorityBlockingQueue<>(16, Comparator.comparingInt(Task::effort));

    /// What is little effort is done first.
    record Task(int effort, Runnable action) {}

    static {
      Thread.ofPlatform().daemon().name("adjoint-kernels").start(Background::work);
    }

    static void run(Task task) {
      TASKS.add(task);
    }

    private static void work() {
      while (true) {
        try {
          TASKS.take().action().run();
        } catch (InterruptedException _) {
          // nobody's: the thread belongs to us
        } catch (RuntimeException | LinkageError e) {
          // the body stays as it is run now
          System.getLogger(Kernel.class.getName())
              .log(System.Logger.Level.WARNING, "code could not be made, and is interpreted", e);
        }
      }
    }
  }

  /// Numbers to run a body on until it is quick.
  record Warming(Object[] arrays, int[] starts, Body body) {
    private static final int CALLS = 500; // the JVM compiles what was called some thousand times
    private static final int FEW = 32; // elements of a call, which is slow until then

    static Warming of(Body body) {
      Object[] arrays = new Object[body.loads().size() + body.stores().size()];
      for (int k = 0; k < arrays.length; k++) {
        arrays[k] = array(body.dtype(), TILE);
      }
      return new Warming(arrays, new int[arrays.length], body);
    }

    private static Object array(DType dtype, int size) {
      return dtype == DType.F64 ? new double[size] : new float[size];
    }

    /// Runs one kernel until it is faster than another, if that comes.
    ///
    /// @param patience for how many nanoseconds at least
    boolean makesFaster(Kernel kernel, Kernel than, long patience) {
      Object scratch = array(body.dtype(), Math.max(kernel.scratch(TILE), than.scratch(TILE)));
      long mark = Long.MAX_VALUE;
      long start = System.nanoTime();
      do {
        for (int i = 0; i < CALLS; i++) {
          kernel.run(arrays, starts, FEW, scratch);
        }
        mark = Math.min(mark, time(than, scratch));
        if (time(kernel, scratch) < mark) {
          return true;
        }
      } while (System.nanoTime() - start < patience);
      return false;
    }

    private long time(Kernel kernel, Object scratch) {
      long start = System.nanoTime();
      kernel.run(arrays, starts, TILE, scratch);
      return System.nanoTime() - start;
    }
  }
}
