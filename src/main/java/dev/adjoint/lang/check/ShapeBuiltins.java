package dev.adjoint.lang.check;

import static dev.adjoint.lang.check.Builtin.Group.NUMBERS;
import static dev.adjoint.lang.check.Builtin.Group.SHAPES;

import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Functions;
import dev.adjoint.graph.Gather;
import dev.adjoint.graph.GraphError;
import dev.adjoint.graph.Iota;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Pad;
import dev.adjoint.graph.Permute;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.Scatter;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Slice;
import dev.adjoint.graph.TensorType;
import dev.adjoint.nn.Initializer;
import java.util.ArrayList;
import java.util.List;

/// Functions that rearrange tensors, and that make them.
final class ShapeBuiltins {
  static final List<Builtin> ROWS =
      List.of(
          Builtin.of(
              "reshape",
              "x, shape",
              SHAPES,
              "the same elements, row by row, in another shape; one -1 stands for what is left",
              i -> i.build(() -> reshape(i.node("x"), i.dims("shape")))),
          Builtin.of(
              "transpose",
              "x, axes = swapped",
              SHAPES,
              "`x.T`, or the axes in another order",
              i ->
                  i.has("axes")
                      ? i.build(() -> Permute.of(i.node("x"), i.integers("axes")))
                      : i.build(() -> i.node("x").transpose())),
          Builtin.of(
              "permute",
              "x, axes",
              SHAPES,
              "the axes in another order",
              i -> i.build(() -> Permute.of(i.node("x"), i.integers("axes")))),
          Builtin.of(
              "pad",
              "x, widths, value = 0",
              SHAPES,
              "x with a border: `widths` has [before, after] for each axis",
              ShapeBuiltins::pad),
          Builtin.of(
              "concat",
              "parts, axis = 0",
              SHAPES,
              "tensors one behind the other along an axis",
              i -> i.build(() -> Concat.of(parts(i), i.integer("axis", 0)))),
          Builtin.of(
              "stack",
              "parts, axis = 0",
              SHAPES,
              "tensors of one shape side by side along a new axis",
              i -> i.build(() -> Concat.stack(parts(i), i.integer("axis", 0)))),
          Builtin.of(
              "broadcast_to",
              "x, shape",
              SHAPES,
              "x repeated to a shape: a scalar, or along its axes of 1",
              i -> i.build(() -> Broadcast.to(i.node("x"), i.dims("shape")))),
          Builtin.of(
              "gather",
              "x, indices, axis = 0",
              SHAPES,
              "the parts of x along an axis that a vector of indices names",
              i -> i.build(() -> gather(i))),
          Builtin.of(
              "scatter",
              "x, indices, size, axis = 0",
              SHAPES,
              "zeros, with the parts of x along an axis added at the places that a vector of"
                  + " indices names; `size` is that of the axis",
              i -> i.build(() -> scatter(i))),
          Builtin.of(
              "one_hot",
              "labels, classes",
              SHAPES,
              "one column for each label, with 1 in the row of the label: [m] or [1, m] to"
                  + " [classes, m]",
              i -> i.build(() -> Functions.oneHot(i.node("labels"), i.dims("classes").getFirst()))),
          Builtin.of(
              "flip",
              "x, axis",
              SHAPES,
              "x with the order along an axis turned round",
              i -> i.build(() -> Slice.flip(i.node("x"), i.integer("axis")))),
          Builtin.of(
              "len",
              "x",
              SHAPES,
              "the length of a list, or of a tensor's first axis",
              ShapeBuiltins::len),
          Builtin.of(
              "arange",
              "count",
              NUMBERS,
              "the numbers from 0 to count - 1, [count]",
              i -> i.build(() -> iota(i, i.dims("count").getFirst()))),
          Builtin.of(
              "linspace",
              "first, last, count",
              NUMBERS,
              "count numbers at equal distances, [count]",
              i -> i.build(() -> linspace(i))),
          filler("zeros", "0 everywhere", _ -> Initializer.zeros()),
          filler("ones", "1 everywhere", _ -> Initializer.ones()),
          Builtin.of(
              "constant",
              "value, shape = the parameter's",
              NUMBERS,
              "one number everywhere",
              i -> filled(i, (type, _, _) -> Broadcast.to(i.node("value"), type.dims()))),
          Builtin.of(
              "uniform",
              "low = 0, high = 1, shape = the parameter's",
              NUMBERS,
              "random numbers from low up to high",
              i -> filled(i, Initializer.uniform(i.node("low", 0), i.node("high", 1)))),
          Builtin.of(
              "normal",
              "mean = 0, sd = 1, shape = the parameter's",
              NUMBERS,
              "random numbers of the normal distribution",
              i -> filled(i, Initializer.normal(i.node("mean", 0), i.node("sd", 1)))),
          filler(
              "he",
              "normal with variance 2 / n_in, for weights [n_out, n_in] before `relu`",
              _ -> Initializer.he()),
          filler(
              "xavier",
              "normal with variance 1 / n_in, for weights [n_out, n_in] before `tanh`",
              _ -> Initializer.xavier()));

