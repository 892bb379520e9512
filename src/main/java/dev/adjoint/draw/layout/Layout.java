package dev.adjoint.draw.layout;

import dev.adjoint.draw.sketch.Sketch;
import dev.adjoint.source.AdjointException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/// Gives cards, wires and frames their places. The drawing itself is ours ([Painting]), so pictures
/// look the same whoever lays them out.
public interface Layout {
  /// The distance between neighbours and between ranks, in points.
  double GAP = 22;

  double RANK_GAP = 34;

  Placement place(Sketch sketch);

  /// What the system property `adjoint.dot` asks for, a path or `java`; without it the `dot` on the
  /// `PATH`, and Java's where there is none or it fails.
  static Layout chosen() {
    String wish = System.getProperty("adjoint.dot", "");
    if (wish.equals("java")) {
      return new JavaDot();
    }
    if (!wish.isEmpty()) {
      return new SystemDot(Path.of(wish));
    }
    Optional<Path> dot = onPath();
    return dot.isPresent() ? new SystemDot(dot.get()).otherwise(new JavaDot()) : new JavaDot();
  }

  /// The `dot` of Graphviz on the `PATH`.
  static Optional<Path> onPath() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .flatMap(folder -> Stream.of("dot", "dot.exe").map(name -> folder + File.separator + name))
        .map(Path::of)
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  /// This layout, or that one where this one fails.
  default Layout otherwise(Layout that) {
    return sketch -> {
      try {
        return place(sketch);
      } catch (AdjointException e) {
        return that.place(sketch);
      }
    };
  }
}
