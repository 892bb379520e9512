package dev.adjoint;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the code to the order of the packages: what each may use of the others, and which libraries
/// it may use. The package documentation of `dev.adjoint` is the prose to these tables.
class ArchitectureTest {
  private static final String ROOT = "dev.adjoint";

  /// A package, with those below it, and the packages it may use. The last is the root itself.
  private static final List<Row> PACKAGES =
      table(
          """
          source      |
          bounds      | source
          json        |
          tensor      |
          graph       | source tensor
          autodiff    | source tensor graph rewrite
          interpret   | source bounds tensor graph
          notation    | source tensor graph
          rewrite     | source tensor graph interpret notation
          verify      | source tensor graph autodiff interpret rewrite
          exec        | source bounds tensor graph interpret rewrite notation
          nn          | source tensor graph autodiff
          train       | source tensor graph autodiff exec nn
          data        | source bounds tensor
          lang.syntax | source bounds
          lang.check  | source bounds tensor graph autodiff interpret rewrite exec nn data lang.syntax
          lang.derive | source bounds tensor graph autodiff rewrite notation lang.syntax lang.check \
                        trace
          lang.run    | source bounds tensor graph autodiff interpret rewrite verify exec nn \
                        lang.syntax lang.check train data trace draw
          lang.lint   | source tensor graph interpret lang.syntax lang.check data
          trace       | source tensor graph autodiff interpret rewrite notation exec
          draw        | source json tensor graph notation rewrite exec train trace
          play        | source bounds json tensor graph data lang.syntax lang.check lang.run lang.lint \
                        train trace draw
          cli         | source bounds json tensor graph autodiff interpret rewrite exec nn train data \
                        lang.syntax lang.check lang.derive lang.run lang.lint trace draw play .
          .           | source bounds tensor graph autodiff interpret rewrite exec nn train data \
                        lang.syntax lang.check lang.derive lang.run trace draw
          """);

  /// A library, by its package, and the packages of ours that may use it.
  private static final List<Row> LIBRARIES =
      table(
          """
          org.antlr            | lang.syntax
          org.jgrapht          | graph autodiff exec draw
          java.lang.foreign    | exec.blas
          jdk.incubator.vector | exec.kernel
          jdk.jfr              | exec
          com.sun.net          | play
          guru.nidi            | draw
          org.graphper         | draw
          tools.jackson        | json
          io.jhdf              | data
          de.siegmar           | data
          me.tongfei           | cli
          org.jline            | cli
          """);

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  private record Row(String name, List<String> others) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Row> packages() {
    return PACKAGES.stream();
  }

  static Stream<Row> libraries() {
    return LIBRARIES.stream();
  }

  @Test
  void readsTheCode() {
    assertThat(CODE.contain("dev.adjoint.source.Span")).isTrue();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void packageUsesWhatItsRowNames(Row row) {
    var allowed = Stream.concat(Stream.of(row.name), row.others.stream());
    classes()
        .that(resideInAPackage(ours(row.name)))
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage(ROOT + ".."))
                .or(resideInAnyPackage(patterns(allowed)))
                .as("may be used by " + row))
        .allowEmptyShould(true)
        .check(CODE);
  }

  @Test
  void everyPackageHasARow() {
    classes()
        .should()
        .resideInAnyPackage(patterns(packages().map(Row::name)))
        .allowEmptyShould(true)
        .check(CODE);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().allowEmptyShould(true).check(CODE);
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void libraryStaysInItsPackages(Row row) {
    noClasses()
        .that(not(resideInAnyPackage(patterns(row.others.stream()))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(row.name + "..")
        .allowEmptyShould(true)
        .check(CODE);
  }

  @Test
  void everyLibraryHasARow() {
    String[] known =
        Stream.concat(Stream.of(ROOT, "java", "javax"), libraries().map(Row::name))
            .map(name -> name + "..")
            .toArray(String[]::new);
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(known).or(describe("are primitive", ArchitectureTest::primitive)))
        .allowEmptyShould(true)
        .check(CODE);
  }

  private static boolean primitive(JavaClass type) {
    return type.getBaseComponentType().isPrimitive();
  }

  private static List<Row> table(String text) {
    return text.lines().map(ArchitectureTest::row).toList();
  }

  private static Row row(String line) {
    List<String> words = Arrays.asList(line.replace("|", " ").trim().split(" +"));
    return new Row(words.getFirst(), words.subList(1, words.size()));
  }

  private static String ours(String name) {
    return name.equals(".") ? ROOT : ROOT + "." + name + "..";
  }

  private static String[] patterns(Stream<String> names) {
    return names.map(ArchitectureTest::ours).toArray(String[]::new);
  }
}
