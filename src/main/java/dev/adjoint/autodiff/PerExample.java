package dev.adjoint.autodiff;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.GraphError;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.Walk;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import java.util.ArrayList;
import java.util.List;

/// What each example contributes to a sum over examples: of a gradient, the per-example gradients.
///
/// A gradient of a cost that is a sum or a mean over examples is a sum over examples itself, made by
/// a reduction or a matrix product along their dimension: `dw = X @ dZ.T`. Here that last step is left
/// undone, so all contributions come of one sweep, and nothing is computed twice:
///
/// - They add up to the whole. Of a mean over `m` examples each contribution has its factor `1/m`.
/// - What depends on no example, a penalty on weights, is shared by all equally.
/// - Where one example's contribution depends on another example, as behind a normalisation over the
///   batch, there is no such sum, and that is an error.
public final class PerExample {
  private PerExample() {}

  /// The contributions to `total`.
  ///
  /// @param over the name of the dimension that counts the examples, `m`
  /// @return `[m, …]`, where `…` is the shape of `total`
  /// @throws AdjointException if `total` is no sum over examples, naming the node at which they meet
  public static Node of(Node total, String over) {
    Graph graph = Graph.of(total);
    Dim examples = examples(graph, total, over);
    Separation separation = new Separation(examples, over);
    List<Separation.Part> parts = new ArrayList<>();
    return Walk.through(
        walk -> {
          for (Node node : graph.nodes()) {
            walk.to(node);
            List<Separation.Part> operands =
                node.operands().stream().map(operand -> parts.get(graph.place(operand))).toList();
            parts.add(
                node.op() instanceof Leaf
                    ? separation.ofLeaf(node)
                    : separation.of(node, operands));
          }
          walk.to(total);
          Node terms = terms(total, parts.get(graph.place(total)), separation, over);
          return Reshape.to(terms, new Lift(examples).in(total.type().dims()));
        });
  }

  private static Dim examples(Graph graph, Node total, String over) {
    for (Node node : graph.nodes()) {
      for (Dim dim : node.type().dims()) {
        if (dim.name().filter(over::equals).isPresent()) {
          return dim;
        }
      }
    }
    throw GraphError.NOT_A_SUM.thrown(
        "nothing that this is computed of has the dimension `" + over + "`", List.of(total));
  }

  private static Node terms(Node total, Separation.Part part, Separation separation, String over) {
    return switch (part) {
      case Separation.Sum(Node terms) -> terms;
      case Separation.Same _ -> separation.shares(total);
      case Separation.Own(int axis) ->
          throw new AdjointException(
              GraphError.NOT_A_SUM.of(
                  "this is no sum over `%s`: along axis %d it has a part for each example already"
                      .formatted(over, axis),
                  List.of(total)));
      case Separation.Mixed(Node by) -> throw mixed(by, over);
    };
  }

  private static AdjointException mixed(Node by, String over) {
    Diagnostic diagnostic =
        GraphError.NOT_A_SUM.of(
            "what one example of `%s` contributes cannot be told, for it depends on the others"
                .formatted(over),
            List.of(by));
    return new AdjointException(
        by.origin()
            .place()
            .map(
                place ->
                    diagnostic.label(place, "the examples meet in `%s`".formatted(by.op().name())))
            .orElse(diagnostic.note("the examples meet in " + by))
            .help("the cost has to be a sum, or a mean, of what each example costs by itself"));
  }
}
