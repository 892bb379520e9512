package dev.adjoint.exec.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Static methods whose code is copied to where it is needed, with that of those they call.
///
/// A call would say the same, but a vector that passes through a call is allocated, and the JVM stops
/// inlining methods of ours where the bodies that we fuse only begin to pay.
final class Repertoire {
  /// A method by the internal name of its class, its name and its descriptor.
  private record Key(String owner, String name, String type) {}

  private final Map<Key, MethodModel> methods = new HashMap<>();
  private final List<String> owners = new ArrayList<>();

  /// The methods of some classes, which may call each other. They are looked for in this order.
  Repertoire(Class<?>... classes) {
    for (Class<?> owner : classes) {
      ClassModel model = ClassFile.of().parse(bytes(owner));
      String name = model.thisClass().asInternalName();
      owners.add(name);
      for (MethodModel method : model.methods()) {
        String type = method.methodType().stringValue();
        methods.put(new Key(name, method.methodName().stringValue(), type), method);
      }
    }
  }

  private static byte[] bytes(Class<?> owner) {
    try (InputStream file = owner.getResourceAsStream(owner.getSimpleName() + ".class")) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The method of this name and type, if there is one.
  Optional<MethodModel> find(String name, MethodTypeDesc type) {
    return owners.stream()
        .map(owner -> methods.get(new Key(owner, name, type.descriptorString())))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /// The method that a call calls, if it is one of these.
  private MethodModel called(InvokeInstruction call) {
    return methods.get(
        new Key(
            call.owner().asInternalName(), call.name().stringValue(), call.type().stringValue()));
  }

  /// The length of the code that [#copy] makes, roughly.
  int length(MethodModel method) {
    CodeAttribute code = code(method);
    int length = code.codeLength();
    for (CodeElement element : code) {
      if (element instanceof InvokeInstruction call && called(call) != null) {
        length += length(called(call));
      }
    }
    return length;
  }

  /// A vector of equal numbers, as code of ours makes it: `broadcast(species, number)`.
  record Spread(ClassDesc vector, ConstantDesc number) {}

  /// The vectors of equal numbers that the code of a method makes.
  Set<Spread> spreads(MethodModel method) {
    Set<Spread> spreads = new LinkedHashSet<>();
    List<CodeElement> code = elements(method);
    for (int at = 0; at < code.size(); at++) {
      spread(code, at).ifPresent(spreads::add);
      if (code.get(at) instanceof InvokeInstruction call && called(call) != null) {
        spreads.addAll(spreads(called(call)));
      }
    }
    return spreads;
  }

  private static Optional<Spread> spread(List<CodeElement> code, int at) {
    return at + 2 < code.size()
            && code.get(at) instanceof FieldInstruction
            && code.get(at + 1) instanceof ConstantInstruction number
            && code.get(at + 2) instanceof InvokeInstruction call
            && call.name().equalsString("broadcast")
        ? Optional.of(new Spread(call.owner().asSymbol(), number.constantValue()))
        : Optional.empty();
  }

  private static List<CodeElement> elements(MethodModel method) {
    return code(method)
        .elementStream()
        .filter(e -> e instanceof Instruction || e instanceof LabelTarget)
        .toList();
  }

  /// Writes the code of a method where a call of it could stand: it finds its arguments on the stack
  /// and leaves its result there. Locals from `base` on are its own.
  ///
  /// @param spread where it finds vectors of equal numbers
  void copy(CodeBuilder to, MethodModel method, int base, Map<Spread, Integer> spread) {
    int above = base + code(method).maxLocals();
    storeArguments(to, method.methodTypeSymbol(), base);
    Map<Label, Label> labels = new HashMap<>();
    Label end = to.newLabel();
    List<CodeElement> code = elements(method);
    for (int at = 0; at < code.size(); at++) {
      Optional<Spread> constant = spread(code, at);
      if (constant.isPresent()) {
        to.aload(spread.get(constant.get()));
        at += 2;
        continue;
      }
      CodeElement element = code.get(at);
      switch (element) {
        case LoadInstruction load -> to.loadLocal(load.typeKind(), base + load.slot());
        case StoreInstruction store -> to.storeLocal(store.typeKind(), base + store.slot());
        case IncrementInstruction add -> to.iinc(base + add.slot(), add.constant());
        case InvokeInstruction call when called(call) != null ->
            copy(to, called(call), above, spread);
        case BranchInstruction branch ->
            to.branch(branch.opcode(), labels.computeIfAbsent(branch.target(), _ -> to.newLabel()));
        case LabelTarget target ->
            to.labelBinding(labels.computeIfAbsent(target.label(), _ -> to.newLabel()));
        case ReturnInstruction _ -> to.goto_(end);
        default -> to.with(element);
      }
    }
    to.labelBinding(end);
  }

  private static void storeArguments(CodeBuilder to, MethodTypeDesc type, int base) {
    int slot = base;
    for (ClassDesc parameter : type.parameterList()) {
      slot += TypeKind.from(parameter).slotSize();
    }
    for (ClassDesc parameter : type.parameterList().reversed()) {
      TypeKind kind = TypeKind.from(parameter);
      slot -= kind.slotSize();
      to.storeLocal(kind, slot);
    }
  }

  private static CodeAttribute code(MethodModel method) {
    return method.findAttribute(Attributes.code()).orElseThrow();
  }
}
