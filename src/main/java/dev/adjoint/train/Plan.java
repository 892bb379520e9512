package dev.adjoint.train;

/// How long to train, and on how many examples at a time.
public sealed interface Plan {
  /// So many updates, each on all examples. The history has the cost before each.
  record Steps(int count) implements Plan {
    public Steps {
      require(count >= 0, "a number of steps is at least 0, not " + count);
    }
  }

  /// So many passes through the examples, with an update for each batch. The history has the mean
  /// cost of each epoch: that of its batches, each before its update and weighted by its size.
  ///
  /// In every epoch each example is in one batch; which, is drawn from the seed and the epoch's
  /// number. The last batch is smaller if the numbers want it so.
  ///
  /// @param batch the number of examples in a batch
  /// @param over the name of the dimension that counts the examples
  record Epochs(int count, int batch, String over, long seed) implements Plan {
    public Epochs {
      require(count >= 0, "a number of epochs is at least 0, not " + count);
      require(batch >= 1, "a batch has at least 1 example, not " + batch);
    }
  }

  static Plan steps(int count) {
    return new Steps(count);
  }

  static Plan epochs(int count, int batch, String over) {
    return new Epochs(count, batch, over, 0);
  }

  private static void require(boolean fact, String message) {
    if (!fact) {
      throw new IllegalArgumentException(message);
    }
  }
}
