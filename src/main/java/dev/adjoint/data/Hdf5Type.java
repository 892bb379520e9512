package dev.adjoint.data;

import io.jhdf.object.datatype.ArrayDataType;
import io.jhdf.object.datatype.BitField;
import io.jhdf.object.datatype.CompoundDataType;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.OpaqueDataType;
import io.jhdf.object.datatype.Reference;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.TimeDataType;
import io.jhdf.object.datatype.VariableLength;
import java.nio.ByteOrder;
import java.util.Optional;

/// The type of a data set's numbers.
record Hdf5Type(ElementType element, ByteOrder order) {

  /// The type, if it is one of real numbers. HDF5 describes numbers bit by bit; what is not laid
  /// out as the machines of today have it is none of ours.
  static Optional<Hdf5Type> of(DataType type) {
    return switch (type) {
      case FixedPoint integer -> integer(integer);
      case FloatingPoint number -> floating(number);
      case EnumDataType names -> of(names.getBaseType()); // h5py's booleans are of this kind
      case BitField bits when bits.getSize() == 1 ->
          Optional.of(new Hdf5Type(ElementType.BOOL, bits.getByteOrder()));
      default -> Optional.empty();
    };
  }

  private static Optional<Hdf5Type> integer(FixedPoint type) {
    boolean whole = type.getBitOffset() == 0 && type.getBitPrecision() == 8 * type.getSize();
    String name = (type.isSigned() ? "i" : "u") + type.getSize();
    return whole ? named(name, type.getByteOrder()) : Optional.empty();
  }

  private static Optional<Hdf5Type> floating(FloatingPoint type) {
    int exponentBits =
        switch (type.getSize()) {
          case 2 -> 5;
          case 4 -> 8;
          case 8 -> 11;
          default -> 0;
        };
    int mantissaBits = 8 * type.getSize() - 1 - exponentBits;
    boolean ieee =
        exponentBits > 0
            && type.getMantissaLocation() == 0
            && type.getMantissaSize() == mantissaBits
            && type.getExponentLocation() == mantissaBits
            && type.getExponentSize() == exponentBits
            && type.getExponentBias() == (1 << exponentBits - 1) - 1;
    return ieee ? named("f" + type.getSize(), type.getByteOrder()) : Optional.empty();
  }

  private static Optional<Hdf5Type> named(String name, ByteOrder order) {
    return ElementType.ofNumpy(name).map(element -> new Hdf5Type(element, order));
  }

  /// What a data set of a type that is not ours holds, in a few words.
  static String describe(DataType type) {
    return switch (type) {
      case StringData _ -> "text";
      case VariableLength _ -> "texts or lists of different lengths";
      case CompoundDataType _ -> "records of several fields";
      case ArrayDataType _ -> "small arrays";
      case Reference _ -> "references";
      case TimeDataType _ -> "times";
      case OpaqueDataType _ -> "bytes without a meaning";
      case FixedPoint _, FloatingPoint _ -> 8 * type.getSize() + "-bit numbers of an unusual kind";
      default -> "elements of another type";
    };
  }
}
