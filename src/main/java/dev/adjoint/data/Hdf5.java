package dev.adjoint.data;

import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import java.util.function.Supplier;

/// One data set of an HDF5 file, by its path there: `train_set_x`, `run3/weights`. Its shape is the
/// data set's.
///
/// Integers of 1 to 8 bytes, IEEE floats of 2, 4 and 8 and booleans become numbers, enumerations
/// the numbers behind them. The data may be compact, contiguous or in chunks, and chunks packed by
/// DEFLATE, LZF, LZ4 or bitshuffle. Text, references and compounds are refused, and so is a link
/// into another file.
public final class Hdf5 implements TensorFile {
  private final DataPath file;
  private final String dataset;
  private final NonFinite policy;
  private final Hdf5Reader.Header header;

  private Hdf5(DataPath file, String dataset, NonFinite policy, Hdf5Reader.Header header) {
    this.file = file;
    this.dataset = dataset;
    this.policy = policy;
    this.header = header;
  }

  /// Reads the header of a data set.
  ///
  /// @throws AdjointException if there is no such file or no such data set in it, if the file is of
  ///     another format or damaged, or the data set holds other things than real numbers
  public static Hdf5 open(DataPath file, String dataset, NonFinite policy) {
    Hdf5Reader.Header header = withReader(file, () -> Hdf5Reader.header(file, dataset));
    return new Hdf5(file, dataset, policy, header);
  }

  /// Reads the header of a data set whose numbers have to be finite.
  public static Hdf5 open(DataPath file, String dataset) {
    return open(file, dataset, NonFinite.REFUSE);
  }

  /// The paths of all data sets of a file, also of those in groups, sorted.
  ///
  /// @throws AdjointException if there is no such file or it is of another format
  public static List<String> datasets(DataPath file) {
    return withReader(file, () -> Hdf5Reader.datasets(file));
  }

  @Override
  public DataPath file() {
    return file;
  }

  @Override
  public Shape shape() {
    return header.shape();
  }

  @Override
  public Tensor read(DType dtype) {
    return withReader(file, () -> Hdf5Reader.read(file, dataset, header, dtype, policy));
  }

  private static <T> T withReader(DataPath file, Supplier<T> use) {
    file.requireFile();
    try {
      return use.get();
    } catch (NoClassDefFoundError e) {
      throw new AdjointException(
          DataError.NO_READER
              .says("jHDF, which reads HDF5 files, is not on the class path")
              .help("add the dependency `io.jhdf:jhdf` to your build"),
          e);
    }
  }
}
