package dev.adjoint.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.data.CsvOptions.Column;
import dev.adjoint.data.CsvOptions.Columns;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// The files that the course works with, where they lie beside the repository; they are not ours
/// to hand on. The sums are those of h5py and NumPy.
class CourseFilesTest {
  private static DataPath file(String name) {
    Path path = Path.of("../shared/data").resolve(name);
    Assumptions.assumeTrue(Files.isRegularFile(path), () -> path + " is not here");
    return DataPath.of(path);
  }

  private static double sum(Tensor tensor) {
    return Arrays.stream(tensor.toDoubles()).sum();
  }

  @Test
  void cats() {
    DataPath train = file("train_catvnoncat.h5");
    Hdf5 x = Hdf5.open(train, "train_set_x");
    assertThat(x.shape()).isEqualTo(Shape.of(209, 64, 64, 3));
    assertThat(sum(x.read())).isEqualTo(264542077);
    Tensor y = Hdf5.open(train, "train_set_y").read();
    assertThat(y.shape().count()).isEqualTo(209);
    assertThat(sum(y)).isEqualTo(72);
    DataPath test = file("test_catvnoncat.h5");
    assertThat(sum(Hdf5.open(test, "test_set_x").read())).isEqualTo(65969547);
    assertThat(sum(Hdf5.open(test, "test_set_y").read())).isEqualTo(33);
    Refusal.assertRefused(() -> Hdf5.open(test, "list_classes"), DataError.NOT_NUMBERS);
  }

  @Test
  void tables() {
    var bare = CsvOptions.DEFAULTS.withHeader(false);
    Csv cancer = Csv.open(file("tabular/breast_cancer.csv"), bare.withSkip(1));
    assertThat(cancer.shape()).isEqualTo(Shape.of(569, 31));
    var diagnosis = bare.withSkip(1).withColumns(new Columns.One(new Column.At(-1)));
    assertThat(sum(Csv.open(file("tabular/breast_cancer.csv"), diagnosis).read())).isEqualTo(357);
    assertThat(Csv.open(file("tabular/iris.csv"), bare.withSkip(1)).shape())
        .isEqualTo(Shape.of(150, 5));
    Csv digits = Csv.open(file("tabular/digits.csv.gz"), bare);
    assertThat(digits.shape()).isEqualTo(Shape.of(1797, 65));
    assertThat(sum(digits.read())).isEqualTo(569788);
  }
}
