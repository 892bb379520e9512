package dev.adjoint.exec.kernel;

import dev.adjoint.tensor.DType;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;

/// One number at a time.
enum ScalarForm implements Form {
  DOUBLES(
      DType.F64,
      new Repertoire(DoubleArithmetic.class, DoubleMath.class, DoubleTrigonometry.class)),
  FLOATS(
      DType.F32, new Repertoire(FloatArithmetic.class, FloatMath.class, FloatTrigonometry.class));

  private final DType dtype;
  private final Repertoire repertoire;

  ScalarForm(DType dtype, Repertoire repertoire) {
    this.dtype = dtype;
    this.repertoire = repertoire;
  }

  static ScalarForm of(DType dtype) {
    return dtype == DType.F64 ? DOUBLES : FLOATS;
  }

  @Override
  public DType dtype() {
    return dtype;
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public ClassDesc type() {
    return dtype == DType.F64 ? ConstantDescs.CD_double : ConstantDescs.CD_float;
  }

  @Override
  public Repertoire repertoire() {
    return repertoire;
  }

  @Override
  public void constant(CodeBuilder code, double number) {
    if (dtype == DType.F64) {
      code.loadConstant(number);
    } else {
      code.loadConstant((float) number);
    }
  }

  @Override
  public void spread(CodeBuilder code, int array, int offset) {
    code.aload(array).iload(offset).arrayLoad(kind());
  }

  @Override
  public void load(CodeBuilder code, int array, Place place) {
    code.aload(array);
    place.push(code);
    code.arrayLoad(kind());
  }

  @Override
  public void store(CodeBuilder code, int value, int array, Place place) {
    code.aload(array);
    place.push(code);
    code.loadLocal(kind(), value).arrayStore(kind());
  }

  @Override
  public void spread(CodeBuilder code, Repertoire.Spread spread) {
    throw new IllegalStateException("no vectors in scalar code");
  }
}
