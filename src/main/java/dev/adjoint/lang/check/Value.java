package dev.adjoint.lang.check;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.TensorType;
import dev.adjoint.lang.syntax.Statement;
import dev.adjoint.nn.Optimizer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What a name or an expression of a program stands for while the graph is built.
public sealed interface Value {
  /// How a message names this kind of value: `a list`.
  String kind();

  /// A tensor: a node of the graph.
  record Tensor(Node node) implements Value {
    @Override
    public String kind() {
      return node.rank() == 0 ? "a number" : "a tensor " + node.type();
    }
  }

  /// A declared dimension, or a local one of a signature.
  record Dimension(Dim dim) implements Value {
    @Override
    public String kind() {
      return "a dimension";
    }
  }

  /// The sizes that a declared dimension may take: `n in 1..6`.
  record Sizes(String dim, int first, int last) implements Value {
    @Override
    public String kind() {
      return "a range of sizes";
    }
  }

  /// A text; values in it are filled in when it is shown.
  record Text(List<Piece> pieces) implements Value {
    @Override
    public String kind() {
      return "a text";
    }

    /// The text, if there is nothing in it to fill in.
    public Optional<String> constant() {
      StringBuilder text = new StringBuilder();
      for (Piece piece : pieces) {
        if (!(piece instanceof Literal literal)) {
          return Optional.empty();
        }
        text.append(literal.text());
      }
      return Optional.of(text.toString());
    }

    /// The values that are filled in.
    public Stream<Node> values() {
      return pieces.stream()
          .flatMap(
              piece ->
                  switch (piece) {
                    case Slot(Node node, _) -> Stream.of(node);
                    case Literal _ -> Stream.empty();
                  });
    }

    static Text of(String text) {
      return new Text(List.of(new Literal(text)));
    }
  }

  /// A part of a text.
  sealed interface Piece {}

  /// Characters that stand for themselves.
  record Literal(String text) implements Piece {}

  /// A tensor to be shown in a format.
  record Slot(Node node, NumberFormat format) implements Piece {}

  /// A list. Where a tensor is wanted, a list of equal shapes is one; always the same node, so that
  /// one can differentiate by it.
  final class Items implements Value {
    private final List<Value> values;
    private final String name; // or null
    private Node tensor;

    Items(List<Value> values) {
      this(values, null);
    }

    Items(List<Value> values, String name) {
      this.values = List.copyOf(values);
      this.name = name;
    }

    public List<Value> values() {
      return values;
    }

    Optional<String> name() {
      return Optional.ofNullable(name);
    }

    Optional<Node> tensor() {
      return Optional.ofNullable(tensor);
    }

    Node tensor(Node made) {
      tensor = made;
      return made;
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /// `W[1], W[2], …`: values under one name and a static index.
  record Family(String name, TreeMap<Integer, Value> members) implements Value {
    @Override
    public String kind() {
      return "a family " + name + "[…]";
    }
  }

  /// Values by name: what an action like `train` gives.
  record Fields(String what, Map<String, Value> values) implements Value {
    @Override
    public String kind() {
      return "a " + what;
    }
  }

  /// A function of the language itself.
  record BuiltIn(Builtin row) implements Value {
    @Override
    public String kind() {
      return "the function `" + row.name() + "`";
    }
  }

  /// A `fn`, with the names that were visible where it stands.
  record Function(Statement.FnDecl declaration, Scope home) implements Value {
    @Override
    public String kind() {
      return "the function `" + declaration.name() + "`";
    }
  }

  /// A `layer`, not constructed yet.
  record LayerKind(Statement.LayerDecl declaration, Scope home) implements Value {
    @Override
    public String kind() {
      return "the layer `" + declaration.name() + "`";
    }
  }

  /// A constructed layer. Its parameters come into being when it is first applied, since only then
  /// are all sizes known, and are shared by every later application.
  final class Layer implements Value {
    private final Statement.LayerDecl declaration;
    private final Scope constructed;
    private final Layer owner; // in whose body it was constructed, or null
    private final Map<String, Value> parameters = new LinkedHashMap<>();
    private final Map<String, Layer> inner = new HashMap<>();
    private String name;

    Layer(Statement.LayerDecl declaration, Scope constructed, Layer owner) {
      this.declaration = declaration;
      this.constructed = constructed;
      this.owner = owner;
    }

    Statement.LayerDecl declaration() {
      return declaration;
    }

    Scope constructed() {
      return constructed;
    }

    Map<String, Value> parameters() {
      return parameters;
    }

    /// The parameters by their names in the layer, once it has been applied.
    public Map<String, Value> fields() {
      return java.util.Collections.unmodifiableMap(parameters);
    }

    /// The layers that its body constructs, by the place in the body: the first application makes
    /// them, and all others share them.
    Map<String, Layer> inner() {
      return inner;
    }

    Optional<String> name() {
      return Optional.ofNullable(name);
    }

    /// The first name that is given to a layer stays; one within another is called after both.
    void name(String given, UnaryOperator<String> unique) {
      if (name == null) {
        name = unique.apply(owner == null ? given : owner.name + "." + given);
      }
    }

    @Override
    public String kind() {
      return "a layer `" + declaration.name() + "`";
    }
  }

  /// A way to fill a tensor whose shape somebody else knows: `normal(0, 0.01)`.
  record Initial(Filler filler) implements Value {
    @Override
    public String kind() {
      return "an initialiser";
    }
  }

  /// Fills a type with numbers; `stream` names the random numbers.
  @FunctionalInterface
  interface Filler {
    Node fill(TensorType type, String stream);
  }

  /// `adam(rate = 0.001)`.
  record Optimiser(Optimizer optimizer) implements Value {
    @Override
    public String kind() {
      return "an optimiser";
    }
  }

  /// What an action without a result gives.
  record Nothing() implements Value {
    @Override
    public String kind() {
      return "nothing";
    }
  }

  /// The value of a statement that was wrong. Whatever needs it is passed over in silence: its
  /// author has been told of the cause.
  record Unknown() implements Value {
    @Override
    public String kind() {
      return "an unknown value";
    }
  }
}
