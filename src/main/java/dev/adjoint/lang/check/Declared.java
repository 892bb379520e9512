package dev.adjoint.lang.check;

import dev.adjoint.lang.syntax.Block;
import dev.adjoint.lang.syntax.Identifier;
import dev.adjoint.lang.syntax.Statement;
import java.util.List;
import java.util.stream.Stream;

/// The names that statements declare, by their text alone.
public final class Declared {
  private Declared() {}

  /// The names that a statement would have declared in this scope.
  public static List<Identifier> by(Statement statement) {
    return switch (statement) {
      case Statement.DimDecl s -> s.names();
      case Statement.OptionDecl s -> List.of(s.name());
      case Statement.DataDecl s -> List.of(s.name());
      case Statement.ParamDecl s -> List.of(s.name());
      case Statement.FnDecl s -> List.of(s.name());
      case Statement.LayerDecl s -> List.of(s.name());
      case Statement.Assign s -> List.of(s.target().name());
      case Statement.If s ->
          Stream.concat(s.branches().stream().map(Statement.Branch::body), s.otherwise().stream())
              .flatMap(block -> in(block).stream())
              .toList();
      case Statement.For s -> families(s.body());
      default -> List.of();
    };
  }

  private static List<Identifier> in(Block block) {
    return block.statements().stream().flatMap(s -> by(s).stream()).toList();
  }

  /// What a loop declares outside of its turns.
  private static List<Identifier> families(Block block) {
    return block.statements().stream()
        .flatMap(
            statement ->
                switch (statement) {
                  case Statement.Assign s when !s.target().indices().isEmpty() ->
                      Stream.of(s.target().name());
                  case Statement.For s -> families(s.body()).stream();
                  default -> Stream.of();
                })
        .toList();
  }
}
