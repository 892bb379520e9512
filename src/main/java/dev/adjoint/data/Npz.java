package dev.adjoint.data;

import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// One array of an `.npz` file, a ZIP archive of `.npy` files as `np.savez` and
/// `np.savez_compressed` write it. An array goes by its keyword there, or `arr_0`, `arr_1`, … where
/// it had none.
public final class Npz implements TensorFile {
  private static final String ENDING = ".npy";

  /// No data that DEFLATE packs grow by more than this when unpacked.
  private static final long MOST_DEFLATED = 1032;

  private final DataPath file;
  private final String key;
  private final NpyArray array;
  private final NonFinite policy;

  private Npz(DataPath file, String key, NpyArray array, NonFinite policy) {
    this.file = file;
    this.key = key;
    this.array = array;
    this.policy = policy;
  }

  /// Reads the header of the array `key`.
  ///
  /// @throws AdjointException if there is no such file or no such array in it, if it is of another
  ///     format or damaged, or holds other things than real numbers
  public static Npz open(DataPath file, String key, NonFinite policy) {
    return with(
        file,
        zip -> {
          ZipEntry entry = entry(zip, file, key);
          var array = header(zip, entry, subject(file, key));
          array.requireLength(Math.min(entry.getSize(), MOST_DEFLATED * entry.getCompressedSize()));
          return new Npz(file, key, array, policy);
        });
  }

  /// Reads the header of an array whose numbers have to be finite.
  public static Npz open(DataPath file, String key) {
    return open(file, key, NonFinite.REFUSE);
  }

  /// The names of the arrays of a file, in its order.
  ///
  /// @throws AdjointException if there is no such file or it is of another format
  public static List<String> keys(DataPath file) {
    return with(file, Npz::keys);
  }

  @Override
  public DataPath file() {
    return file;
  }

  @Override
  public Shape shape() {
    return array.shape();
  }

  @Override
  public Tensor read(DType dtype) {
    return with(
        file,
        zip -> {
          ZipEntry entry = entry(zip, file, key);
          // ZipFile does not look at the checksum
          var in = new CheckedInputStream(zip.getInputStream(entry), new CRC32());
          if (!NpyArray.readHeader(in, array.subject()).equals(array)) {
            throw DataError.CHANGED.because(file.quoted() + " changed while it was in use");
          }
          Tensor tensor = array.readNumbers(in, dtype, policy);
          in.transferTo(OutputStream.nullOutputStream());
          if (in.getChecksum().getValue() != entry.getCrc()) {
            throw DataError.DAMAGED.because(array.subject() + " is damaged: its checksum is wrong");
          }
          return tensor;
        });
  }

  private static String subject(DataPath file, String key) {
    return Wording.quote(key) + " of " + file.quoted();
  }

  private static List<String> keys(ZipFile zip) {
    return zip.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.endsWith(ENDING))
        .map(name -> name.substring(0, name.length() - ENDING.length()))
        .toList();
  }

  private static NpyArray header(ZipFile zip, ZipEntry entry, String subject) throws IOException {
    try (InputStream in = new BufferedInputStream(zip.getInputStream(entry))) {
      return NpyArray.readHeader(in, subject);
    }
  }

  private static ZipEntry entry(ZipFile zip, DataPath file, String key) throws IOException {
    ZipEntry entry = zip.getEntry(key + ENDING);
    if (entry != null) {
      return entry;
    }
    List<String> keys = keys(zip);
    var says = DataError.UNKNOWN_KEY.says("there is no " + subject(file, key));
    throw new AdjointException(
        keys.isEmpty()
            ? says.note("the file holds no array at all")
            : says.note("the arrays there are: " + Wording.list(described(zip, key, keys))));
  }

  /// Each name with the array's shape, those like `key` first.
  private static List<String> described(ZipFile zip, String key, List<String> keys) {
    return Wording.nearestFirst(key, keys).stream()
        .map(name -> Wording.quote(name) + shapeIn(zip, name))
        .toList();
  }

  private static String shapeIn(ZipFile zip, String key) {
    try {
      return " " + header(zip, zip.getEntry(key + ENDING), key).shape();
    } catch (IOException | AdjointException e) {
      return " (not numbers)";
    }
  }

  private interface Use<T> {
    T of(ZipFile zip) throws IOException;
  }

  private static <T> T with(DataPath file, Use<T> use) {
    file.requireFile();
    try (var zip = new ZipFile(file.path().toFile())) {
      return use.of(zip);
    } catch (ZipException | EOFException e) {
      throw new AdjointException(
          DataError.WRONG_FORMAT
              .says(file.quoted() + " is not an `.npz` file, or damaged")
              .note("an `.npz` file is a ZIP archive: " + e.getMessage())
              .help("in Python, `np.savez(\"x.npz\", X=X, Y=Y)` writes one"),
          e);
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }
}
