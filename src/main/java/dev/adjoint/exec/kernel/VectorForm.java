package dev.adjoint.exec.kernel;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.adjoint.tensor.DType;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// As many numbers at a time as the machine's vectors have lanes. To be touched only where the
/// Vector API is there.
enum VectorForm implements Form {
  DOUBLES(
      DoubleVector.SPECIES_PREFERRED,
      new Repertoire(DoubleLaneArithmetic.class, DoubleLanes.class, DoubleTrigonometryLanes.class)),
  FLOATS(
      FloatVector.SPECIES_PREFERRED,
      new Repertoire(FloatLaneArithmetic.class, FloatLanes.class, FloatTrigonometryLanes.class));

  private static final ClassDesc SPECIES = VectorSpecies.class.describeConstable().orElseThrow();

  private final VectorSpecies<?> species;
  private final ClassDesc element;
  private final ClassDesc type;
  private final Repertoire repertoire;

  VectorForm(VectorSpecies<?> species, Repertoire repertoire) {
    this.species = species;
    this.element = species.elementType().describeConstable().orElseThrow();
    this.type =
        (species.elementType() == double.class ? DoubleVector.class : FloatVector.class)
            .describeConstable()
            .orElseThrow();
    this.repertoire = repertoire;
  }

  static VectorForm of(DType dtype) {
    return dtype == DType.F64 ? DOUBLES : FLOATS;
  }

  @Override
  public DType dtype() {
    return this == DOUBLES ? DType.F64 : DType.F32;
  }

  @Override
  public int lanes() {
    return species.length();
  }

  @Override
  public ClassDesc type() {
    return type;
  }

  @Override
  public Repertoire repertoire() {
    return repertoire;
  }

  @Override
  public void constant(CodeBuilder code, double number) {
    species(code);
    ScalarForm.of(dtype()).constant(code, number);
    broadcast(code);
  }

  @Override
  public void spread(CodeBuilder code, int array, int offset) {
    species(code);
    ScalarForm.of(dtype()).spread(code, array, offset);
    broadcast(code);
  }

  @Override
  public void load(CodeBuilder code, int array, Place place) {
    species(code);
    code.aload(array);
    place.push(code);
    code.invokestatic(
        type, "fromArray", MethodTypeDesc.of(type, SPECIES, element.arrayType(), CD_int));
  }

  @Override
  public void store(CodeBuilder code, int value, int array, Place place) {
    code.aload(value).aload(array);
    place.push(code);
    code.invokevirtual(type, "intoArray", MethodTypeDesc.of(CD_void, element.arrayType(), CD_int));
  }

  @Override
  public void spread(CodeBuilder code, Repertoire.Spread spread) {
    ClassDesc vector = spread.vector();
    code.getstatic(vector, "SPECIES_PREFERRED", SPECIES).loadConstant(spread.number());
    ClassDesc number =
        switch (spread.number()) {
          case Double _ -> ConstantDescs.CD_double;
          case Float _ -> ConstantDescs.CD_float;
          case Long _ -> ConstantDescs.CD_long;
          default -> CD_int;
        };
    code.invokestatic(vector, "broadcast", MethodTypeDesc.of(vector, SPECIES, number));
  }

  private void species(CodeBuilder code) {
    code.getstatic(type, "SPECIES_PREFERRED", SPECIES);
  }

  private void broadcast(CodeBuilder code) {
    code.invokestatic(type, "broadcast", MethodTypeDesc.of(type, SPECIES, element));
  }
}
