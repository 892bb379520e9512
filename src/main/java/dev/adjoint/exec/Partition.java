package dev.adjoint.exec;

import dev.adjoint.exec.Sized.Kind;
import dev.adjoint.graph.Node;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which nodes are computed together: a step is one product, one operation that is left to the
/// interpreter, or a group of arithmetic and reductions over one domain, the shape they run through
/// (without its axes of 1).
///
/// Every node has a level: one more than what it must wait for, the same as what it can be computed
/// along with. Nodes of one domain on one level are one group, forward and backward alike, so a
/// value that several of them read is read once; and as whatever leads from group to group leads to
/// a higher level, steps in the order of their levels find their operands ready.
///
/// Then what nobody on its own level needs sinks to the level where it is needed, unless that would
/// only store its operand in its place: the slope `1 - A^2` of tanh is computed where it is used.
final class Partition {
  private static final int NONE = -1;
  private static final int SEVERAL = -2;

  private record Key(int domain, DType dtype, int level) {}

  private final Sized sized;
  private final int[] levels;
  private final int[] groups; // by place; NONE for what has no step
  private final int[] domains;
  private final Map<Shape, Integer> domainNumbers = new HashMap<>();
  private final Map<Key, Integer> numbers = new HashMap<>();
  private final boolean[] stored; // by place: whether the value is needed outside of its group
  private final boolean[] wanted; // by place: whether it is an output's
  private int count;
  private Key latest;
  private int latestNumber;

  Partition(Sized sized) {
    this.sized = sized;
    this.levels = new int[sized.count()];
    this.groups = new int[sized.count()];
    this.domains = new int[sized.count()];
    this.stored = new boolean[sized.count()];
    this.wanted = new boolean[sized.count()];
    domainNumbers.put(Shape.SCALAR, 0);
    for (Node output : sized.graph.outputs()) {
      wanted[sized.root(sized.graph.place(output))] = true;
    }
    for (int place = 0; place < groups.length; place++) {
      assign(place);
    }
    if (count > 1) {
      sink();
      Arrays.fill(stored, false);
    }
    for (int place = 0; place < groups.length; place++) {
      mark(place);
    }
  }

  /// A step's nodes, by their places in ascending order.
  record Group(int level, int[] places) {}

  /// All groups, in an order in which they can be computed.
  List<Group> groups() {
    int[] sizes = new int[count];
    for (int group : groups) {
      if (group != NONE) {
        sizes[group]++;
      }
    }
    int[][] places = new int[count][];
    Arrays.setAll(places, group -> new int[sizes[group]]);
    int[] filled = new int[count];
    for (int place = 0; place < groups.length; place++) {
      int group = groups[place];
      if (group != NONE) {
        places[group][filled[group]++] = place;
      }
    }
    List<Group> all = new ArrayList<>();
    for (int[] members : places) {
      if (members.length > 0) {
        all.add(new Group(levels[members[0]], members));
      }
    }
    all.sort((a, b) -> Integer.compare(a.level, b.level)); // stable
    return all;
  }

  /// Whether a node's value is needed outside of its group.
  boolean isStored(int place) {
    return stored[place];
  }

  /// Whether an operand's value is computed in the same group, element by element.
  boolean isWithin(int place, int operand) {
    int root = sized.root(operand);
    return groups[root] == groups[place] && canJoin(place, operand);
  }

  private void assign(int place) {
    Kind kind = sized.kinds[place];
    groups[place] = NONE;
    if (kind == Kind.LEAF || kind == Kind.CONSTANT || kind == Kind.VIEW) {
      return;
    }
    domains[place] = domain(sized.domain(place));
    int level = 0;
    for (int i = 0; i < sized.reads(place); i++) {
      level = Math.max(level, after(place, sized.read(place, i)));
    }
    levels[place] = level;
    groups[place] =
        kind == Kind.ELEMENTWISE || kind == Kind.REDUCE
            ? number(new Key(domains[place], sized.dtype(place), level))
            : count++;
  }

