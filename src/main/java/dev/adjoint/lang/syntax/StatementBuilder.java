package dev.adjoint.lang.syntax;

import dev.adjoint.lang.syntax.antlr.AdjointParser.ActionContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.BlockContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.BranchContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.CheckContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.DataContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.DimContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.EveryContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.ExpectContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.FnContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.ForLoopContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.IfChainContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.ImportFileContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.LayerContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.OptionContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.ParamContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.ParamsContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.PrecisionContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.RepeatContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.ResultContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.ReturnValueContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.SameContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.SeedContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.ShapeContext;
import dev.adjoint.lang.syntax.antlr.AdjointParser.StatementContext;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Turns the parse tree of a statement into records.
final class StatementBuilder {
  private final ExprBuilder exprs;

  StatementBuilder(ExprBuilder exprs) {
    this.exprs = exprs;
  }

  /// @throws AdjointException if what the grammar accepts is no statement all the same
  Statement build(StatementContext tree) {
    Span span = exprs.span(tree);
    return switch (tree) {
      case PrecisionContext c -> new Statement.Precision(exprs.identifier(c.NAME()), span);
      case SeedContext c -> new Statement.Seed(exprs.build(c.expr()), span);
      case DimContext c ->
          new Statement.DimDecl(c.NAME().stream().map(exprs::identifier).toList(), span);
      case SameContext c ->
          new Statement.Same(exprs.identifier(c.NAME()), exprs.build(c.expr()), span);
      case OptionContext c ->
          new Statement.OptionDecl(exprs.identifier(c.NAME()), exprs.build(c.expr()), span);
      case ImportFileContext c -> importFile(c, span);
      case DataContext c ->
          new Statement.DataDecl(
              exprs.identifier(c.NAME()), shape(c.shape()), exprs.buildIfPresent(c.expr()), span);
      case ParamContext c -> param(c, span);
      case FnContext c -> fn(c, span);
      case LayerContext c ->
          new Statement.LayerDecl(
              exprs.identifier(c.NAME()),
              params(c.params(0)),
              params(c.params(1)),
              result(c.result()),
              block(c.block()),
              span);
      case ReturnValueContext c -> new Statement.Return(exprs.build(c.expr()), span);
      case ForLoopContext c ->
          new Statement.For(
              exprs.identifier(c.NAME()), exprs.build(c.expr()), block(c.block()), span);
      case IfChainContext c ->
          new Statement.If(
              c.branch().stream().map(this::branch).toList(),
              Optional.ofNullable(c.block()).map(this::block),
              span);
      case RepeatContext c ->
          new Statement.Repeat(
              exprs.build(c.expr()),
              Optional.ofNullable(c.NAME()).map(exprs::identifier),
              block(c.block()),
              span);
      case EveryContext c -> new Statement.Every(exprs.build(c.expr()), block(c.block()), span);
      case ExpectContext c -> expect(c, span);
      case CheckContext c ->
          new Statement.Check(
              exprs.build(c.range(0)), exprs.build(c.range(1)), exprs.span(c.EQUAL()), span);
      case ActionContext c -> action(c, span);
      default -> throw new IllegalStateException(tree.getText());
    };
  }

  private Block block(BlockContext c) {
    return new Block(c.statement().stream().map(this::build).toList(), exprs.span(c));
  }

  private Statement.Branch branch(BranchContext c) {
    return new Statement.Branch(exprs.build(c.expr()), block(c.block()));
  }

  private Statement importFile(ImportFileContext c, Span span) {
    Span pathSpan = exprs.span(c.STRING());
    String path =
        StringReader.read(pathSpan)
            .constant()
            .orElseThrow(
                () ->
                    new AdjointException(
                        SyntaxCode.BAD_STRING
                            .at(pathSpan, "the path of an import holds no values")
                            .note("what a program consists of is known before it runs")));
    return new Statement.Import(path, pathSpan, span);
  }

  private Statement param(ParamContext c, Span span) {
    Optional<Statement.FamilyIndex> family =
        Optional.ofNullable(c.family())
            .map(
                f ->
                    new Statement.FamilyIndex(
                        exprs.identifier(f.NAME()),
                        exprs.build(f.sum(0)),
                        exprs.build(f.sum(1)),
                        exprs.span(f)));
    return new Statement.ParamDecl(
        exprs.identifier(c.NAME()), family, shape(c.shape()), exprs.buildIfPresent(c.expr()), span);
  }

  private Statement fn(FnContext c, Span span) {
    Block body;
    if (c.block() != null) {
      body = block(c.block());
    } else {
      Expr value = exprs.build(c.expr());
      body = new Block(List.of(new Statement.Return(value, value.span())), value.span());
    }
    return new Statement.FnDecl(
        exprs.identifier(c.NAME()), params(c.params()), result(c.result()), body, span);
  }

  private List<Param> params(ParamsContext c) {
    return c.formal().stream()
        .map(
            f ->
                new Param(
                    exprs.identifier(f.NAME()),
                    Optional.ofNullable(f.shape()).map(this::shape),
                    exprs.buildIfPresent(f.expr()),
                    exprs.span(f)))
        .toList();
  }

  private Optional<ShapeExpr> result(ResultContext c) {
    return Optional.ofNullable(c).map(r -> shape(r.shape()));
  }

  /// What other languages call a kind of number.
  private static final Set<String> TYPES =
      Set.of(
          "float", "double", "int", "bool", "str", "list", "Tensor", "tensor", "array", "f32",
          "f64");

  private ShapeExpr shape(ShapeContext c) {
    Span span = exprs.span(c);
    if (c.NAME() != null && !c.NAME().getText().equals("scalar")) {
      String name = c.NAME().getText();
      if (TYPES.contains(name)) {
        throw new AdjointException(
            SyntaxCode.BAD_SHAPE
                .at(span, "`" + name + "` is a type, and a shape is wanted")
                .note("all numbers of a program have one precision: see `precision f32`")
                .help("write `scalar` for one number, `[n]` for a vector; in `fn f(x)`, nothing"));
      }
      throw new AdjointException(
          SyntaxCode.BAD_SHAPE
              .at(span, "`" + name + "` is not a shape")
              .note("a shape is a list of dimensions, such as `[n, 1]`, or `scalar`")
              .help("for a vector of " + name + " numbers, write `[" + name + "]`"));
    }
    return new ShapeExpr(exprs.build(c.expr()), span);
  }

  private Statement expect(ExpectContext c, Span span) {
    String sign = c.relation().getText();
    for (Statement.Relation relation : Statement.Relation.values()) {
      if (relation.symbol().equals(sign)) {
        return new Statement.Expect(
            exprs.build(c.range(0)),
            relation,
            exprs.span(c.relation()),
            exprs.build(c.range(1)),
            exprs.buildIfPresent(c.range(2)),
            span);
      }
    }
    throw new IllegalStateException(sign);
  }

  private Statement action(ActionContext c, Span span) {
    Expr left = exprs.build(c.pipe());
    if (c.expr() == null) {
      return new Statement.ExpressionStatement(left);
    }
    Expr value = exprs.build(c.expr());
    return c.ASSIGN() != null
        ? new Statement.Assign(Targets.ofAssign(left), value, span)
        : new Statement.Update(Targets.ofUpdate(left), value, span);
  }
}
