package dev.adjoint.lang.derive;

import dev.adjoint.lang.check.Builtin;
import dev.adjoint.lang.check.Builtins;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.check.Value;
import dev.adjoint.lang.syntax.Block;
import dev.adjoint.lang.syntax.Expr;
import dev.adjoint.lang.syntax.Identifier;
import dev.adjoint.lang.syntax.Param;
import dev.adjoint.lang.syntax.Statement;
import dev.adjoint.source.Span;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.TensorText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The lines of a program that some of its names need, in its author's own words: the declarations
/// that they follow from, and no actions.
final class Excerpt {
  // A word that is no field: the `w` of `w.T`, and the `L` of `1..L`.
  private static final Pattern WORD =
      Pattern.compile(
          "(?<![\\p{L}\\p{M}\\p{N}_])(?<!(?<!\\.)\\.)[\\p{L}_][\\p{L}\\p{M}\\p{N}_₀-₉]*");
  private static final Pattern COMMENT = Pattern.compile("#[^\\n]*");
  private static final Set<String> ACTIONS =
      Builtins.rows().stream()
          .filter(Builtin::isAction)
          .map(Builtin::name)
          .collect(Collectors.toSet());

  private final Script script;
  private final Set<String> needed;
  private final Set<Statement> kept = new HashSet<>();

  private Excerpt(Script script, Set<String> needed) {
    this.script = script;
    this.needed = new HashSet<>(needed);
  }

  static Excerpt of(Script script, Set<String> needed) {
    Excerpt excerpt = new Excerpt(script, needed);
    while (excerpt.grow()) {
      // what is needed needs more
    }
    return excerpt;
  }

  private boolean grow() {
    boolean grown = false;
    for (Statement statement : script.program().statements().reversed()) {
      if (!kept.contains(statement) && isNeeded(statement)) {
        kept.add(statement);
        Set<String> own = locals(statement);
        words(text(statement)).filter(word -> !own.contains(word)).forEach(needed::add);
        grown = true;
      }
    }
    return grown;
  }

  private boolean isNeeded(Statement statement) {
    return switch (statement) {
      case Statement.Import _ -> true; // nobody knows what it declares
      case Statement.Same same -> needed.contains(same.dim().name());
      default -> !isAction(statement) && names(statement).anyMatch(needed::contains);
    };
  }

  /// The names that a function or a layer has for itself.
  private static Set<String> locals(Statement statement) {
    return switch (statement) {
      case Statement.FnDecl s -> locals(s.params(), s.body());
      case Statement.LayerDecl s ->
          locals(Stream.concat(s.constructor().stream(), s.apply().stream()).toList(), s.body());
      default -> Set.of();
    };
  }

  private static Set<String> locals(List<Param> params, Block body) {
    return Stream.concat(
            params.stream().map(param -> param.name().name()),
            body.statements().stream().flatMap(Excerpt::names))
        .collect(Collectors.toSet());
  }

  /// The names in a text, but for those of fields.
  static Stream<String> words(String text) {
    return WORD.matcher(COMMENT.matcher(text).replaceAll("")).results().map(MatchResult::group);
  }

  /// The names that the kept lines declare or use.
  Set<String> names() {
    return needed;
  }

  /// The lines.
  String text() {
    List<String> lines = new ArrayList<>();
    boolean hasPrecision =
        script.program().statements().stream().anyMatch(Statement.Precision.class::isInstance);
    if (hasPrecision || script.dtype() != DType.F64) {
      lines.add("precision " + script.dtype());
    }
    if (script.seed() != 0) {
      lines.add("seed " + script.seed());
    }
    script.program().statements().stream()
        .filter(kept::contains)
        .map(this::text)
        .forEach(lines::add);
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private String text(Statement statement) {
    if (statement instanceof Statement.OptionDecl option) {
      return option(option);
    }
    Span span = statement.span();
    StringBuilder text = new StringBuilder(span.text());
    actionsIn(statement).reversed().forEach(action -> cut(text, action, span.start()));
    return text.toString();
  }

  /// With the value that the command line may have given it.
  private String option(Statement.OptionDecl option) {
    Value value = script.names().get(option.name().name());
    String head = "option " + option.name() + " = ";
    if (value instanceof Value.Tensor(var node)
        && node.op() instanceof dev.adjoint.graph.Constant(var number)
        && number.shape().rank() == 0
        && option.fallback() instanceof Expr.Number written
        && number.item() != written.value()) {
      return head + TensorText.number(number.item(), number.dtype());
    }
    if (value instanceof Value.Text text && text.constant().isPresent()) {
      return head + '"' + text.constant().get().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
    return option.span().text();
  }

  /// Cuts an action out of a block, with its line if it stands alone there.
  private static void cut(StringBuilder text, Span action, int offset) {
    int start = action.start() - offset;
    int end = action.end() - offset;
    int line = text.lastIndexOf("\n", start - 1) + 1;
    int next = text.indexOf("\n", end);
    boolean alone =
        line > 0
            && next >= 0
            && text.substring(line, start).isBlank()
            && COMMENT.matcher(text.substring(end, next)).replaceAll("").isBlank();
    text.delete(alone ? line : start, alone ? next + 1 : end);
  }

  /// The actions in the blocks of a statement, in order.
  private static List<Span> actionsIn(Statement statement) {
    List<Span> actions = new ArrayList<>();
    for (Block block : blocks(statement)) {
      for (Statement inner : block.statements()) {
        if (isAction(inner)) {
          actions.add(inner.span());
        } else {
          actions.addAll(actionsIn(inner));
        }
      }
    }
    return actions;
  }

  private static List<Block> blocks(Statement statement) {
    return switch (statement) {
      case Statement.For loop -> List.of(loop.body());
      case Statement.If choice ->
          Stream.concat(
                  choice.branches().stream().map(Statement.Branch::body),
                  choice.otherwise().stream())
              .toList();
      default -> List.of();
    };
  }

  private static boolean isAction(Statement statement) {
    return switch (statement) {
      case Statement.ExpressionStatement _,
          Statement.Expect _,
          Statement.Check _,
          Statement.Repeat _,
          Statement.Every _,
          Statement.Update _ ->
          true;
      case Statement.Assign assign ->
          assign.value() instanceof Expr.Call call
              && call.callee() instanceof Expr.Name name
              && ACTIONS.contains(name.name());
      default -> false;
    };
  }

  /// What a statement declares at top level, or may.
  private static Stream<String> names(Statement statement) {
    return switch (statement) {
      case Statement.DimDecl s -> s.names().stream().map(Identifier::name);
      case Statement.OptionDecl s -> Stream.of(s.name().name());
      case Statement.DataDecl s -> Stream.of(s.name().name());
      case Statement.ParamDecl s -> Stream.of(s.name().name());
      case Statement.FnDecl s -> Stream.of(s.name().name());
      case Statement.LayerDecl s -> Stream.of(s.name().name());
      case Statement.Assign s -> isAction(s) ? Stream.of() : Stream.of(s.target().name().name());
      case Statement.For _, Statement.If _ ->
          blocks(statement).stream()
              .flatMap(block -> block.statements().stream())
              .flatMap(Excerpt::names);
      default -> Stream.of();
    };
  }
}
