package dev.adjoint.rewrite.algebra;

import dev.adjoint.graph.Binary;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Broadcasting;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.TensorType;
import dev.adjoint.graph.Unary;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The nodes of one walk with the forms that they were written from. Equal operations on the same
/// operands are one node here, and so are equal sums, whatever the order of their terms: what is to
/// cancel has to be recognised.
///
/// A node with a name is an atom: its form is itself, and whatever computes the same is replaced by
/// it.
final class Algebra {
  private static final int LARGEST_WEIGHT = 1000;

  private record Key(Op op, List<Node> operands) {}

  private final Map<Key, Node> nodes = new HashMap<>();
  private final Map<Node, Form> forms = new HashMap<>();
  private final Map<Set<Term>, Node> sums = new HashMap<>();
  private final Map<Node, Integer> weights = new HashMap<>();

  static boolean isNamed(Node node) {
    return node.origin().name() != null;
  }

  /// The one node that computes what this one does: itself, if it is the first.
  Node keep(Node node) {
    return isNamed(node)
        ? node
        : nodes.computeIfAbsent(new Key(node.op(), List.copyOf(node.operands())), _ -> node);
  }

  /// The one node for this operation.
  Node make(Op op, Node... operands) {
    return make(op, List.of(operands));
  }

  Node make(Op op, List<Node> operands) {
    return nodes.computeIfAbsent(new Key(op, operands), _ -> Node.of(op, operands));
  }

  /// The node for this operation, if there is one already.
  Optional<Node> find(Op op, Node... operands) {
    return Optional.ofNullable(nodes.get(new Key(op, List.of(operands))));
  }

  /// From now on this node stands for all that computes the same.
  void takes(Node named) {
    if (named.op() instanceof Leaf) {
      return;
    }
    Node twin = nodes.put(new Key(named.op(), List.copyOf(named.operands())), named);
    if (twin != null && form(twin).terms().size() > 1) {
      sums.put(Set.copyOf(form(twin).terms()), named);
    }
  }

  Node constant(TensorType type, double value) {
    return broadcast(literal(type, value), type.dims());
  }

  private Node literal(TensorType type, double value) {
    return make(new Constant(Tensor.full(type.dtype(), Shape.SCALAR, value)));
  }

  Node broadcast(Node x, List<Dim> dims) {
    Node made = Broadcast.to(x, dims);
    return made == x ? x : make(made.op(), x);
  }

  /// A function of each element: of what is repeated, it is computed once and then repeated.
  Node elementwise(Node node) {
    List<Node> narrow = node.operands().stream().map(Algebra::unspread).toList();
    Node widest = narrow.getFirst();
    for (Node operand : narrow) {
      widest = fits(operand, widest) ? operand : widest;
    }
    List<Dim> dims = widest.type().dims();
    Node wide = widest;
    boolean isSpread =
        narrow.stream().allMatch(operand -> fits(wide, operand))
            && !node.type().dims().equals(dims);
    if (!isSpread) {
      return keep(node);
    }
    Node once = make(node.op(), narrow.stream().map(operand -> broadcast(operand, dims)).toList());
    return write(Form.of(once), node.type());
  }

  /// What is repeated, of a node that only repeats it.
  static Node unspread(Node node) {
    Node narrow = node;
    while (narrow.op() instanceof Broadcast && !isNamed(narrow)) {
      narrow = narrow.operand(0);
    }
    return narrow;
  }

  /// What a node is in terms of atoms.
  Form form(Node node) {
    Form known = forms.get(node);
    if (known != null) {
      return known;
    }
    boolean isNumber =
        !isNamed(node)
            && node.op() instanceof Constant(var value)
            && value.shape().rank() == 0
            && Double.isFinite(value.item());
    Form form = isNumber ? Form.of(((Constant) node.op()).value().item()) : Form.of(node);
    forms.put(node, form);
    return form;
  }

  /// How much there is to read in a node.
  int weight(Node node) {
    Integer known = weights.get(node);
    if (known != null) {
      return known;
    }
    int weight = 1;
    boolean isAtom = isNamed(node) || node.op() instanceof Leaf;
    if (!isAtom) {
      weight = isInvisible(node.op()) ? 0 : 1;
      for (Node operand : node.operands()) {
        weight += weight(operand);
      }
    }
    weights.put(node, Math.min(weight, LARGEST_WEIGHT));
    return weights.get(node);
  }

  private static boolean isInvisible(Op op) {
    return op instanceof Broadcast
        || op instanceof Unary(var function) && function == UnaryFunction.NEG;
  }

