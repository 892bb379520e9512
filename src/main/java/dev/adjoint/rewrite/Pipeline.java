package dev.adjoint.rewrite;

import dev.adjoint.graph.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Passes one after the other; neighbours that are [LocalPass]es in one walk.
public record Pipeline(List<Pass> passes) implements Pass {
  /// What changes no bit of any result.
  public static final Pipeline EXACT =
      new Pipeline(
          List.of(new FoldConstants(), new FoldIdentities(), new FoldTransposes(), new Share()));

  public Pipeline {
    passes = List.copyOf(passes);
  }

  /// The passes, and those of pipelines among them, in order.
  public List<Pass> single() {
    return passes.stream()
        .flatMap(pass -> pass instanceof Pipeline inner ? inner.single().stream() : Stream.of(pass))
        .toList();
  }

  @Override
  public Rewriting apply(Graph graph) {
    Rewriting all = Rewriting.none(graph);
    List<LocalPass> together = new ArrayList<>();
    for (Pass pass : passes) {
      if (pass instanceof LocalPass local) {
        together.add(local);
      } else {
        all = all.then(rest -> inOneWalk(rest, together)).then(pass);
        together.clear();
      }
    }
    return all.then(rest -> inOneWalk(rest, together));
  }

  private static Rewriting inOneWalk(Graph graph, List<LocalPass> passes) {
    return passes.isEmpty()
        ? Rewriting.none(graph)
        : Rewriting.of(graph, passes.stream().map(pass -> pass.rule(graph)).toArray(Rule[]::new));
  }
}
