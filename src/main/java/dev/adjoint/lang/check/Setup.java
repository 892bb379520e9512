package dev.adjoint.lang.check;

import dev.adjoint.tensor.DType;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What comes to a program from outside.
///
/// @param folder where relative paths start: the folder of the script
/// @param options settings that replace the defaults of `option`, as they were written
/// @param bindings files for `data` that the program leaves open, by name
/// @param precision replaces the program's own
/// @param seed replaces the program's own
/// @param anyFile whether the program may read and write files anywhere, not only below its folder
///     and the current one
public record Setup(
    Path folder,
    Map<String, String> options,
    Map<String, Path> bindings,
    Optional<DType> precision,
    Optional<Long> seed,
    boolean anyFile) {
  /// With files below the folder and the current one only.
  public Setup(
      Path folder,
      Map<String, String> options,
      Map<String, Path> bindings,
      Optional<DType> precision,
      Optional<Long> seed) {
    this(folder, options, bindings, precision, seed, false);
  }

  /// Nothing but a folder.
  public static Setup in(Path folder) {
    return new Setup(folder, Map.of(), Map.of(), Optional.empty(), Optional.empty());
  }
}
