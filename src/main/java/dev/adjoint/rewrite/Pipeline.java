package dev.adjoint.rewrite;

import dev.adjoint.graph.Graph;
import java.util.List;

/// Passes one after the other.
public record Pipeline(List<Pass> passes) implements Pass {
  /// What changes no bit of any result.
  public static final Pipeline EXACT =
      new Pipeline(
          List.of(new FoldConstants(), new FoldIdentities(), new FoldTransposes(), new Share()));

  public Pipeline {
    passes = List.copyOf(passes);
  }

  @Override
  public Rewriting apply(Graph graph) {
    Rewriting all = Rewriting.none(graph);
    for (Pass pass : passes) {
      all = all.then(pass);
    }
    return all;
  }
}
