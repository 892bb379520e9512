package dev.adjoint.exec.kernel;

/// The module of the Vector API, which incubates, so that no JVM starts with it unasked.
///
/// Asked for by `--add-modules`, it makes the JVM warn on standard error, lose the module graph that
/// it would else start from ready-made, and pay whether anything is computed or not. So we load it
/// when it is first of use, as the JVM itself loads a module that an agent needs: by a method of
/// `java.base`, which the launcher exports to us. The compiler knows the module by its name, however
/// it came.
///
/// The system property `adjoint.simd` says `off` where it is not wanted.
final class VectorModule {
  private static final String NAME = "jdk.incubator.vector";

  private VectorModule() {}

  /// Whether classes that use the Vector API can be linked from now on. Loads the module if need be,
  /// which takes some hundredths of a second, once.
  ///
  /// To be asked before such a class is touched: the JVM remembers what a class did not find.
  static boolean isPresent() {
    return Loaded.IS;
  }

  private static final class Loaded {
    static final boolean IS =
        !System.getProperty("adjoint.simd", "").equals("off")
            && (ModuleLayer.boot().findModule(NAME).isPresent() || load());

    private static boolean load() {
      try {
        Class.forName("jdk.internal.module.Modules")
            .getMethod("loadModule", String.class)
            .invoke(null, NAME);
        return true;
      } catch (ReflectiveOperationException | RuntimeException _) {
        return false; // a program without the export, a JVM without the module
      }
    }
  }
}
