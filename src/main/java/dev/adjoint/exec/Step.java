package dev.adjoint.exec;

import java.util.stream.IntStream;

/// A part of a program that is run as one: it reads some of a workspace's arrays and writes others.
sealed interface Step permits Cluster, Product, Single {
  void run(Workspace workspace);

  /// The places of the nodes whose values it computes.
  int[] places();

  /// What it does, for reports.
  Work work(Sized sized);

  /// The slots that it reads.
  IntStream reads();

  /// The slots that it writes.
  IntStream writes();
}
