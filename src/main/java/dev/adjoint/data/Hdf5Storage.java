package dev.adjoint.data;

import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.TensorText;
import io.jhdf.HdfFile;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.exceptions.HdfException;
import io.jhdf.object.message.FillValueMessage;
import java.nio.ByteBuffer;

/// Where the numbers of a data set lie in the file. A part that was never written lies nowhere, and
/// holds the fill value.
///
/// @param subject the data set as messages call it
record Hdf5Storage(String subject, HdfFile hdf, DatasetBase dataset, Hdf5Reader.Header header) {

  /// Puts all numbers in their places.
  void readInto(Elements elements) {
    int count = header.shape().count();
    if (count == 0) {
      return;
    }
    double fill = fillValue();
    if (dataset.isEmpty()) {
      for (int i = 0; i < count; i++) {
        elements.set(i, fill);
      }
      return;
    }
    requireAll(fill);
    ByteBuffer bytes = dataset.getDataBuffer().order(header.order());
    for (int i = 0; i < count; i++) {
      elements.set(i, header.type().next(bytes));
    }
  }

  /// Holds that the numbers are there, and can be had in one piece.
  private void requireAll(double fill) {
    long bytes = dataset.getSizeInBytes();
    if (bytes > Integer.MAX_VALUE) {
      throw DataError.TOO_LARGE.because(
          subject + " takes " + bytes + " bytes: at most " + Integer.MAX_VALUE + " can be read");
    }
    if (dataset instanceof ContiguousDataset contiguous
        && contiguous.getDataAddress() + hdf.getUserBlockSize() > hdf.size() - bytes) {
      throw new AdjointException(
          DataError.DAMAGED
              .says(subject + " ends too early")
              .note("it goes on beyond the end of the file")
              .help("the file was perhaps not copied whole: copy it again"));
    }
    if (dataset instanceof ChunkedDataset chunked) {
      Elements.requireMemory(subject, bytes);
      if (fill != 0 && !hasAllChunks(chunked)) {
        // jHDF leaves zeros where there is no chunk
        throw DataError.UNSUPPORTED.because(
            subject
                + " was written in part, and the rest is to be read as "
                + TensorText.number(fill, DType.F64));
      }
    }
  }

  private boolean hasAllChunks(ChunkedDataset chunked) {
    int[] sizes = header.shape().sizes();
    int[] chunk = chunked.getChunkDimensions();
    int[] offset = new int[sizes.length];
    while (true) {
      try {
        chunked.getRawChunkBuffer(offset);
      } catch (HdfException e) {
        return false;
      }
      int axis = sizes.length - 1;
      while (axis >= 0 && (offset[axis] += chunk[axis]) >= sizes[axis]) {
        offset[axis--] = 0;
      }
      if (axis < 0) {
        return true;
      }
    }
  }

  private double fillValue() {
    if (!dataset.getHeader().hasMessageOfType(FillValueMessage.class)) {
      return 0;
    }
    var message = dataset.getHeader().getMessageOfType(FillValueMessage.class);
    if (!message.isFillValueDefined()) {
      return 0;
    }
    ByteBuffer bytes = message.getFillValue().order(header.order());
    return bytes.remaining() < header.type().bytes() ? 0 : header.type().next(bytes);
  }
}
