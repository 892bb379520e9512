package dev.adjoint.lang.run;

import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Declared;
import dev.adjoint.lang.check.Partial;
import dev.adjoint.lang.check.Value;
import dev.adjoint.lang.syntax.Block;
import dev.adjoint.lang.syntax.Expr;
import dev.adjoint.lang.syntax.Identifier;
import dev.adjoint.lang.syntax.Param;
import dev.adjoint.lang.syntax.Statement;
import dev.adjoint.source.Span;
import dev.adjoint.trace.Unknown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The values that a wrong program says how to compute and that it does not have, with what their
/// formulas name: as text, for there is no graph of them.
final class Losses {
  private static final int MOST = 60; // who has more begins at the first
  private static final int MEMBERS = 6; // of a family whose index is not known
  private static final Pattern REFERENCE =
      Pattern.compile("(?<![\\p{L}\\p{N}_.])[\\p{L}_][\\p{L}\\p{N}_₀-₉]*(?:\\[-?\\d+])?");
  private static final Pattern NO_CODE = Pattern.compile("#[^\\n]*|\"[^\"\\n]*\"");

  private final Map<String, Value> names;
  private final Map<String, Node> tensors;
  private final Map<String, String> lost = new HashMap<>(); // with what their boxes are called
  private final List<Unknown> unknowns = new ArrayList<>();

  private Losses(Partial partial) {
    this.names = partial.script().names();
    this.tensors = partial.script().tensors();
    partial.failures().forEach(this::add);
  }

  static List<Unknown> of(Partial partial) {
    return List.copyOf(new Losses(partial).unknowns);
  }

  private void add(Partial.Failure failure) {
    List<String> declared = failure.names();
    if (declared.isEmpty() && failure.problem() == null || unknowns.size() == MOST) {
      return; // an action that cannot be carried out is no value
    }
    String name = declared.isEmpty() ? "" : declared.getFirst();
    Span span = formula(failure.statement());
    Set<Node> operands = new LinkedHashSet<>();
    Set<String> missing = new LinkedHashSet<>();
    for (String word : words(span)) {
      List<Node> known = known(word);
      String gone = known.isEmpty() ? lost.getOrDefault(word, lost.get(base(word))) : null;
      if (gone != null) {
        missing.add(gone);
      }
      // Of a member that is not there the others are not what it is made of.
      boolean isAny = known.isEmpty() && (gone == null || word.equals(base(word)));
      operands.addAll(isAny ? members(base(word)) : known);
    }
    unknowns.add(
        new Unknown(
            name,
            text(failure.statement(), span),
            span,
            failure.problem(),
            List.copyOf(operands),
            List.copyOf(missing)));
    for (String one : declared) {
      lost.putIfAbsent(one, name);
      lost.putIfAbsent(base(one), name);
    }
  }

  /// What says how a statement's value is computed.
  private static Span formula(Statement statement) {
    Optional<Expr> value =
        switch (statement) {
          case Statement.Assign s -> Optional.of(s.value());
          case Statement.DataDecl s -> s.value();
          case Statement.ParamDecl s -> s.init();
          case Statement.OptionDecl s -> Optional.of(s.fallback());
          default -> Optional.empty();
        };
    return value.map(Expr::span).orElse(statement.span());
  }

  /// The formula in a line; of a loop or a choice what stands before its block.
  private static String text(Statement statement, Span span) {
    boolean hasBlock = statement instanceof Statement.For || statement instanceof Statement.If;
    int end = hasBlock ? span.text().indexOf('{') : -1;
    String text = end < 0 ? span.text() : span.text().substring(0, end) + "{ … }";
    return text.strip().replaceAll("\\s+", " ");
  }

  private static String base(String word) {
    return word.replaceAll("\\[.*", "");
  }

  /// The tensors that a word of a formula stands for: itself, or the parameters of a layer.
  private List<Node> known(String word) {
    return Stream.of(word, base(word))
        .filter(tensors::containsKey)
        .findFirst()
        .map(name -> List.of(tensors.get(name)))
        .orElseGet(() -> beginning(word + ".").toList());
  }

  /// The first members of a family, of whose index the text says nothing.
  private List<Node> members(String family) {
    return beginning(family + "[").limit(MEMBERS).toList();
  }

  private Stream<Node> beginning(String prefix) {
    return tensors.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .map(Map.Entry::getValue);
  }

  /// The names in a text, and in the functions and layers that it calls.
  private Set<String> words(Span span) {
    Set<String> found = new LinkedHashSet<>();
    Set<String> entered = new HashSet<>();
    List<Text> open = new ArrayList<>(List.of(new Text(span, Set.of())));
    while (!open.isEmpty()) {
      Text text = open.removeFirst();
      for (String word : text.words()) {
        found.add(word);
        if (entered.add(word)) {
          called(word).ifPresent(open::add);
        }
      }
    }
    return found;
  }

  private Optional<Text> called(String name) {
    Value value = names.get(name);
    if (value instanceof Value.Function(var fn, _)) {
      return Optional.of(Text.of(fn.body(), fn.params()));
    }
    if (value instanceof Value.LayerKind(var layer, _)) {
      List<Param> params = new ArrayList<>(layer.constructor());
      params.addAll(layer.apply());
      return Optional.of(Text.of(layer.body(), params));
    }
    return Optional.empty();
  }

  /// A text, and the names that mean something else in it.
  private record Text(Span span, Set<String> own) {
    static Text of(Block body, List<Param> params) {
      Set<String> own = new HashSet<>();
      params.forEach(param -> own.add(param.name().name()));
      body.statements().stream()
          .flatMap(statement -> Declared.by(statement).stream())
          .map(Identifier::name)
          .forEach(own::add);
      return new Text(body.span(), own);
    }

    List<String> words() {
      return REFERENCE
          .matcher(NO_CODE.matcher(span.text()).replaceAll(" "))
          .results()
          .map(match -> match.group())
          .filter(word -> !own.contains(base(word)))
          .toList();
    }
  }
}
