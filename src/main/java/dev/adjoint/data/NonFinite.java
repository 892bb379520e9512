package dev.adjoint.data;

/// What to do with NaN and infinities in a file, and with the missing values of a CSV file.
public enum NonFinite {
  /// An error that says where the first one is and how many there are: one NaN in the data makes
  /// every cost and every gradient NaN.
  REFUSE,
  /// They are read as they are, a missing value as NaN.
  ALLOW
}
