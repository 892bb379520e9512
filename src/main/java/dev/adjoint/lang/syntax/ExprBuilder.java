package dev.adjoint.lang.syntax;

import dev.adjoint.lang.syntax.antlr.AdjointParser;
import dev.adjoint.lang.syntax.antlr.AdjointParser.ArgumentContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.ArgumentsContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.DerivativeContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.ElementContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.ExprContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.GroupContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.ItemContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.ListContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.NegationContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.PartialContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.PipeContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.PostfixContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.RangeContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.SliceContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.TrailerContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.UnaryContext;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.SourceText;
import dev.adjoint.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/// Turns the parse tree of an expression into records.
final class ExprBuilder {
  private final SourceText source;

  ExprBuilder(SourceText source) {
    this.source = source;
  }

  /// @throws AdjointException if what the grammar accepts is no expression all the same
  Expr build(ParseTree tree) {
    ParseTree node = tree;
    while (node.getChildCount() == 1) {
      node = node.getChild(0);
    }
    return switch (node) {
      case TerminalNode leaf -> leaf(leaf.getSymbol());
      case ExprContext c -> conditional(c);
      case PipeContext c -> pipe(c);
      case NegationContext c -> unary(UnaryOperator.NOT, c, c.NOT(), c.negation());
      case UnaryContext c -> unary(UnaryOperator.NEGATE, c, c.MINUS(), c.unary());
      case RangeContext c -> new Expr.Range(build(c.sum(0)), build(c.sum(1)), span(c));
      case PostfixContext c -> trailers(build(c.primary()), c.trailer());
      case GroupContext c -> new Expr.Group(build(c.expr()), span(c));
      case ListContext c -> list(c);
      case ElementContext c -> new Expr.Binding(identifier(c.NAME()), build(c.expr()), span(c));
      case DerivativeContext c -> derivative(c);
      // What remains are the levels of binary operators.
      case ParserRuleContext c -> chain(c);
      default -> throw new IllegalStateException(node.getText());
    };
  }

  Optional<Expr> buildIfPresent(ParseTree tree) {
    return Optional.ofNullable(tree).map(this::build);
  }

  List<Expr> build(List<? extends ParseTree> trees) {
    return trees.stream().map(this::build).toList();
  }

  Identifier identifier(TerminalNode name) {
    return new Identifier(name.getText(), span(name));
  }

  Span span(ParserRuleContext context) {
    return span(context.getStart(), context.getStop());
  }

  Span span(TerminalNode leaf) {
    return span(leaf.getSymbol(), leaf.getSymbol());
  }

  Span span(Token first, Token last) {
    return new Span(source, first.getStartIndex(), last.getStopIndex() + 1);
  }

  private Expr leaf(Token token) {
    Span span = Tokens.span(source, token);
    return switch (token.getType()) {
      case AdjointParser.NUMBER -> number(token.getText(), span);
      case AdjointParser.STRING -> StringReader.read(span);
      default -> new Expr.Name(token.getText(), span);
    };
  }

  private static Expr number(String text, Span span) {
    double value = Double.parseDouble(text.replace("_", ""));
    if (Double.isInfinite(value)) {
      throw new AdjointException(
          SyntaxCode.BAD_NUMBER
              .at(span, "this number is too large")
              .note("the largest that f64 holds is about 1.8e308"));
    }
    return new Expr.Number(value, text, span);
  }

  private Expr conditional(ExprContext c) {
    return new Expr.Conditional(build(c.expr(0)), build(c.expr(1)), build(c.expr(2)), span(c));
  }

  private Expr pipe(PipeContext c) {
    Expr value = build(c.disjunction(0));
    for (int i = 1; i < c.disjunction().size(); i++) {
      Expr function = build(c.disjunction(i));
      value = new Expr.Pipe(value, function, value.span().to(function.span()));
    }
    return value;
  }

  private Expr unary(
      UnaryOperator operator, ParserRuleContext c, TerminalNode sign, ParseTree operand) {
    return new Expr.Unary(operator, span(sign), build(operand), span(c));
  }

  /// `a + b - c`, operands and operators in turn, grouped to the left. A power has one operator,
  /// and its right operand holds the next.
  private Expr chain(ParserRuleContext c) {
    Expr left = build(c.getChild(0));
    for (int i = 1; i < c.getChildCount(); i += 2) {
      Token sign = ((TerminalNode) c.getChild(i)).getSymbol();
      Expr right = build(c.getChild(i + 1));
      Span span = left.span().to(right.span());
      left = new Expr.Binary(operator(sign), Tokens.span(source, sign), left, right, span);
    }
    return left;
  }

