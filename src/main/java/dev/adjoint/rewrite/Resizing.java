package dev.adjoint.rewrite;

import dev.adjoint.graph.Along;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Gather;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Iota;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Pad;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.Permute;
import dev.adjoint.graph.Random;
import dev.adjoint.graph.Range;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.Scatter;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Size;
import dev.adjoint.graph.Slice;
import dev.adjoint.graph.TensorType;
import dev.adjoint.graph.Unary;
import dev.adjoint.tensor.DType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A graph for other sizes of its dimensions. All shapes are proved again, so a formula that fits
/// only the sizes it was written for, because a number in it happens to be one of them, is refused.
public final class Resizing {
  private final Map<String, Dim> dims;
  private final Optional<DType> precision;
  private final Map<Node, Node> images = new HashMap<>();

  private Resizing(Graph graph, Map<String, Dim> dims, Optional<DType> precision) {
    this.dims = dims;
    this.precision = precision;
    for (Node node : graph.nodes()) {
      List<Node> operands = node.operands().stream().map(images::get).toList();
      images.put(node, Node.of(resize(node.op()), operands).from(node.origin()));
    }
  }

  /// The graph where these names are those dims.
  ///
  /// @throws dev.adjoint.source.AdjointException if it does not fit them
  public static Resizing of(Graph graph, Map<String, Dim> dims) {
    return new Resizing(graph, dims, Optional.empty());
  }

  /// The graph where these names are those dims, and all numbers are of one precision.
  ///
  /// @throws dev.adjoint.source.AdjointException if it does not fit them
  public static Resizing of(Graph graph, Map<String, Dim> dims, DType precision) {
    return new Resizing(graph, dims, Optional.of(precision));
  }

  /// The node that stands for a node of the old graph.
  public Node image(Node node) {
    return images.get(node);
  }

  private Op resize(Op op) {
    return switch (op) {
      case Input input -> new Input(input.name(), resize(input.type()));
      case Parameter parameter -> new Parameter(parameter.name(), resize(parameter.type()));
      case Size size -> new Size(resize(size.dim()), precision.orElse(size.dtype()));
      case Random random ->
          new Random(random.distribution(), random.seed(), random.stream(), resize(random.type()));
      case Iota iota -> new Iota(iota.axis(), resize(iota.type()));
      case Broadcast broadcast -> new Broadcast(resize(broadcast.dims()));
      case Reshape reshape -> new Reshape(resize(reshape.dims()));
      case Slice slice -> new Slice(ranges(slice.ranges()));
      case Pad pad -> new Pad(ranges(pad.ranges()), resize(pad.dims()));
      case Scatter scatter -> new Scatter(scatter.axis(), resize(scatter.size()));
      case Constant constant ->
          precision.isEmpty() ? constant : new Constant(constant.value().as(precision.get()));
      case Unary _,
          Binary _,
          Select _,
          Reduce _,
          Along _,
          Permute _,
          Concat _,
          Gather _,
          Contract _ ->
          op;
    };
  }

  private Dim resize(Dim dim) {
    return dim.names().isEmpty() ? dim : dim.substitute(dims);
  }

  private List<Dim> resize(List<Dim> all) {
    return all.stream().map(this::resize).toList();
  }

  private TensorType resize(TensorType type) {
    return new TensorType(precision.orElse(type.dtype()), resize(type.dims()));
  }

  private List<Range> ranges(List<Range> ranges) {
    return ranges.stream()
        .map(range -> new Range(resize(range.start()), range.step(), resize(range.count())))
        .toList();
  }
}
