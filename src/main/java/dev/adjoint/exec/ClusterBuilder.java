package dev.adjoint.exec;

import dev.adjoint.exec.Sized.Kind;
import dev.adjoint.exec.kernel.Body;
import dev.adjoint.exec.kernel.Kernel;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Unary;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Makes one [Cluster] of a group of nodes: the straight-line code of its kernel, and where its
/// operands lie.
final class ClusterBuilder {
  /// What is read from outside: elements of a slot.
  private record Source(int root, Packing packing) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Source that
          && root == that.root
          && packing.start() == that.packing.start()
          && Arrays.equals(packing.sizes(), that.packing.sizes())
          && Arrays.equals(packing.strides(), that.packing.strides());
    }

    @Override
    public int hashCode() {
      return 31 * root + Arrays.hashCode(packing.strides());
    }
  }

  private final Sized sized;
  private final Partition partition;
  private final Slots slots;
  private final int[] places;
  private final Shape domain;
  private final DType dtype;
  private final Map<Source, Integer> loads = new HashMap<>();
  private final List<Source> sources = new ArrayList<>();
  private final Map<Double, Integer> constants = new HashMap<>();
  private final List<Body.Instruction> instructions = new ArrayList<>();
  private final int[] values; // by place: the number of a member's value
  private int locals;

  /// @param values room for numbers of values, by place
  private ClusterBuilder(
      Sized sized, Partition partition, Slots slots, int[] places, int[] values) {
    this.sized = sized;
    this.partition = partition;
    this.slots = slots;
    this.places = places;
    this.values = values;
    this.domain = sized.domain(places[0]);
    this.dtype = sized.dtype(places[0]);
  }

  static Cluster build(Sized sized, Partition partition, Slots slots, int[] places, int[] values) {
    return new ClusterBuilder(sized, partition, slots, places, values).build();
  }

  private Cluster build() {
    for (int place : places) {
      for (int i = 0; i < sized.reads(place); i++) {
        load(place, i);
      }
    }
    for (int place : places) {
      if (sized.kinds[place] == Kind.ELEMENTWISE) {
        values[place] = compute(place);
      }
    }
    List<Integer> stores = new ArrayList<>();
    List<Cluster.Operand> targets = new ArrayList<>();
    for (int place : places) {
      if (sized.kinds[place] == Kind.ELEMENTWISE && partition.isStored(place)) {
        stores.add(values[place]);
        targets.add(new Cluster.InPlace(slots.of(place), 0, false));
      }
    }
    List<Cluster.Operand> origins = new ArrayList<>();
    List<Body.Load> kinds = new ArrayList<>();
    for (Source source : sources) {
      Cluster.Operand operand = operand(source);
      origins.add(operand);
      kinds.add(
          operand instanceof Cluster.InPlace(_, _, boolean isScalar) && isScalar
              ? Body.Load.SCALAR
              : Body.Load.ELEMENTS);
    }
    List<Cluster.Taken> reductions = reductions(kinds, stores, targets);
    Kernel kernel = Kernel.of(new Body(dtype, kinds, instructions, stores));
    return new Cluster(places, dtype, domain.count(), kernel, origins, targets, reductions);
  }

  private void load(int place, int index) {
    int operand = sized.read(place, index);
    if (!partition.isWithin(place, operand) && scalar(operand) == null) {
      Source source = source(place, operand);
      if (loads.putIfAbsent(source, sources.size()) == null) {
        sources.add(source);
      }
    }
  }

  private Source source(int place, int operand) {
    View copied = sized.copied(place);
    View view = copied != null ? copied : sized.view(operand);
    Shape shape = sized.domain(place);
    int[] axes = IntStream.range(0, shape.rank()).filter(axis -> shape.size(axis) != 1).toArray();
    return new Source(
        view.root(),
        Packing.of(
            view.start(),
            Arrays.stream(axes).map(shape::size).toArray(),
            Arrays.stream(axes).map(axis -> view.strides()[axis]).toArray()));
  }

  /// The one number of a constant; null if it is none, or has several.
  private Tensor scalar(int operand) {
    Tensor constant = sized.constant(sized.root(operand));
    return constant != null && constant.shape().count() == 1 ? constant : null;
  }

  private Cluster.Operand operand(Source source) {
    Packing packing = source.packing;
    int slot = slots.of(source.root);
    if (packing.isContiguous()) {
      return new Cluster.InPlace(slot, packing.start(), false);
    }
    return packing.isScalar()
        ? new Cluster.InPlace(slot, packing.start(), true)
        : new Cluster.Packed(slot, packing, locals++);
  }

  private int compute(int place) {
    if (sized.copied(place) != null) {
      return value(place, 0);
    }
    Node node = sized.node(place);
    return add(
        switch (node.op()) {
          case Unary(var function) -> new Body.Unary(function, value(place, 0));
          case Binary(var function) -> new Body.Binary(function, value(place, 0), value(place, 1));
          case Select _ -> new Body.Select(value(place, 0), value(place, 1), value(place, 2));
          default -> throw new IllegalStateException(node + " is no arithmetic");
        });
  }

  private int add(Body.Instruction instruction) {
    instructions.add(instruction);
    return sources.size() + instructions.size() - 1;
  }

  /// The number of the value that a member reads.
  private int value(int place, int index) {
    int operand = sized.read(place, index);
    if (partition.isWithin(place, operand)) {
      return values[sized.root(operand)];
    }
    Tensor constant = scalar(operand);
    return constant == null
        ? loads.get(source(place, operand))
        : constants.computeIfAbsent(constant.at(0), value -> add(new Body.Constant(value)));
  }

  private List<Cluster.Taken> reductions(
      List<Body.Load> kinds, List<Integer> stores, List<Cluster.Operand> targets) {
    List<Cluster.Taken> reductions = new ArrayList<>();
    for (int place : places) {
      if (sized.node(place).op() instanceof Reduce reduce && sized.kinds[place] == Kind.REDUCE) {
        int operand = operandOf(value(place, 0), kinds, stores, targets);
        Reduction reduction = reduction(reduce, sized.domain(place));
        int results = slots.add(new Slot.Passing(DType.F64, reduction.room()));
        reductions.add(new Cluster.Taken(operand, reduction, results, slots.of(place)));
      }
    }
    return reductions;
  }

  /// The operand of the kernel that holds the elements of a value: one is made if there is none.
  private int operandOf(
      int value, List<Body.Load> kinds, List<Integer> stores, List<Cluster.Operand> targets) {
    if (value < kinds.size() && kinds.get(value) == Body.Load.ELEMENTS) {
      return value;
    }
    if (!stores.contains(value)) {
      stores.add(value);
      targets.add(new Cluster.Local(locals++));
    }
    return kinds.size() + stores.indexOf(value);
  }

  private static Reduction reduction(Reduce reduce, Shape shape) {
    int[] axes = IntStream.range(0, shape.rank()).filter(axis -> shape.size(axis) != 1).toArray();
    boolean[] reduced = new boolean[axes.length];
    for (int i = 0; i < axes.length; i++) {
      reduced[i] = reduce.axes().contains(axes[i]);
    }
    return new Reduction(
        reduce.function(), Arrays.stream(axes).map(shape::size).toArray(), reduced, Cluster.BLOCK);
  }
}
