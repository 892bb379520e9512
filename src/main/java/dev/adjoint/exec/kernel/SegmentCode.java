package dev.adjoint.exec.kernel;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.adjoint.tensor.DType;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// The code of the method of one [Segment]: the instructions, in a loop over elements.
///
/// ```
/// constants, scalar loads
/// for (int i = from; i < to; i += lanes) { loads; instructions; stores }
/// ```
final class SegmentCode {
  static final MethodTypeDesc TYPE =
      MethodTypeDesc.of(
          CD_void, CD_Object.arrayType(), CD_int.arrayType(), CD_int, CD_int, CD_int, CD_Object);

  // The parameters: as those of Generated.Code.
  private static final int ARRAYS = 0;
  private static final int STARTS = 1;
  private static final int FROM = 2;
  private static final int TO = 3;
  private static final int LENGTH = 4;
  private static final int SCRATCH = 5;

  /// Elements in memory: their array and where they start, in locals.
  private record Elements(int array, int start) {}

  private final Body body;
  private final Segment segment;
  private final int[] slots;
  private final Form form;
  private final CodeBuilder code;
  private int locals = SCRATCH + 1;

  /// The locals of values, by their numbers.
  private final Map<Integer, Integer> held = new HashMap<>();

  /// The locals of the numbers in the code of functions.
  private final Map<Repertoire.Spread, Integer> spreads = new HashMap<>();

  private final Map<Integer, Elements> read = new HashMap<>();
  private final Map<Integer, Elements> kept = new HashMap<>();
  private final Map<Integer, Elements> stored = new HashMap<>();

  private SegmentCode(Body body, Segment segment, int[] slots, CodeBuilder code) {
    this.body = body;
    this.segment = segment;
    this.slots = slots;
    this.form = segment.form();
    this.code = code;
  }

  static void write(Body body, Segment segment, int[] slots, CodeBuilder code) {
    new SegmentCode(body, segment, slots, code).write();
  }

  private void write() {
    int loads = body.loads().size();
    for (int value : segment.reads()) {
      read.put(value, value < loads ? operand(value) : scratch(slots[value]));
    }
    segment.keeps().forEach(value -> kept.put(value, scratch(slots[value])));
    segment.stores().forEach(store -> stored.put(store, operand(loads + store)));
    constants();
    scalars();
    elements();
    code.return_();
  }

  private int local() {
    int local = locals;
    locals += 2; // Room for a double.
    return local;
  }

  private ClassDesc arrayType() {
    return (body.dtype() == DType.F64 ? ConstantDescs.CD_double : ConstantDescs.CD_float)
        .arrayType();
  }

  private Elements operand(int k) {
    Elements elements = new Elements(local(), local());
    code.aload(ARRAYS).loadConstant(k).aaload().checkcast(arrayType()).astore(elements.array);
    code.aload(STARTS).loadConstant(k).iaload().istore(elements.start);
    return elements;
  }

  private Elements scratch(int slot) {
    Elements elements = new Elements(local(), local());
    code.aload(SCRATCH).checkcast(arrayType()).astore(elements.array);
    code.iload(LENGTH).loadConstant(slot).imul().istore(elements.start);
    return elements;
  }

  private void constants() {
    for (int value : segment.values()) {
      Body.Instruction instruction = body.instruction(value);
      for (int k = 0; k < instruction.operands(); k++) {
        constant(instruction.operand(k));
      }
    }
    segment.stores().forEach(store -> constant(body.stores().get(store)));
    for (int value : segment.values()) {
      form.function(body.instruction(value))
          .ifPresent(function -> form.repertoire().spreads(function).forEach(this::spread));
    }
  }

  private void spread(Repertoire.Spread spread) {
    if (!spreads.containsKey(spread)) {
      form.spread(code, spread);
      int local = local();
      code.astore(local);
      spreads.put(spread, local);
    }
  }

  private void constant(int value) {
    if (body.isConstant(value) && !held.containsKey(value)) {
      form.constant(code, ((Body.Constant) body.instruction(value)).value());
      hold(value);
    }
  }

  private void scalars() {
    read.forEach(
        (value, elements) -> {
          if (isScalar(value)) {
            form.spread(code, elements.array, elements.start);
            hold(value);
          }
        });
  }

  private boolean isScalar(int value) {
    return value < body.loads().size() && body.loads().get(value) == Body.Load.SCALAR;
  }

  private void hold(int value) {
    int local = held.computeIfAbsent(value, _ -> local());
    code.storeLocal(form.kind(), local);
  }

  private void elements() {
    int i = local();
    code.iload(FROM).istore(i);
    Label top = code.newBoundLabel();
    Label end = code.newLabel();
    code.iload(i).iload(TO).if_icmpge(end);
    read.forEach(
        (value, elements) -> {
          if (!isScalar(value)) {
            form.load(code, elements.array, new Form.Place(elements.start, i));
            hold(value);
          }
        });
    for (int value : segment.values()) {
      instruction(body.instruction(value));
      hold(value);
    }
    kept.forEach((value, elements) -> store(value, elements, i));
    stored.forEach((store, elements) -> store(body.stores().get(store), elements, i));
    code.iinc(i, form.lanes()).goto_(top).labelBinding(end);
  }

  private void store(int value, Elements elements, int i) {
    form.store(code, held.get(value), elements.array, new Form.Place(elements.start, i));
  }

  private void instruction(Body.Instruction instruction) {
    var function = form.function(instruction);
    if (function.isPresent()) {
      for (int k = 0; k < instruction.operands(); k++) {
        code.loadLocal(form.kind(), held.get(instruction.operand(k)));
      }
      form.repertoire().copy(code, function.get(), locals, spreads);
    } else {
      meaning(instruction);
    }
  }

  /// Calls the scalar meaning of a function: arithmetic in f64, rounded once.
  private void meaning(Body.Instruction instruction) {
    Enum<?> row =
        switch (instruction) {
          case Body.Unary unary -> unary.function();
          case Body.Binary binary -> binary.function();
          default -> throw new IllegalStateException("no scalar form of " + instruction);
        };
    ClassDesc table = describe(row.getDeclaringClass());
    ClassDesc meaning =
        describe(
            instruction.operands() == 1 ? DoubleUnaryOperator.class : DoubleBinaryOperator.class);
    code.getstatic(table, row.name(), table)
        .invokevirtual(table, "meaning", MethodTypeDesc.of(meaning));
    List<ClassDesc> parameters = new ArrayList<>();
    for (int k = 0; k < instruction.operands(); k++) {
      code.loadLocal(form.kind(), held.get(instruction.operand(k)));
      if (body.dtype() == DType.F32) {
        code.f2d();
      }
      parameters.add(ConstantDescs.CD_double);
    }
    code.invokeinterface(
        meaning, "applyAsDouble", MethodTypeDesc.of(ConstantDescs.CD_double, parameters));
    if (body.dtype() == DType.F32) {
      code.d2f();
    }
  }

  private static ClassDesc describe(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }
}