  private ShapeBuiltins() {}

  private static Builtin filler(
      String name, String doc, java.util.function.Function<Invocation, Initializer> start) {
    return Builtin.of(
        name, "shape = the parameter's", NUMBERS, doc, i -> filled(i, start.apply(i)));
  }

  /// A tensor, if the call gives a shape; else a way to fill a parameter.
  private static Value filled(Invocation i, Initializer start) {
    long seed = i.elaboration().seed;
    if (!i.has("shape")) {
      return new Value.Initial((type, stream) -> start.initial(type, seed, stream));
    }
    TensorType type = new TensorType(i.elaboration().dtype, i.dims("shape"));
    return i.build(() -> start.initial(type, seed, i.stream()));
  }

  private static List<Node> parts(Invocation i) {
    List<Node> parts = i.nodes("parts");
    if (parts.isEmpty()) {
      throw LangCode.WRONG_KIND.thrown(i.span("parts"), "there is nothing in this list");
    }
    return parts;
  }

  private static Node reshape(Node x, List<Dim> shape) {
    Dim open = Dim.of(-1);
    if (shape.stream().filter(open::equals).count() != 1) {
      return Reshape.to(x, shape);
    }
    Dim others = Dim.product(shape.stream().filter(dim -> !dim.equals(open)).toList());
    Dim rest =
        x.type()
            .count()
            .dividedBy(others)
            .or(() -> quotient(x.type().count(), others))
            .orElseThrow(
                () ->
                    GraphError.RESHAPE_COUNT.thrown(
                        "%s elements cannot be shared out evenly to %s"
                            .formatted(x.type().count(), others),
                        List.of(x)));
    return Reshape.to(x, shape.stream().map(dim -> dim.equals(open) ? rest : dim).toList());
  }

  /// The quotient in numbers, where names do not cancel.
  private static java.util.Optional<Dim> quotient(Dim count, Dim others) {
    boolean known = count.value().isPresent() && others.value().isPresent();
    return known
        ? Dim.of(count.value().getAsInt()).dividedBy(Dim.of(others.value().getAsInt()))
        : java.util.Optional.empty();
  }

  private static Value pad(Invocation i) {
    Node x = i.node("x");
    List<Dim> before = new ArrayList<>();
    List<Dim> after = new ArrayList<>();
    for (Value axis : i.list("widths")) {
      if (axis instanceof Value.Items sides && sides.values().size() == 2) {
        before.add(i.expressions().known().dim(sides.values().get(0), i.span("widths")));
        after.add(i.expressions().known().dim(sides.values().get(1), i.span("widths")));
      }
    }
    if (before.size() != x.rank() || i.list("widths").size() != x.rank()) {
      throw LangCode.WRONG_KIND.thrown(
          i.span("widths"),
          "`widths` has [before, after] for each of the %d axes of x".formatted(x.rank()));
    }
    return i.build(
        () -> {
          Node padded = Pad.of(x, before, after);
          if (!i.has("value")) {
            return padded;
          }
          Node inside = Pad.of(Broadcast.to(x.number(1), x.type().dims()), before, after);
          return Select.of(inside, padded, i.node("value"));
        });
  }

  private static Node gather(Invocation i) {
    return Gather.of(i.node("x"), indices(i), i.integer("axis", 0));
  }

  private static Node scatter(Invocation i) {
    Dim size = i.dims("size").getFirst();
    return Scatter.of(i.node("x"), indices(i), size, i.integer("axis", 0));
  }

  private static Node indices(Invocation i) {
    Node indices = i.node("indices");
    return indices.rank() == 1 ? indices : Reshape.to(indices, List.of(indices.type().count()));
  }

  private static Value len(Invocation i) {
    if (i.value("x") instanceof Value.Items items) {
      return Expressions.tensor(i.elaboration().number(items.values().size()));
    }
    if (i.value("x") instanceof Value.Family family) {
      return Expressions.tensor(i.elaboration().number(family.members().size()));
    }
    Node x = i.node("x");
    if (x.rank() == 0) {
      throw LangCode.WRONG_KIND.thrown(i.span("x"), "a scalar has no length");
    }
    return new Value.Dimension(x.type().dim(0));
  }

  private static Node iota(Invocation i, Dim count) {
    return Node.of(new Iota(0, new TensorType(i.elaboration().dtype, List.of(count))));
  }

  private static Node linspace(Invocation i) {
    Dim count = i.dims("count").getFirst();
    Node first = i.node("first");
    Node step = i.node("last").minus(first).over(first.number(count.minus(Dim.ONE)));
    return iota(i, count).times(step).plus(first);
  }
}