  private static BinaryOperator operator(Token sign) {
    return switch (sign.getType()) {
      case AdjointParser.POWER, AdjointParser.STARS -> BinaryOperator.POWER;
      case AdjointParser.MATMUL -> BinaryOperator.MATMUL;
      case AdjointParser.TIMES -> BinaryOperator.TIMES;
      case AdjointParser.OVER -> BinaryOperator.OVER;
      case AdjointParser.PLUS -> BinaryOperator.PLUS;
      case AdjointParser.MINUS -> BinaryOperator.MINUS;
      case AdjointParser.EQUAL -> BinaryOperator.EQUAL;
      case AdjointParser.UNEQUAL -> BinaryOperator.UNEQUAL;
      case AdjointParser.LESS -> BinaryOperator.LESS;
      case AdjointParser.LESS_EQUAL -> BinaryOperator.LESS_EQUAL;
      case AdjointParser.GREATER -> BinaryOperator.GREATER;
      case AdjointParser.GREATER_EQUAL -> BinaryOperator.GREATER_EQUAL;
      case AdjointParser.AND -> BinaryOperator.AND;
      case AdjointParser.OR -> BinaryOperator.OR;
      default -> throw new IllegalStateException(sign.getText());
    };
  }

  private Expr trailers(Expr base, List<TrailerContext> trailers) {
    Expr value = base;
    for (TrailerContext c : trailers) {
      Span span = new Span(source, value.span().start(), c.getStop().getStopIndex() + 1);
      if (c.NAME() != null) {
        boolean isTranspose = c.NAME().getText().equals("T");
        value =
            isTranspose
                ? new Expr.Transpose(value, span)
                : new Expr.Field(value, identifier(c.NAME()), span);
      } else if (c.items() != null) {
        value = new Expr.Index(value, c.items().item().stream().map(this::item).toList(), span);
      } else {
        value = new Expr.Call(value, arguments(c.arguments()), span);
      }
    }
    return value;
  }

  private List<Argument> arguments(ArgumentsContext c) {
    var arguments = new ArrayList<Argument>();
    if (c == null) {
      return arguments;
    }
    Optional<Identifier> named = Optional.empty();
    for (ArgumentContext a : c.argument()) {
      Optional<Identifier> name = Optional.ofNullable(a.NAME()).map(this::identifier);
      if (name.isEmpty() && named.isPresent()) {
        throw new AdjointException(
            SyntaxCode.ARGUMENT_ORDER
                .at(span(a), "this argument needs a name, or a place further left")
                .label(named.get().span(), "from here on, arguments have names")
                .help("first the arguments that are known by their place, then `name = value`"));
      }
      named = name;
      arguments.add(new Argument(name, build(a.expr()), span(a)));
    }
    return arguments;
  }

  private Expr.Item item(ItemContext c) {
    if (c.slice() == null) {
      return new Expr.At(build(c.expr()));
    }
    SliceContext slice = c.slice();
    return new Expr.Slice(
        buildIfPresent(c.expr()), buildIfPresent(slice.stop), buildIfPresent(slice.step), span(c));
  }

  private Expr list(ListContext c) {
    List<Expr> items = build(c.element());
    if (c.comprehension() == null) {
      return new Expr.ListLiteral(items, span(c));
    }
    var clause = c.comprehension();
    return new Expr.Comprehension(
        items.getFirst(),
        identifier(clause.NAME()),
        build(clause.expr(0)),
        buildIfPresent(clause.expr(1)),
        span(c));
  }

  private Expr derivative(DerivativeContext c) {
    if (c.group().isEmpty()) {
      return new Expr.Derivative(partial(c.partial(0)), wrt(c.partial(1)), span(c));
    }
    return new Expr.Derivative(build(c.group(0).expr()), build(c.group(1).expr()), span(c));
  }

  private Expr partial(PartialContext c) {
    if (c.trailer().isEmpty() && c.group() != null) {
      return build(c.group().expr());
    }
    return trailers(build(c.getChild(0)), c.trailer());
  }

  private Expr wrt(PartialContext c) {
    Expr wrt = partial(c);
    if (wrt instanceof Expr.Transpose transpose) {
      String whole = span(c.getParent()).text();
      String derivative = whole.substring(0, whole.lastIndexOf('.')).strip();
      throw new AdjointException(
          SyntaxCode.AMBIGUOUS_DERIVATIVE
              .at(transpose.span(), "`.T` could belong to the derivative or to what it is taken by")
              .help("for the transposed derivative, write `(" + derivative + ").T`"));
    }
    return wrt;
  }
}
