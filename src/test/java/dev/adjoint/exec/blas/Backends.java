package dev.adjoint.exec.blas;

import java.util.ArrayList;
import java.util.List;

/// All that can multiply on this machine.
final class Backends {
  private Backends() {}

  static List<Blas> all() {
    List<Blas> all = new ArrayList<>(List.of(Blas.loops()));
    if (Search.FOUND.isPresent()) { // else the build has no natives for its platform
      all.add(Blas.best());
      // as on a processor without kernels for small matrices, or with them
      all.add(Blas.of(new OpenBlas(!Search.FOUND.get().hasInPlace())));
    }
    return all;
  }
}