  /// The sum as one factor, for a product that does not distribute over it, with the sign that its
  /// node has to be taken with.
  Term factor(Form sum, TensorType type) {
    if (sum.single().isPresent()) {
      return sum.single().get();
    }
    Node known = sums.get(Set.copyOf(sum.terms()));
    if (known != null) {
      return Term.of(known);
    }
    Node negated = sums.get(Set.copyOf(sum.negate().terms()));
    if (negated != null) {
      return Term.of(negated).negate();
    }
    boolean isNegative = sum.isNegative();
    Form positive = isNegative ? sum.negate() : sum.positiveFirst();
    Node node = add(positive, type);
    forms.put(node, isNamed(node) ? Form.of(node) : positive);
    sums.put(new HashSet<>(positive.terms()), node);
    return isNegative ? Term.of(node).negate() : Term.of(node);
  }

  /// The node of a form, in a shape.
  Node write(Form form, TensorType type) {
    Node node = broadcast(writeNarrow(form, type), type.dims());
    if (!form.equals(Form.of(node))) { // else it is a sum that is known as its terms already
      forms.put(node, isNamed(node) ? Form.of(node) : form);
    }
    return node;
  }

  /// In the shape that its factors have between them.
  private Node writeNarrow(Form form, TensorType type) {
    if (form.isZero()) {
      return literal(type, 0);
    }
    return form.single().isPresent()
        ? product(form.single().get(), type)
        : product(factor(form, type), type);
  }

  private Node add(Form sum, TensorType type) {
    Node node = null;
    for (Term term : sum.terms()) {
      boolean isLess = node != null && term.ratio().isNegative();
      Node next = product(isLess ? term.negate() : term, type);
      BinaryFunction sign = isLess ? BinaryFunction.SUB : BinaryFunction.ADD;
      node = node == null ? next : combine(sign, node, next, type);
    }
    return node;
  }

  /// A term: its number in front, what divides it behind.
  private Node product(Term term, TensorType type) {
    Optional<Node> turned =
        term.ratio().isNegative()
            ? term.factors().keySet().stream().filter(n -> isSum(n, term)).findFirst()
            : Optional.empty();
    if (turned.isPresent()) {
      Node other = add(forms.get(turned.get()).negate().positiveFirst(), type);
      forms.putIfAbsent(other, forms.get(turned.get()).negate());
      return product(term.negate(), turned.get(), other, type);
    }
    return product(term, null, null, type);
  }

  /// Whether a factor is a sum that takes a sign without a trace: `-(a - b)` is `b - a`.
  private boolean isSum(Node node, Term term) {
    Form form = form(node);
    return !isNamed(node)
        && form.terms().size() > 1
        && term.factors().get(node) == 1
        && form.terms().stream().anyMatch(part -> part.ratio().isNegative());
  }

  /// @param old a factor in whose place `now` is written, or null
  private Node product(Term term, Node old, Node now, TensorType type) {
    Ratio size = term.ratio().magnitude();
    boolean isNegative = term.ratio().isNegative();
    Node above = size.numerator() == 1 ? null : literal(type, sign(isNegative, size.numerator()));
    Node below = size.denominator() == 1 ? null : literal(type, size.denominator());
    isNegative &= above == null;
    for (Map.Entry<Node, Integer> factor : term.factors().entrySet()) {
      Node node = factor.getKey() == old ? now : factor.getKey();
      int exponent = factor.getValue();
      Node power = power(node, Math.abs(exponent), type);
      if (exponent < 0) {
        below = times(below, power, type);
      } else {
        above = times(above, isNegative ? negated(power) : power, type);
        isNegative = false;
      }
    }
    if (above == null) {
      above = literal(type, sign(isNegative, 1));
    }
    return below == null ? above : combine(BinaryFunction.DIV, above, below, type);
  }

  private static double sign(boolean isNegative, double number) {
    return isNegative ? -number : number;
  }

  private Node negated(Node x) {
    return make(new Unary(UnaryFunction.NEG), x);
  }

  private Node times(Node product, Node factor, TensorType type) {
    return product == null ? factor : combine(BinaryFunction.MUL, product, factor, type);
  }

  private Node power(Node x, int exponent, TensorType type) {
    return exponent == 1 ? x : combine(BinaryFunction.POW, x, literal(type, exponent), type);
  }

  /// A function of two nodes of any shapes that broadcast to `type`.
  private Node combine(BinaryFunction function, Node a, Node b, TensorType type) {
    List<Dim> dims = fits(a, b) ? a.type().dims() : fits(b, a) ? b.type().dims() : type.dims();
    return make(new Binary(function), broadcast(a, dims), broadcast(b, dims));
  }

  private static boolean fits(Node wide, Node narrow) {
    return Broadcasting.fits(wide.type().dims(), narrow.type().dims());
  }
}