  // Neighbours are mostly of one group.
  private int number(Key key) {
    if (!key.equals(latest)) {
      latest = key;
      latestNumber = numbers.computeIfAbsent(key, _ -> count++);
    }
    return latestNumber;
  }

  private int domain(Shape shape) {
    return shape.rank() == 0
        ? 0
        : domainNumbers.computeIfAbsent(squeezed(shape), _ -> domainNumbers.size());
  }

  static Shape squeezed(Shape shape) {
    return Shape.of(Arrays.stream(shape.sizes()).filter(size -> size != 1).toArray());
  }

  /// The level on which an operand's value can be used.
  private int after(int place, int operand) {
    int root = sized.root(operand);
    return switch (sized.kinds[root]) {
      case LEAF, CONSTANT -> 0;
      case ELEMENTWISE -> canJoin(place, operand) ? levels[root] : levels[root] + 1;
      case REDUCE, PRODUCT, OTHER -> levels[root] + 1;
      case VIEW -> throw new IllegalStateException("a view of a view");
    };
  }

  /// Whether a node could be computed together with its operand.
  private boolean canJoin(int place, int operand) {
    int root = sized.root(operand);
    Kind kind = sized.kinds[place];
    return sized.kinds[root] == Kind.ELEMENTWISE
        && sized.copied(place) == null
        && (kind == Kind.ELEMENTWISE || kind == Kind.REDUCE)
        && domains[root] == domains[place]
        && sized.isWhole(operand)
        && sized.dtype(root) == sized.dtype(place);
  }

  // Backwards, so that what a node sinks with has sunk before it.
  private void sink() {
    int[] users = new int[groups.length]; // the one group that uses a value
    int[] uses = new int[groups.length];
    Arrays.fill(users, NONE);
    for (int place = 0; place < groups.length; place++) {
      mark(place);
      for (int i = 0; groups[place] != NONE && i < sized.reads(place); i++) {
        uses[sized.root(sized.read(place, i))]++;
      }
    }
    for (int place = groups.length - 1; place >= 0; place--) {
      if (groups[place] == NONE) {
        continue;
      }
      boolean sinks =
          sized.kinds[place] == Kind.ELEMENTWISE
              && users[place] >= 0
              && users[place] != groups[place]
              && !wanted[place]
              && isCheaper(place, uses);
      if (sinks) {
        groups[place] = users[place];
        stored[place] = false;
      }
      for (int i = 0; i < sized.reads(place); i++) {
        int operand = sized.read(place, i);
        int root = sized.root(operand);
        boolean joins = canJoin(place, operand);
        users[root] =
            joins && (users[root] == NONE || users[root] == groups[place])
                ? groups[place]
                : SEVERAL;
        stored[root] |= sinks && groups[root] != groups[place] && uses[root] > 1;
      }
    }
    relevel();
  }

  private boolean isCheaper(int place, int[] uses) {
    for (int i = 0; i < sized.reads(place); i++) {
      int operand = sized.read(place, i);
      int root = sized.root(operand);
      if (canJoin(place, operand) && !stored[root] && uses[root] > 1) {
        return false;
      }
    }
    return true;
  }

  /// Those that sank are on the level of their new group.
  private void relevel() {
    int[] ofGroup = new int[count];
    for (int place = 0; place < groups.length; place++) {
      if (groups[place] != NONE) {
        ofGroup[groups[place]] = Math.max(ofGroup[groups[place]], levels[place]);
      }
    }
    for (int place = 0; place < groups.length; place++) {
      if (groups[place] != NONE) {
        levels[place] = ofGroup[groups[place]];
      }
    }
  }

  private void mark(int place) {
    stored[place] |= wanted[place] || sized.kinds[place] != Kind.ELEMENTWISE;
    for (int i = 0; groups[place] != NONE && i < sized.reads(place); i++) {
      int operand = sized.read(place, i);
      if (!isWithin(place, operand)) {
        stored[sized.root(operand)] = true;
      }
    }
  }
}
