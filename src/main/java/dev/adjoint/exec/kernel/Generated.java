package dev.adjoint.exec.kernel;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;

/// A body run by a class that is generated for it: all of its instructions in one loop, or in a few.
///
/// In the form of vectors, whole vectors only: what is left of the elements is done by the scalar
/// form, to the same bits. So each loop is as short as it can be for the JVM, which stops inlining
/// the Vector API, and puts its vectors on the heap, after some forty operations in one method.
final class Generated implements Kernel {
  /// How much code, in bytes, one loop may have: twice as much was no faster, or many times slower.
  private static final int LIMIT = 600;

  private static final ClassDesc NAME =
      ClassDesc.of(Generated.class.getPackageName(), "GeneratedCode");

  private final Code code;
  private final int lanes;
  private final Generated rest; // what does less than a vector; null if there is no such thing
  private final int slots;

  /// What a generated class is.
  interface Code {
    /// Runs on the elements `from`, a multiple of the lanes, to `to` of `length`.
    void run(Object[] arrays, int[] starts, int from, int to, int length, Object scratch);
  }

  private Generated(Body body, List<Form> forms, Generated rest) {
    List<Segment> segments = Segment.cut(body, forms, LIMIT);
    int[] slots = Segment.slots(body, segments);
    this.code = define(body, segments, slots);
    this.lanes = forms.getFirst().lanes();
    this.rest = rest;
    this.slots = 1 + Arrays.stream(slots).max().orElse(-1);
  }

  /// One number at a time.
  static Generated scalar(Body body) {
    return new Generated(body, List.of(ScalarForm.of(body.dtype())), null);
  }

  /// A vector at a time, where a function has such a form. To be asked for only where the Vector API
  /// is there.
  static Generated vectors(Body body) {
    List<Form> forms = List.of(VectorForm.of(body.dtype()), ScalarForm.of(body.dtype()));
    return new Generated(body, forms, scalar(body));
  }

  private static Code define(Body body, List<Segment> segments, int[] slots) {
    byte[] bytes = ClassFile.of().build(NAME, type -> write(body, segments, slots, type));
    try {
      var lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
      MethodType none = MethodType.methodType(void.class);
      return (Code) lookup.findConstructor(lookup.lookupClass(), none).invoke();
    } catch (Throwable e) {
      throw new IllegalStateException("a generated kernel cannot be used", e);
    }
  }

  private static void write(Body body, List<Segment> segments, int[] slots, ClassBuilder type) {
    type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
        .withInterfaceSymbols(Code.class.describeConstable().orElseThrow())
        .withMethodBody(ConstantDescs.INIT_NAME, ConstantDescs.MTD_void, 0, Generated::construct)
        .withMethodBody(
            "run", SegmentCode.TYPE, ClassFile.ACC_PUBLIC, code -> callAll(code, segments.size()));
    for (int s = 0; s < segments.size(); s++) {
      Segment segment = segments.get(s);
      type.withMethodBody(
          "segment" + s,
          SegmentCode.TYPE,
          ClassFile.ACC_STATIC,
          code -> SegmentCode.write(body, segment, slots, code));
    }
  }

  private static void construct(CodeBuilder code) {
    code.aload(0)
        .invokespecial(CD_Object, ConstantDescs.INIT_NAME, MethodTypeDesc.of(CD_void))
        .return_();
  }

  private static void callAll(CodeBuilder code, int segments) {
    for (int s = 0; s < segments; s++) {
      code.aload(1).aload(2).iload(3).iload(4).iload(5).aload(6);
      code.invokestatic(NAME, "segment" + s, SegmentCode.TYPE);
    }
    code.return_();
  }

  @Override
  public int scratch(int elements) {
    return Math.multiplyExact(rest == null ? slots : Math.max(slots, rest.slots), elements);
  }

  @Override
  public void run(Object[] arrays, int[] starts, int length, Object scratch) {
    int whole = length & -lanes;
    if (whole > 0) {
      code.run(arrays, starts, 0, whole, length, scratch);
    }
    if (whole < length) {
      rest.code.run(arrays, starts, whole, length, length, scratch);
    }
  }
}
