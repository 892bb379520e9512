package dev.adjoint.data;

import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.exceptions.HdfFilterException;
import io.jhdf.exceptions.UnsupportedHdfException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/// What we ask of jHDF. It gives us names, types and the bytes of a data set; the bytes are made
/// into numbers by [ElementType], as those of every other format.
final class Hdf5Reader {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'};

  private Hdf5Reader() {}

  /// What a data set says of itself.
  record Header(Shape shape, ElementType type, ByteOrder order) {}

  static Header header(DataPath file, String path) {
    return with(file, hdf -> header(file, path, find(hdf, file, path)));
  }

  static List<String> datasets(DataPath file) {
    return with(file, hdf -> Hdf5Tree.entries(hdf).stream().map(Hdf5Tree.Entry::path).toList());
  }

  static Tensor read(DataPath file, String path, Header header, DType dtype, NonFinite policy) {
    return with(
        file,
        hdf -> {
          Dataset dataset = find(hdf, file, path);
          if (!header(file, path, dataset).equals(header)) {
            throw DataError.CHANGED.because(file.quoted() + " changed while it was in use");
          }
          var elements = new Elements(subject(file, path), header.shape(), dtype);
          new Hdf5Storage(subject(file, path), hdf, (DatasetBase) dataset, header)
              .readInto(elements);
          return elements.tensor(policy);
        });
  }

  private static String subject(DataPath file, String path) {
    return Wording.quote(path) + " of " + file.quoted();
  }

  private static Header header(DataPath file, String path, Dataset dataset) {
    String subject = subject(file, path);
    var type =
        Hdf5Type.of(dataset.getDataType())
            .orElseThrow(() -> notNumbers(subject, Hdf5Type.describe(dataset.getDataType())));
    Shape shape = Elements.shape(subject, dataset.getDimensionsAsLong());
    if (dataset.getSize() < shape.count()) {
      throw DataError.NOT_NUMBERS.because(subject + " is declared, and holds nothing");
    }
    return new Header(shape, type.element(), type.order());
  }

  private static AdjointException notNumbers(String subject, String kind) {
    return DataError.NOT_NUMBERS.because(
        subject + " holds " + kind + " and cannot be read as a tensor");
  }

  private static Dataset find(HdfFile hdf, DataPath file, String path) {
    return switch (Hdf5Tree.find(hdf, path)) {
      case Hdf5Tree.Found.Data(Dataset dataset) -> dataset;
      case Hdf5Tree.Found.Group _ ->
          throw unknown(hdf, path, subject(file, path) + " is a group, not a data set");
      case Hdf5Tree.Found.Outside(String target) ->
          throw new AdjointException(
              DataError.UNSUPPORTED
                  .says(subject(file, path) + " is a link to another file")
                  .note("it leads to " + Wording.quote(target))
                  .help("name that file in the script: it is opened only if you ask for it"));
      case Hdf5Tree.Found.Nothing _ ->
          throw unknown(hdf, path, "there is no data set " + subject(file, path));
    };
  }

  private static AdjointException unknown(HdfFile hdf, String path, String message) {
    List<Hdf5Tree.Entry> entries = Hdf5Tree.entries(hdf);
    var byPath = new LinkedHashMap<String, Hdf5Tree.Entry>();
    entries.forEach(entry -> byPath.put(entry.path(), entry));
    List<String> shown =
        Wording.nearestFirst(path, byPath.keySet()).stream()
            .map(name -> Wording.quote(name) + " " + byPath.get(name).description())
            .toList();
    Diagnostic says = DataError.UNKNOWN_KEY.says(message);
    return new AdjointException(
        says.note(
            shown.isEmpty()
                ? "the file holds no data set at all"
                : "the data sets there are: " + Wording.list(shown)));
  }

  /// Opens the file, uses it, and says in our words what jHDF says in its own. On a damaged file it
  /// fails in any way: an index out of bounds, a negative size, a cycle followed without end, a
  /// buffer as large as a header says.
  private static <T> T with(DataPath file, Function<HdfFile, T> use) {
    try {
      requireSignature(file);
      try (var hdf = new HdfFile(file.path())) {
        return use.apply(hdf);
      }
    } catch (IOException e) {
      throw file.unreadable(e);
    } catch (AdjointException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw failure(file, e);
    } catch (OutOfMemoryError e) {
      throw new AdjointException(
          DataError.TOO_LARGE
              .says(file.quoted() + " asks for more memory than there is")
              .note("it holds a great deal, or it is damaged"),
          e);
    }
  }

  private static AdjointException failure(DataPath file, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnsupportedHdfException || cause instanceof HdfFilterException) {
        return new AdjointException(
            DataError.UNSUPPORTED
                .says(file.quoted() + " is stored in a way that jHDF cannot read")
                .note(Wording.quote(String.valueOf(cause.getMessage())))
                .help("h5py writes what it can with its default `libver`, plain or as `gzip`"),
            failure);
      }
    }
    return new AdjointException(
        DataError.DAMAGED
            .says(file.quoted() + " is damaged, or of a kind of HDF5 that jHDF does not know")
            .help("the file was perhaps not copied whole: copy it again"),
        failure);
  }

  /// Holds that the file starts as HDF5 files do, at once or after a block of the user's own, of
  /// 512, 1024, … bytes.
  private static void requireSignature(DataPath file) throws IOException {
    long size = file.size();
    try (InputStream in = file.open()) {
      long at = 0;
      for (long block = 0; block < size; block = block == 0 ? 512 : 2 * block) {
        in.skipNBytes(block - at);
        byte[] start = in.readNBytes(SIGNATURE.length);
        at = block + start.length;
        if (Arrays.equals(start, SIGNATURE)) {
          return;
        }
      }
    }
    throw new AdjointException(
        DataError.WRONG_FORMAT
            .says(file.quoted() + " is not an HDF5 file")
            .note("such a file starts with the bytes 89 48 44 46"));
  }
}
