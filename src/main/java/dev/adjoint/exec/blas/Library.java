package dev.adjoint.exec.blas;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// OpenBLAS, or another library with the C interface of BLAS, opened and linked for the life of the
/// process.
///
/// The functions are linked as critical with heap access: they take heap arrays without a copy, and
/// the garbage collector is held off while they run.
///
/// Each is linked when it is asked for, which takes some 20 ms: a program uses one precision.
///
/// @param name what it is, for a person, such as `OpenBLAS 0.3.31 Cooperlake`
/// @param hasInPlace whether it has kernels that multiply small matrices in place
record Library(String name, boolean hasInPlace, SymbolLookup symbols) {
  // values of cblas.h
  static final int ROW_MAJOR = 101;
  static final int PLAIN = 111;
  static final int TRANSPOSED = 112;

  /// The library in the last of these files, which may need those before it.
  ///
  /// @throws IllegalArgumentException if it cannot be used, and why
  @SuppressWarnings("restricted")
  static Library open(List<Path> files) {
    SymbolLookup symbols = null;
    for (Path file : files) {
      try {
        symbols = SymbolLookup.libraryLookup(file.toAbsolutePath(), Arena.global());
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("the system cannot open " + file.getFileName(), e);
      }
    }
    String config = config(symbols);
    stayOnOneThread(symbols);
    return new Library(
        config.replaceAll(" (DYNAMIC_ARCH|NO_\\w+|USE\\w+|MAX_THREADS=\\d+)", "").strip(),
        config.matches(".*(SkylakeX|Cooperlake|SapphireRapids).*"),
        symbols);
  }

  MethodHandle dgemm() {
    return gemm(symbols, "cblas_dgemm", JAVA_DOUBLE);
  }

  MethodHandle sgemm() {
    return gemm(symbols, "cblas_sgemm", JAVA_FLOAT);
  }

  MethodHandle dgemv() {
    return gemv(symbols, "cblas_dgemv", JAVA_DOUBLE);
  }

  MethodHandle sgemv() {
    return gemv(symbols, "cblas_sgemv", JAVA_FLOAT);
  }

  private static MethodHandle gemm(SymbolLookup symbols, String name, MemoryLayout number) {
    return critical(
        symbols,
        name,
        FunctionDescriptor.ofVoid(
            JAVA_INT, // order
            JAVA_INT, // op(A)
            JAVA_INT, // op(B)
            JAVA_INT, // m
            JAVA_INT, // n
            JAVA_INT, // k
            number, // alpha
            ADDRESS, // A
            JAVA_INT, // lda
            ADDRESS, // B
            JAVA_INT, // ldb
            number, // beta
            ADDRESS, // C
            JAVA_INT)); // ldc
  }

  private static MethodHandle gemv(SymbolLookup symbols, String name, MemoryLayout number) {
    return critical(
        symbols,
        name,
        FunctionDescriptor.ofVoid(
            JAVA_INT, // order
            JAVA_INT, // op(A)
            JAVA_INT, // rows
            JAVA_INT, // columns
            number, // alpha
            ADDRESS, // A
            JAVA_INT, // lda
            ADDRESS, // x
            JAVA_INT, // step of x
            number, // beta
            ADDRESS, // y
            JAVA_INT)); // step of y
  }

  @SuppressWarnings("restricted")
  private static MethodHandle critical(
      SymbolLookup symbols, String name, FunctionDescriptor function) {
    return Linker.nativeLinker()
        .downcallHandle(address(symbols, name), function, Linker.Option.critical(true));
  }

  private static MemorySegment address(SymbolLookup symbols, String name) {
    return symbols
        .find(name)
        .orElseThrow(() -> new IllegalArgumentException("it has no function " + name));
  }

  /// What the library says of itself, such as
  /// `OpenBLAS 0.3.31 DYNAMIC_ARCH NO_AFFINITY Cooperlake MAX_THREADS=64`.
  @SuppressWarnings("restricted")
  private static String config(SymbolLookup symbols) {
    Optional<MemorySegment> address = symbols.find("openblas_get_config");
    if (address.isEmpty()) {
      return "BLAS";
    }
    MethodHandle call =
        Linker.nativeLinker().downcallHandle(address.get(), FunctionDescriptor.of(ADDRESS));
    try {
      return ((MemorySegment) call.invokeExact()).reinterpret(1000).getString(0);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /// Of other libraries than OpenBLAS we cannot ask it: they have settings of their own.
  @SuppressWarnings("restricted")
  private static void stayOnOneThread(SymbolLookup symbols) {
    Optional<MemorySegment> address = symbols.find("openblas_set_num_threads");
    if (address.isPresent()) {
      MethodHandle call =
          Linker.nativeLinker().downcallHandle(address.get(), FunctionDescriptor.ofVoid(JAVA_INT));
      try {
        call.invokeExact(1);
      } catch (Throwable e) {
        throw failed(e);
      }
    }
  }

  /// This library, if it multiplies as it should. One whose integers have 64 bits has functions of
  /// the same names: better to see it here.
  ///
  /// @throws IllegalArgumentException if it does not
  Library tried() {
    for (String name : List.of("cblas_sgemm", "cblas_dgemv", "cblas_sgemv")) {
      address(symbols, name);
    }
    double[] a = {1, 2, 3, 4, 5, 6};
    double[] c = new double[4];
    try {
      dgemm()
          .invokeExact(
              ROW_MAJOR,
              PLAIN,
              TRANSPOSED,
              2,
              2,
              3,
              1.0,
              MemorySegment.ofArray(a),
              3,
              MemorySegment.ofArray(a),
              3,
              0.0,
              MemorySegment.ofArray(c),
              2);
    } catch (Throwable e) {
      throw failed(e);
    }
    if (!List.of(c[0], c[1], c[2], c[3]).equals(List.of(14.0, 32.0, 32.0, 77.0))) {
      throw new IllegalArgumentException("its cblas_dgemm gives wrong results");
    }
    return this;
  }

  /// What a method handle declares to throw and a C function cannot.
  static RuntimeException failed(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException known ? known : new IllegalStateException(e);
  }
}
