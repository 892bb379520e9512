package dev.adjoint.data;

import dev.adjoint.bounds.Bytes;
import dev.adjoint.bounds.Limits;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.TensorText;
import java.util.Arrays;

/// The tensor that a file's numbers are put into, one by one, on their way out of the file. It
/// holds the numbers against the policy on NaN, and their count against the memory there is.
final class Elements {
  private final String subject;
  private final Shape shape;
  private final double[] f64; // exactly one of the two is there
  private final float[] f32;
  private int firstNotFinite = Integer.MAX_VALUE;
  private int notFinite;

  /// @param subject what holds the numbers, as messages call it: "`x` of `data.npz`"
  /// @throws AdjointException if they do not fit in memory
  Elements(String subject, Shape shape, DType dtype) {
    long bytes = (long) shape.count() * dtype.bytes();
    requireMemory(subject, bytes);
    this.subject = subject;
    this.shape = shape;
    try {
      this.f64 = dtype == DType.F64 ? new double[shape.count()] : null;
      this.f32 = dtype == DType.F32 ? new float[shape.count()] : null;
    } catch (OutOfMemoryError e) {
      throw noMemory(subject, bytes); // the rest of the memory is taken
    }
  }

  /// The shape of these sizes.
  ///
  /// @throws AdjointException if it has more elements than an array
  static Shape shape(String subject, long... sizes) {
    int[] small = new int[sizes.length];
    boolean fits = true;
    for (int axis = 0; axis < sizes.length; axis++) {
      small[axis] = (int) sizes[axis];
      fits &= small[axis] == sizes[axis];
    }
    try {
      if (fits) {
        return Shape.of(small);
      }
    } catch (IllegalArgumentException e) {
      // more elements than an array holds: told below
    }
    throw DataError.TOO_LARGE.because(
        subject
            + " has the shape "
            + Arrays.toString(sizes)
            + ": a tensor has at most "
            + Integer.MAX_VALUE
            + " elements");
  }

  /// Holds that `bytes` may be had.
  ///
  /// @throws AdjointException if not
  static void requireMemory(String subject, long bytes) {
    if (bytes > Limits.current().bytes()) {
      throw noMemory(subject, bytes);
    }
  }

  private static AdjointException noMemory(String subject, long bytes) {
    return new AdjointException(
        DataError.TOO_LARGE
            .says(subject + " takes " + Bytes.words(bytes) + " of memory")
            .note("there are " + Bytes.words(Limits.current().bytes()) + " for it")
            .help("`--max-memory` allows more, and Java's option `-Xmx` gives it"));
  }

  /// Puts a number at a row-major offset.
  ///
  /// @throws AdjointException if it is finite, and in this precision would not be
  void set(int offset, double value) {
    if (!Double.isFinite(value)) {
      notFinite++;
      firstNotFinite = Math.min(firstNotFinite, offset);
    }
    if (f64 != null) {
      f64[offset] = value;
    } else {
      f32[offset] = (float) value;
      if (Float.isInfinite(f32[offset]) && !Double.isInfinite(value)) {
        throw tooLargeForF32(offset, value);
      }
    }
  }

  /// The tensor; nothing may be put into it any more.
  ///
  /// @throws AdjointException if it holds NaN or an infinity, and may not
  Tensor tensor(NonFinite policy) {
    Tensor tensor = f64 != null ? Tensor.wrap(shape, f64) : Tensor.wrap(shape, f32);
    if (policy == NonFinite.REFUSE && notFinite > 0) {
      throw new AdjointException(notFinite(tensor));
    }
    return tensor;
  }

  private Diagnostic notFinite(Tensor tensor) {
    String first = TensorText.number(tensor.at(firstNotFinite), tensor.dtype());
    Diagnostic diagnostic =
        DataError.NOT_FINITE
            .says(subject + " holds " + first + place(firstNotFinite))
            .note("one nan or inf in the data makes the cost and every gradient nan");
    if (notFinite > 1) {
      diagnostic = diagnostic.note("it is the first of " + notFinite + " that are nan or inf");
    }
    return diagnostic.help("`allow_nan = true` reads them as they are");
  }

  private AdjointException tooLargeForF32(int offset, double value) {
    return new AdjointException(
        DataError.TOO_LARGE
            .says(
                subject
                    + " holds "
                    + TensorText.number(value, DType.F64)
                    + place(offset)
                    + ", more than f32 can hold")
            .help("`precision f64` can"));
  }

  private String place(int offset) {
    if (shape.rank() == 0) {
      return "";
    }
    int[] index = new int[shape.rank()];
    int rest = offset;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      index[axis] = rest % shape.size(axis);
      rest /= shape.size(axis);
    }
    return " at " + Arrays.toString(index);
  }
}
