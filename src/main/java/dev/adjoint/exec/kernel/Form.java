package dev.adjoint.exec.kernel;

import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.tensor.DType;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Collections;
import java.util.Optional;

/// How generated code holds the values of a body: one number at a time, or as many as a vector of
/// the machine has lanes. A value is in a local; what is read and written here is JVM code.
sealed interface Form permits ScalarForm, VectorForm {
  DType dtype();

  /// How many elements one value holds.
  int lanes();

  /// The type of a value in code.
  ClassDesc type();

  /// The functions that code can be copied of.
  Repertoire repertoire();

  /// Leaves a number on the stack, as a value.
  void constant(CodeBuilder code, double number);

  /// Leaves on the stack, in every lane, the number at an offset of an array, both in locals.
  void spread(CodeBuilder code, int array, int offset);

  /// Leaves on the stack the elements of an array from an offset on.
  void load(CodeBuilder code, int array, Place place);

  /// Stores a local's elements in an array from an offset on.
  void store(CodeBuilder code, int value, int array, Place place);

  /// Where elements lie: from the sum of two locals on.
  record Place(int offset, int i) {
    void push(CodeBuilder code) {
      code.iload(offset).iload(i).iadd();
    }
  }

  /// Leaves on the stack, in every lane, a number of a function's code, which may be of another type
  /// than the values.
  void spread(CodeBuilder code, Repertoire.Spread spread);

  default TypeKind kind() {
    return TypeKind.from(type());
  }

  /// The code of an instruction's function, unless this form has none.
  default Optional<MethodModel> function(Body.Instruction instruction) {
    return repertoire()
        .find(
            name(instruction),
            MethodTypeDesc.of(type(), Collections.nCopies(instruction.operands(), type())));
  }

  private static String name(Body.Instruction instruction) {
    return switch (instruction) {
      case Body.Unary(UnaryFunction function, _) -> Functions.name(function);
      case Body.Binary(BinaryFunction function, _, _) -> Functions.name(function);
      case Body.Select _ -> "select";
      case Body.Constant _ -> "constant";
    };
  }
}
