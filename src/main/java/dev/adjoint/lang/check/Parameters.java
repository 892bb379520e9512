package dev.adjoint.lang.check;

import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.TensorType;
import dev.adjoint.lang.syntax.Expr;
import dev.adjoint.lang.syntax.Statement;
import dev.adjoint.source.AdjointException;
import java.util.List;
import java.util.TreeMap;

/// What `param` declares.
final class Parameters {
  private Parameters() {}

  /// Declares a parameter, or a family of them.
  ///
  /// @param layer whose body the declaration stands in, or null
  static void declare(Expressions expressions, Statement.ParamDecl s, Value.Layer layer) {
    String name = s.name().name();
    Value value =
        s.family().isPresent()
            ? family(expressions, s, layer, s.family().get())
            : parameter(expressions, s, layer, name);
    expressions.scope().declare(name, value, s.name().span());
    if (layer != null) {
      layer.parameters().put(name, value);
    }
  }

  private static Value family(
      Expressions expressions,
      Statement.ParamDecl s,
      Value.Layer layer,
      Statement.FamilyIndex index) {
    String name = s.name().name();
    TreeMap<Integer, Value> members = new TreeMap<>();
    int first = expressions.known().integer(index.first(), "the first index");
    int last = expressions.known().integer(index.last(), "the last index");
    for (int i = first; i <= last; i++) {
      Scope turn = expressions.scope().block();
      Value number = new Value.Tensor(expressions.elaboration().number(i));
      turn.declare(index.variable().name(), number, index.variable().span());
      members.put(i, parameter(expressions.in(turn), s, layer, name + "[" + i + "]"));
    }
    return new Value.Family(name, members);
  }

  /// The parameter of this name: a new one, or the one that this layer has already.
  private static Value parameter(
      Expressions expressions, Statement.ParamDecl s, Value.Layer layer, String name) {
    List<Dim> dims = expressions.known().shape(s.shape());
    Value known = layer == null ? null : layer.parameters().get(name);
    if (known instanceof Value.Tensor(Node node)) {
      if (!node.type().matches(dims)) {
        throw LangCode.DECLARED_SHAPE.thrown(
            s.shape().span(),
            "`%s` is %s since its layer was first applied, and would have to be %s here"
                .formatted(node.label(), node.type(), TensorType.print(dims)),
            "all applications of a layer share its parameters; construct another for other sizes");
      }
      return known;
    }
    Elaboration elaboration = expressions.elaboration();
    String full =
        elaboration.unique(layer == null ? name : layer.name().orElseThrow() + "." + name);
    TensorType type = new TensorType(elaboration.dtype, dims);
    Node node =
        elaboration.build(s.name().span(), () -> Node.of(new Parameter(full, type))).named(full);
    elaboration.definitions.put(node, new Definition.OfGraph(start(expressions, s, type, full)));
    Value value = new Value.Tensor(node);
    if (layer != null) {
      layer.parameters().put(name, value);
    }
    return value;
  }

  /// The first value of a parameter.
  private static Node start(
      Expressions expressions, Statement.ParamDecl s, TensorType type, String stream) {
    Expr init =
        s.init()
            .orElseThrow(
                () ->
                    LangCode.MISSING_ARGUMENT.thrown(
                        s.span(),
                        "`" + s.name() + "` has no first value",
                        "`= zeros` or `= normal(0, 0.01)` behind the shape gives it one"));
    Value value = expressions.of(init);
    if (value instanceof Value.BuiltIn(Builtin row)) {
      value = row.call(expressions.invocation(row, List.of(), init.span()));
    }
    if (value instanceof Value.Initial(Value.Filler filler)) {
      return expressions.elaboration().build(init.span(), () -> filler.fill(type, stream));
    }
    Node node = expressions.node(value, init.span());
    Declarations.requireFixed("the first value of a parameter", node, init.span());
    if (node.rank() != 0 && !node.type().matches(type.dims())) {
      throw new AdjointException(
          LangCode.DECLARED_SHAPE
              .at(
                  init.span(),
                  "`%s` is declared %s, and its first value is %s"
                      .formatted(s.name(), type, node.type()))
              .label(s.shape().span(), "declared here"));
    }
    return expressions.elaboration().build(init.span(), () -> Broadcast.to(node, type.dims()));
  }
}
